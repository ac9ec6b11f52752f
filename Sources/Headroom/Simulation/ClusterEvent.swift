/// Something that happens to a fleet.
public struct ClusterEvent: Hashable, Sendable {
  /// What happens.
  public enum Action: Hashable, Sendable {
    /// A workload has so many replicas from now on.
    case scale(String, to: Int)
    /// A workload has so many replicas more, or fewer.
    case scaleBy(String, Int)
    /// A node group gets so many nodes more, whatever its largest size.
    case addNodes(String, Int)
    /// All nodes of a group are replaced, as an update of it does; so many at a time, or as the group says.
    case replace(String, maxUnavailable: UpdatePolicy.Amount?)
    /// The oldest nodes of a group take no new pods, and their pods go elsewhere; the nodes stay.
    case drain(String, Int)
    /// All nodes of a zone are gone, and none starts there any more.
    case loseZone(String)
    /// From now on pods of a workload end and others begin, evenly over each minute, until a time if one is given.
    case churn(String, podsPerMinute: Int, until: Int?)
  }

  /// Seconds since the start.
  public let time: Int
  /// What happens.
  public let action: Action
  /// Seconds after which it happens again.
  public var every: Int?
  /// How often it happens.
  public var times = 1
  /// The line of the file where it stands.
  public var line: Int?
  /// Its place among all that are given: of events of one second the first comes first.
  package var order: Int?

  /// Makes an event that happens once.
  public init(at time: Int, _ action: Action) {
    self.time = time
    self.action = action
  }
}
