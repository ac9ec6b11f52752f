/// An amount of memory, in bytes.
public struct MemoryAmount: Hashable, Sendable {
  /// The number of bytes.
  public let bytes: Int

  /// Creates an amount from bytes.
  public init(bytes: Int) {
    self.bytes = bytes
  }

  /// Returns the amount for a number of mebibytes, 1,048,576 bytes each.
  ///
  /// - Precondition: The number of bytes fits an `Int`, which is the case up to 2^43 − 1 mebibytes.
  public static func mebibytes(_ count: Int) -> MemoryAmount { MemoryAmount(bytes: count * 1_048_576) }

  /// Reads a Kubernetes quantity such as `128Mi`, `1.5Gi` or `1G`.
  ///
  /// A fraction of a byte is rounded up. Returns `nil` for text that is not a quantity and for more than a pebibyte.
  public init?(_ text: String) {
    guard let quantity = KubernetesQuantity(text) else { return nil }
    let bytes = quantity.billionths.dividedRoundingUp(by: ExactDecimal.unit)
    guard bytes <= Self.largest else { return nil }
    self.init(bytes: Int(bytes))
  }

  /// A pebibyte; a larger amount is taken for a typing error.
  private static let largest: Int128 = 1 << 50

  /// The number of whole mebibytes in the amount.
  public var mebibytes: Int { bytes >> 20 }
}

extension MemoryAmount: Comparable {
  /// Returns whether the first amount is smaller than the second.
  public static func < (first: Self, second: Self) -> Bool { first.bytes < second.bytes }
}

extension MemoryAmount: CustomStringConvertible {
  /// The whole mebibytes in Kubernetes' notation, such as `3388Mi`.
  public var description: String { "\(mebibytes)Mi" }
}
