/// Where EC2 puts single addresses in a subnet. It documents nothing, so there are three models.
public enum AddressPlacement: String, Hashable, Sendable, CaseIterable {
  /// The lowest free address.
  case firstFit = "first-fit"
  /// Any free address is as likely as any other.
  case random
  /// One address in each untouched /28 block while there are such blocks: the worst case for prefixes.
  case adversarial
}
