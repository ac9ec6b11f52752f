/// The addresses of one subnet at one moment of a cluster simulation.
public struct ClusterMoment: Hashable, Sendable {
  /// The time in seconds since the start.
  public let time: Int
  /// The name of the subnet.
  public let subnet: String
  /// The number of addresses in use, with 16 for each prefix and without the five that AWS reserves.
  public let addresses: Int
  /// The number of free addresses.
  public let freeAddresses: Int
  /// The number of prefixes that nodes hold.
  public let prefixBlocks: Int
  /// The number of /28 blocks from which a prefix can still be taken.
  public let freePrefixBlocks: Int
  /// The number of waiting pods: they have a node, but no address of this subnet yet.
  public let waitingPods: Int
  /// The number of pods since the start that had no address after ten minutes or ended before they got one.
  package let failedPods: Int
  /// The number of EC2 API calls since the start that took or released addresses of this subnet, or were refused.
  package let ec2Calls: Int
}
