/// An amount of CPU, in thousandths of a vCPU as Kubernetes counts it.
public struct CPUAmount: Hashable, Sendable {
  /// Thousandths of a vCPU.
  public let millicores: Int

  /// Makes an amount from thousandths of a vCPU.
  public init(millicores: Int) {
    self.millicores = millicores
  }

  /// An amount of whole vCPUs.
  public static func vcpus(_ count: Int) -> CPUAmount { CPUAmount(millicores: count * 1000) }

  /// Reads a Kubernetes quantity such as `100m`, `0.5` or `2`; what is finer than a thousandth rounds up.
  public init?(_ text: String) {
    guard let quantity = KubernetesQuantity(text) else { return nil }
    let millicores = quantity.billionths.dividedRoundingUp(by: ExactDecimal.unit / 1000)
    guard millicores <= Self.largest else { return nil }
    self.init(millicores: Int(millicores))
  }

  /// A billion vCPUs: more than that is a slip of the pen.
  private static let largest: Int128 = 1_000_000_000_000
}

extension CPUAmount: Comparable {
  /// Compares two amounts.
  public static func < (first: Self, second: Self) -> Bool { first.millicores < second.millicores }
}

extension CPUAmount: CustomStringConvertible {
  /// The amount as Kubernetes prints it: `1930m`, or `2` for whole vCPUs.
  public var description: String {
    millicores % 1000 == 0 ? "\(millicores / 1000)" : "\(millicores)m"
  }
}
