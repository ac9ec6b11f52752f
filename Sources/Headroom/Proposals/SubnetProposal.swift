/// The smallest block in which each subnet of a plan passes, and where it goes.
///
/// Nothing moves: a subnet whose block suffices keeps it, and new blocks go into what the VPC has left, each at the
/// lowest place that fits.
public struct SubnetProposal: Hashable, Sendable {
  /// The subnet.
  public let subnet: Subnet
  /// Addresses that are taken at the peak, used and reserved ones included.
  public let addresses: Int
  /// /28 blocks that prefixes need at the peak.
  public let prefixBlocks: Int
  /// The longest prefix with which the subnet passes; `nil` if not even a /16 does.
  public let prefixLength: Int?
  /// The block: the subnet's own if it suffices, or a new one; `nil` if there is no room, or the plan names no VPC block.
  public let block: IPv4CIDR?

  /// Whether the subnet keeps its block.
  public var isKept: Bool { block != nil && block == subnet.block }

  /// Proposes blocks for all subnets of a plan, in its order.
  ///
  /// A block suffices if it is no fuller at the peak than `policy.maxUtilization` and has the /28 blocks that are needed
  /// even if every single address spoils one.
  public static func proposals(for analysis: PlanAnalysis) -> [SubnetProposal] {
    let limit = analysis.plan.policy.maxUtilization
    let lengths = analysis.subnets.map { load in
      (16...28).reversed().first { load.passes(prefixLength: $0, limit: limit) }
    }
    return laidOut(lengths, for: analysis)
  }

  /// Gives each subnet a block of a length: its own if that is as large, or the lowest that is left.
  static func laidOut(_ lengths: [Int?], for analysis: PlanAnalysis) -> [SubnetProposal] {
    let plan = analysis.plan
    var taken = plan.subnets.compactMap(\.block)
    return zip(analysis.subnets, lengths).map { load, length in
      var block = length == nil ? nil : load.subnet.block
      if let length, block.map({ $0.prefixLength > length }) ?? true {
        block = freeBlock(of: length, in: plan.vpcBlocks, beside: taken)
        if let block { taken.append(block) }
      }
      return SubnetProposal(
        subnet: load.subnet, addresses: load.takenAtPeak, prefixBlocks: load.prefixBlocksNeeded, prefixLength: length,
        block: block)
    }
  }

  /// The lowest block of a length inside the VPC that overlaps nothing.
  static func freeBlock(of length: Int, in vpc: [IPv4CIDR], beside taken: [IPv4CIDR]) -> IPv4CIDR? {
    let size = UInt64(1) << UInt64(32 - length)
    for home in vpc where home.prefixLength <= length {
      let end = UInt64(home.lastAddress.rawValue)
      var start = UInt64(home.network.rawValue)
      while start + size - 1 <= end {
        let candidate = IPv4CIDR(containing: IPv4Address(rawValue: UInt32(start)), prefixLength: length)
        guard let obstacle = taken.filter({ $0.overlaps(candidate) }).map(\.lastAddress).max() else { return candidate }
        // The next aligned place behind what is in the way.
        start = (UInt64(obstacle.rawValue) + size) / size * size
      }
    }
    return nil
  }
}

extension SubnetLoad {
  /// Addresses that are taken at the peak, used and reserved ones included.
  var takenAtPeak: Int { usedAddresses + reservedAddresses + peakDemand }

  /// Whether what is taken at the peak passes in an empty block of a length.
  fileprivate func passes(prefixLength: Int, limit: Int) -> Bool {
    let block = IPv4CIDR(containing: IPv4Address(rawValue: 10 << 24), prefixLength: prefixLength)
    guard takenAtPeak * 100 <= limit * block.usableAddresses else { return false }
    guard peak.blocks > 0 else { return true }
    let blocks = SubnetBlocks(Subnet(name: "", zone: "", block: block), block: block)
    return blocks.free(singles: usedAddresses + reservedPeak + peak.singles, .worst) >= peak.blocks
  }
}
