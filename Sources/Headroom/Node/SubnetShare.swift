/// The addresses that one or more nodes take from a subnet.
struct SubnetShare: Hashable, Sendable {
  /// The number of addresses taken one by one.
  var singles = 0
  /// The number of prefixes, which are whole /28 blocks.
  var blocks = 0
  /// The number of these addresses that are held for pods, but used by no pod.
  var warm = 0

  var addresses: Int { singles + 16 * blocks }

  static func += (sum: inout SubnetShare, share: SubnetShare) {
    sum.singles += share.singles
    sum.blocks += share.blocks
    sum.warm += share.warm
  }

  static func + (first: SubnetShare, second: SubnetShare) -> SubnetShare {
    SubnetShare(
      singles: first.singles + second.singles, blocks: first.blocks + second.blocks, warm: first.warm + second.warm)
  }

  static func - (share: SubnetShare, part: SubnetShare) -> SubnetShare {
    SubnetShare(
      singles: share.singles - part.singles, blocks: share.blocks - part.blocks, warm: share.warm - part.warm)
  }

  static func * (share: SubnetShare, count: Int) -> SubnetShare {
    SubnetShare(singles: share.singles * count, blocks: share.blocks * count, warm: share.warm * count)
  }
}
