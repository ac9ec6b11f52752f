/// What is taken of one subnet at one moment.
public struct FleetMoment: Hashable, Sendable {
  /// Seconds since the start.
  public let time: Int
  /// The subnet's name.
  public let subnet: String
  /// Addresses in use, sixteen a prefix, AWS' own five left out.
  public let addresses: Int
  /// Addresses that are free.
  public let freeAddresses: Int
  /// Prefixes that nodes hold.
  public let prefixBlocks: Int
  /// /28 blocks that a prefix can still come from.
  public let freePrefixBlocks: Int
  /// Pods on a node that wait for an address of this subnet.
  public let waitingPods: Int
  /// Pods, since the start, that had no address after ten minutes or ended before they had one.
  public let failedPods: Int
  /// Calls of EC2, since the start, that took or gave back addresses of this subnet, or were refused.
  public let ec2Calls: Int
}

/// What became of one subnet over the whole time.
public struct FleetSubnetSummary: Hashable, Sendable {
  /// A number and when it was reached first.
  public struct Extreme: Hashable, Sendable {
    /// The number.
    public internal(set) var value: Int
    /// Seconds since the start.
    public internal(set) var time: Int
  }

  /// The subnet's name.
  public let subnet: String
  /// The most addresses in use.
  public internal(set) var mostAddresses: Extreme
  /// The fewest free addresses.
  public internal(set) var fewestFreeAddresses: Extreme
  /// The fewest blocks that a prefix could come from.
  public internal(set) var fewestFreeBlocks: Extreme
  /// The most pods that waited at once.
  public internal(set) var mostWaiting: Extreme
  /// Pods that did not get an address at once.
  public internal(set) var waitedPods = 0
  /// The longest that a pod waited, in seconds; one that waits still counts.
  public internal(set) var longestWait = 0
  /// Pods that had no address after ten minutes or ended before they had one.
  public internal(set) var failedPods = 0
  /// Calls of EC2 that took or gave back, or were refused.
  public internal(set) var ec2Calls = 0
  /// Calls that were refused for want of addresses or blocks.
  public internal(set) var refusals = 0
  /// When the first was refused; `nil` if none was.
  public internal(set) var firstRefusal: Int?
}

/// What became of a fleet over the whole time.
public struct FleetSummary: Hashable, Sendable {
  /// Seconds.
  public let duration: Int
  /// The subnets, in the plan's order.
  public let subnets: [FleetSubnetSummary]
  /// Nodes at the end.
  public let nodes: Int
  /// Nodes that are wanted at the end, and that no subnet has an address for.
  public let missingNodes: Int
  /// Pods on nodes at the end.
  public let pods: Int
  /// Pods at the end that no node takes.
  public let pendingPods: Int
  /// The most pods that no node took at once.
  public let mostPending: FleetSubnetSummary.Extreme
  /// Pods that came or went.
  public let podEvents: Int
}
