/// How a group's nodes are replaced.
public struct UpdatePolicy: Hashable, Sendable {
  /// A number of nodes, or a share of them.
  public enum Amount: Hashable, Sendable {
    /// So many.
    case count(Int)
    /// Percent of the group, rounded up.
    case percent(Int)

    /// The number for a group of a size, one at the least.
    func of(_ size: Int) -> Int {
      switch self {
      case .count(let count): max(1, count)
      case .percent(let percent): max(1, (size * percent).dividedRoundingUp(by: 100))
      }
    }
  }

  /// Whether new nodes come before old ones go.
  public enum Strategy: String, Hashable, Sendable, CaseIterable {
    /// New nodes come first.
    case standard = "DEFAULT"
    /// Old nodes go first, and nothing is added.
    case minimal = "MINIMAL"
  }

  /// The most nodes of a managed group that are replaced at a time.
  ///
  /// Source: EKS user guide, nodes/managed-node-update-behavior.
  static let mostUnavailable = 100

  /// Nodes replaced at a time; with Karpenter its disruption budget, 10 % unless told.
  public var maxUnavailable: Amount?
  /// Whether new nodes come first.
  public var strategy = Strategy.standard

  /// Makes the default: one node at a time, new ones first.
  public init() {}
}

extension NodeGroup {
  /// Nodes of a group of a size that an update replaces at a time: one unless told, a tenth with Karpenter, and of a
  /// managed group no more than a hundred.
  ///
  /// Sources: EKS user guide, nodes/managed-node-update-behavior; Karpenter, disruption budgets (10 % by default).
  func replacedAtOnce(size: Int) -> Int {
    switch manager {
    case .managed: min((update.maxUnavailable ?? .count(1)).of(size), UpdatePolicy.mostUnavailable)
    case .karpenter, .autoMode: min((update.maxUnavailable ?? .percent(10)).of(size), size)
    case .selfManaged, .fargate: (update.maxUnavailable ?? .count(1)).of(size)
    }
  }

  /// Nodes that an update adds for a while to a group of a size.
  ///
  /// A managed node group grows by the larger of maxUnavailable and up to twice the number of its zones: five zones and
  /// maxUnavailable 1 launch up to 10.
  ///
  /// Sources: EKS user guide, nodes/managed-node-update-behavior; Karpenter, disruption budgets (10 % by default).
  public func surgeNodes(size: Int, zones: Int) -> Int {
    guard size > 0 else { return 0 }
    switch manager {
    case .managed:
      guard update.strategy == .standard else { return 0 }
      return max(2 * zones, replacedAtOnce(size: size))
    case .karpenter, .autoMode: return replacedAtOnce(size: size)
    case .selfManaged, .fargate: return 0
    }
  }
}
