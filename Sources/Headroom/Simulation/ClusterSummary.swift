/// The results of a cluster simulation over the whole time.
public struct ClusterSummary: Hashable, Sendable {
  /// The simulated time in seconds.
  public let duration: Int
  /// The results for each subnet, in the plan's order.
  public let subnets: [ClusterSubnetSummary]
  /// The number of nodes at the end.
  public let nodes: Int
  /// The number of nodes that are missing at the end because no subnet has an address for them.
  public let missingNodes: Int
  /// The number of pods on nodes at the end.
  public let pods: Int
  /// The number of pending pods at the end: no node takes them.
  public let pendingPods: Int
  /// The largest number of pods that were pending at the same time.
  public let mostPending: ClusterSubnetSummary.Extreme
  /// The number of pods that started or ended.
  public let podEvents: Int
}
