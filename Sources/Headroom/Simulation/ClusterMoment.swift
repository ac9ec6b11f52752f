/// What is taken of one subnet at one moment.
public struct ClusterMoment: Hashable, Sendable {
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
