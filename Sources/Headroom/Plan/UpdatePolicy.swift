/// The plan's settings for updates of a node group.
public struct UpdatePolicy: Hashable, Sendable {
  /// A number of nodes or pods, or a percentage of them.
  public enum Amount: Hashable, Sendable {
    /// A fixed number.
    case count(Int)
    /// A percentage, rounded up to a whole number.
    case percent(Int)

    /// Returns the number for a group or workload of a size.
    ///
    /// 25 percent of 10 are 3, because EKS and Kubernetes round up.
    package func count(of size: Int) -> Int {
      switch self {
      case .count(let count): count
      case .percent(let percent): (size * percent).dividedRoundingUp(by: 100)
      }
    }
  }

  /// Whether new nodes start before old ones stop.
  public enum Strategy: String, Hashable, Sendable, CaseIterable {
    /// New nodes start first.
    case standard = "DEFAULT"
    /// Old nodes stop first, and no node is added.
    case minimal = "MINIMAL"
  }

  /// The number of nodes that may be unavailable at the same time. With Karpenter this is the disruption budget.
  ///
  /// `nil` means one node, or 10 percent with Karpenter and Auto Mode.
  public var maxUnavailable: Amount?
  /// Whether new nodes start before old ones stop.
  public var strategy = Strategy.standard

  /// Creates the default: one node at a time, new ones first.
  public init() {}
}
