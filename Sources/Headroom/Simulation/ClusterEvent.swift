/// An event in a cluster simulation.
public struct ClusterEvent: Hashable, Sendable {
  /// What happens in an event.
  public enum Action: Hashable, Sendable {
    /// The number of replicas of a workload is set.
    case scale(String, to: Int)
    /// The number of replicas of a workload is changed by a number, which may be negative.
    case scaleBy(String, Int)
    /// Nodes are added to a node group, even beyond its maximum size.
    case addNodes(String, Int)
    /// All nodes of a group are replaced as in an update, with the group's `maxUnavailable` or another one.
    case replace(String, maxUnavailable: UpdatePolicy.Amount?)
    /// The oldest nodes of a group are drained: they accept no new pods and their pods are moved. The nodes stay.
    case drain(String, Int)
    /// All nodes of a zone are lost, and no node starts there any more.
    case loseZone(String)
    /// From now on pods of a workload end and new ones start, evenly over each minute, until a given time or for good.
    case churn(String, podsPerMinute: Int, until: Int?)
  }

  /// The time of the event in seconds since the start.
  package let time: Int
  /// What happens.
  package let action: Action
  /// The number of seconds after which the event is repeated; `nil` if it is not.
  package var every: Int?
  /// The total number of times that the event happens.
  package var times = 1
  /// The line of the file that the event was read from.
  package var line: Int?
  /// The position of the event in the input. Of several events in the same second the first one happens first.
  package var order: Int?

  /// Creates an event that happens once.
  package init(at time: Int, _ action: Action) {
    self.time = time
    self.action = action
  }
}
