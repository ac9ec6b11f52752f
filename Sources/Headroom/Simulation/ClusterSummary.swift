/// What became of a fleet over the whole time.
public struct ClusterSummary: Hashable, Sendable {
  /// Seconds.
  public let duration: Int
  /// The subnets, in the plan's order.
  public let subnets: [ClusterSubnetSummary]
  /// Nodes at the end.
  public let nodes: Int
  /// Nodes that are wanted at the end, and that no subnet has an address for.
  public let missingNodes: Int
  /// Pods on nodes at the end.
  public let pods: Int
  /// Pods at the end that no node takes.
  public let pendingPods: Int
  /// The most pods that no node took at once.
  public let mostPending: ClusterSubnetSummary.Extreme
  /// Pods that came or went.
  public let podEvents: Int
}
