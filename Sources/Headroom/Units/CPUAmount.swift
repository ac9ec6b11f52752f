/// An amount of CPU in millicores (thousandths of a vCPU), as Kubernetes counts it.
public struct CPUAmount: Hashable, Sendable {
  /// The number of thousandths of a vCPU.
  public let millicores: Int

  /// Creates an amount from thousandths of a vCPU.
  public init(millicores: Int) {
    self.millicores = millicores
  }

  /// Returns the amount for a number of whole vCPUs.
  public static func vcpus(_ count: Int) -> CPUAmount { CPUAmount(millicores: count * 1000) }

  /// Reads a Kubernetes quantity such as `100m`, `0.5` or `2`.
  ///
  /// Anything finer than a thousandth of a vCPU is rounded up. Returns `nil` for text that is not a quantity and for
  /// more than a billion vCPUs.
  public init?(_ text: String) {
    guard let quantity = KubernetesQuantity(text) else { return nil }
    let millicores = quantity.billionths.dividedRoundingUp(by: ExactDecimal.unit / 1000)
    guard millicores <= Self.largest else { return nil }
    self.init(millicores: Int(millicores))
  }

  /// A billion vCPUs in millicores; a larger amount is taken for a typing error.
  private static let largest: Int128 = 1_000_000_000_000
}

extension CPUAmount: Comparable {
  /// Returns whether the first amount is smaller than the second.
  public static func < (first: Self, second: Self) -> Bool { first.millicores < second.millicores }
}

extension CPUAmount: CustomStringConvertible {
  /// The amount as Kubernetes prints it: `1930m`, or `2` for whole vCPUs.
  public var description: String {
    millicores % 1000 == 0 ? "\(millicores / 1000)" : "\(millicores)m"
  }
}
