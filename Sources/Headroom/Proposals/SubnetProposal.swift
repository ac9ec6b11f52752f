/// A proposal for a subnet: the smallest CIDR with which the subnet passes its checks.
///
/// A subnet whose CIDR is large enough keeps it. New CIDRs are placed in the free space of the VPC, each at the lowest
/// address where it fits.
public struct SubnetProposal: Hashable, Sendable {
  /// The subnet as it is in the plan.
  public let subnet: Subnet
  /// The number of addresses that are taken at the peak, including used and reserved ones.
  public let addresses: Int
  /// The number of /28 blocks that prefix delegation needs at the peak.
  public let prefixBlocks: Int
  /// The longest prefix length with which the subnet passes; `nil` if it does not pass even with a /16.
  public let prefixLength: Int?
  /// The proposed CIDR, which is the present one if it is large enough.
  ///
  /// `nil` if the VPC has no room for it, or if the plan does not give the CIDRs of the VPC.
  public let block: IPv4CIDR?

  /// Whether the subnet keeps its CIDR.
  public var isKept: Bool { block != nil && block == subnet.block }

  /// Proposes CIDRs for all subnets of a plan, in its order.
  ///
  /// A CIDR is large enough if at the peak its utilization is at most `policy.maxUtilization`, and if it has the /28
  /// blocks that are needed even if every single address makes a different block unusable.
  public static func proposals(for analysis: PlanAnalysis) -> [SubnetProposal] {
    let limit = analysis.plan.policy.maxUtilization
    let lengths = analysis.subnets.map { load in
      (16...28).reversed().first { load.passes(prefixLength: $0, limit: limit) }
    }
    return laidOut(lengths, for: analysis)
  }

  /// Returns a proposal with a CIDR of the given prefix length for each subnet: the present CIDR if it is large enough,
  /// or the lowest free one.
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
        subnet: load.subnet, addresses: load.taken(at: load.basis), prefixBlocks: load.blocksNeeded(at: load.basis),
        prefixLength: length,
        block: block)
    }
  }

  /// Returns the lowest CIDR of a prefix length inside the VPC that does not overlap any other; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - length: The prefix length.
  ///   - vpc: The CIDRs of the VPC.
  ///   - taken: The CIDRs that the result must not overlap.
  static func freeBlock(of length: Int, in vpc: [IPv4CIDR], beside taken: [IPv4CIDR]) -> IPv4CIDR? {
    let size = UInt64(1) << UInt64(32 - length)
    for home in vpc where home.prefixLength <= length {
      let end = UInt64(home.lastAddress.rawValue)
      var start = UInt64(home.network.rawValue)
      while start + size - 1 <= end {
        let candidate = IPv4CIDR(containing: IPv4Address(rawValue: UInt32(start)), prefixLength: length)
        guard let obstacle = taken.filter({ $0.overlaps(candidate) }).map(\.lastAddress).max() else { return candidate }
        // Continue at the next aligned address after the CIDR that overlaps.
        start = (UInt64(obstacle.rawValue) + size) / size * size
      }
    }
    return nil
  }
}

extension SubnetLoad {
  /// Returns whether the peak passes in an empty CIDR of a prefix length.
  fileprivate func passes(prefixLength: Int, limit: Int) -> Bool {
    let block = IPv4CIDR(containing: IPv4Address(rawValue: 10 << 24), prefixLength: prefixLength)
    guard taken(at: basis) * 100 <= limit * block.usableAddresses else { return false }
    let demand = self[basis].totalOfBlocks
    guard demand.blocks > 0 else { return true }
    let blocks = SubnetBlocks(Subnet(name: "", zone: "", block: block), block: block)
    let reserved = reserved(at: basis) - explicitAddresses
    return blocks.free(singles: usedAddresses + reserved + demand.singles, .worst) >= demand.blocks
  }
}
