/// An amount of memory, in bytes.
public struct MemoryAmount: Hashable, Sendable {
  /// The number of bytes.
  public let bytes: Int

  /// Makes an amount from bytes.
  public init(bytes: Int) {
    self.bytes = bytes
  }

  /// An amount of mebibytes, 1,048,576 bytes each.
  ///
  /// - Precondition: The bytes fit an `Int`: at most 2^43 − 1 mebibytes.
  public static func mebibytes(_ count: Int) -> MemoryAmount { MemoryAmount(bytes: count * 1_048_576) }

  /// Reads a Kubernetes quantity such as `128Mi`, `1.5Gi` or `1G`; a fraction of a byte rounds up.
  public init?(_ text: String) {
    guard let quantity = KubernetesQuantity(text) else { return nil }
    let bytes = quantity.billionths.dividedRoundingUp(by: ExactDecimal.unit)
    guard bytes <= Self.largest else { return nil }
    self.init(bytes: Int(bytes))
  }

  /// A pebibyte: more than that is a slip of the pen.
  private static let largest: Int128 = 1 << 50

  /// The whole mebibytes in the amount.
  public var mebibytes: Int { bytes >> 20 }
}

extension MemoryAmount: Comparable {
  /// Compares two amounts.
  public static func < (first: Self, second: Self) -> Bool { first.bytes < second.bytes }
}

extension MemoryAmount: CustomStringConvertible {
  /// The whole mebibytes as Kubernetes writes them: `3388Mi`.
  public var description: String { "\(mebibytes)Mi" }
}
