/// What became of one subnet over the whole time.
public struct ClusterSubnetSummary: Hashable, Sendable {
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
