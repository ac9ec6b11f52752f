/// A model of where EC2 places single addresses in a subnet.
///
/// EC2 does not document where it places them, so there are three models.
public enum AddressPlacement: String, Hashable, Sendable, CaseIterable {
  /// The lowest free address is taken.
  case firstFit = "first-fit"
  /// Every free address is equally likely to be taken.
  case random
  /// Each address is taken from another untouched /28 block while there are such blocks, the worst case for prefixes.
  case adversarial
}
