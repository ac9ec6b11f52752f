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
  /// The code of the check that a CIDR of half the size does not pass; `nil` for a /28, the smallest possible subnet.
  public let drivenBy: String?

  /// Whether the subnet keeps its CIDR.
  public var isKept: Bool { block != nil && block == subnet.block }

  /// Proposes CIDRs for all subnets of a plan, in its order.
  ///
  /// A new CIDR is large enough if at the peak its utilization is at most `policy.maxUtilization`, if the addresses also
  /// suffice for a burst, and if it has the /28 blocks that are needed even if every single address makes a different
  /// block unusable. A present CIDR stays if the subnet passes these checks as it is, with its occupied addresses and
  /// CIDR reservations. What is in a subnet now does not move into a new CIDR.
  public static func proposals(for analysis: PlanAnalysis) -> [SubnetProposal] {
    let needs = analysis.subnets.map { SubnetNeed(of: $0, limit: analysis.plan.policy.maxUtilization) }
    return laidOut(needs.map(\.prefixLength), drivenBy: needs.map(\.driver), needs, for: analysis)
  }

  /// Returns a proposal with a CIDR of the given prefix length for each subnet: the present CIDR if it is large enough,
  /// or the lowest free one.
  static func laidOut(
    _ lengths: [Int?], drivenBy drivers: [String?], _ needs: [SubnetNeed], for analysis: PlanAnalysis
  ) -> [SubnetProposal] {
    let plan = analysis.plan
    var space: FreeSpace?
    return analysis.subnets.indices.map { place in
      let load = analysis.subnets[place]
      let (length, need) = (lengths[place], needs[place])
      var block = length == nil ? nil : load.subnet.block
      if let length, !need.keeps(length) {
        if space == nil { space = FreeSpace(in: plan.vpcBlocks, beside: plan.subnets.lazy.compactMap(\.block)) }
        block = space?.takeLowest(of: length)
      }
      let isKept = block != nil && block == load.subnet.block
      return SubnetProposal(
        subnet: load.subnet, addresses: isKept ? load.taken(at: load.basis) : need.addresses,
        prefixBlocks: load.blocksNeeded(at: load.basis), prefixLength: length, block: block, drivenBy: drivers[place])
    }
  }
}
