/// The results of a cluster simulation for one subnet over the whole time.
public struct ClusterSubnetSummary: Hashable, Sendable {
  /// An extreme value and the time when it was first reached.
  public struct Extreme: Hashable, Sendable {
    /// The value.
    public internal(set) var value: Int
    /// The time in seconds since the start.
    public internal(set) var time: Int
  }

  /// The name of the subnet.
  public let subnet: String
  /// The largest number of addresses in use.
  public internal(set) var mostAddresses: Extreme
  /// The smallest number of free addresses.
  public internal(set) var fewestFreeAddresses: Extreme
  /// The smallest number of /28 blocks from which a prefix could be taken.
  public internal(set) var fewestFreeBlocks: Extreme
  /// The largest number of pods that were waiting for an address at the same time.
  public internal(set) var mostWaiting: Extreme
  /// The number of pods that did not get an address at once.
  public internal(set) var waitedPods = 0
  /// The longest time that a pod waited, in seconds, including pods that are still waiting.
  package internal(set) var longestWait = 0
  /// The number of pods that had no address after ten minutes or ended before they got one.
  package internal(set) var failedPods = 0
  /// The number of EC2 API calls that took or released addresses, or were refused.
  package internal(set) var ec2Calls = 0
  /// The number of calls that were refused because there were too few addresses or blocks.
  package internal(set) var refusals = 0
  /// The time of the first refusal in seconds since the start; `nil` if there was none.
  public internal(set) var firstRefusal: Int?
}
