/// Pods in subnets of their own: a further block for the VPC out of 100.64.0.0/10, and in it a subnet for the pods of each
/// zone.
///
/// Addresses of 100.64.0.0/10 need not be unique beyond the VPC, which is why the EKS best practices propose them. The
/// nodes' first interfaces stay where they are and serve no pods any more.
///
/// Source: EKS best practices guide, networking/custom-networking; RFC 6598.
public struct CustomNetworkingProposal: Hashable, Sendable {
  /// Blocks to add to the VPC: the smallest that holds all pod subnets, or several /16.
  public let secondaryBlocks: [IPv4CIDR]
  /// A subnet for the pods of each zone with nodes.
  public let podSubnets: [SubnetProposal]
  /// What becomes of the plan's own subnets.
  public let nodeSubnets: [SubnetProposal]
  /// The plan with all of it.
  public let plan: ClusterPlan

  /// The addresses that carriers share, of which a VPC may have blocks whatever its others are.
  public static let sharedAddresses = IPv4CIDR(
    containing: IPv4Address(rawValue: 100 << 24 | 64 << 16), prefixLength: 10)

  /// Blocks that a VPC can have unless its quota is raised.
  ///
  /// Source: Amazon VPC user guide, vpc-cidr-blocks and amazon-vpc-limits.
  private static let mostBlocks = 5

  /// Proposes pod subnets; `nil` if pods have subnets of their own already or need no IPv4 address of the VPC, or if
  /// what they need is more than a VPC can have.
  public init?(for plan: ClusterPlan) {
    guard plan.network.kind != .overlay, plan.network.ipFamily == .ipv4, !plan.network.settings.customNetworking else {
      return nil
    }
    var network = plan.network.setting(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])
    var subnets = plan.subnets
    var pods: [Subnet] = []
    for zone in Self.zonesWithNodes(of: plan) {
      let suffix = zone.hasPrefix(plan.region.code) ? zone.dropFirst(plan.region.code.count) : zone[...]
      var name = "pods-\(suffix)"
      while subnets.contains(where: { $0.name == name }) { name += "-2" }
      var subnet = Subnet(name: name, zone: zone)
      subnet.roles = [.pods]
      subnets.append(subnet)
      pods.append(subnet)
      network.eniConfigs[zone] = [name]
    }
    guard !pods.isEmpty, let draft = try? plan.changing({ ($0.network, $0.subnets) = (network, subnets) }) else {
      return nil
    }
    let proposals = SubnetProposal.proposals(for: PlanAnalysis(of: draft))
    nodeSubnets = Array(proposals.dropLast(pods.count))
    let wanted = proposals.suffix(pods.count)
    let taken = plan.vpcBlocks + plan.subnets.compactMap(\.block) + [plan.serviceBlock].compactMap(\.self)
    guard
      let (secondary, blocks) = Self.layOut(
        wanted.map(\.prefixLength), beside: taken, most: Self.mostBlocks - plan.vpcBlocks.count)
    else { return nil }
    secondaryBlocks = secondary
    podSubnets = zip(wanted, blocks).map { item, block in
      SubnetProposal(
        subnet: item.subnet, addresses: item.addresses, prefixBlocks: item.prefixBlocks,
        prefixLength: item.prefixLength, block: block)
    }
    for (index, block) in blocks.enumerated() { subnets[plan.subnets.count + index].block = block }
    let whole = try? plan.changing {
      ($0.network, $0.subnets) = (network, subnets)
      // A plan that does not say the VPC's blocks cannot be given another one.
      if !$0.vpcBlocks.isEmpty { $0.vpcBlocks += secondary }
    }
    guard let whole else { return nil }
    self.plan = whole
  }

  /// Zones of Linux nodes, in the order of the plan's subnets.
  static func zonesWithNodes(of plan: ClusterPlan) -> [String] {
    let homes = Set(
      plan.nodeGroups.filter { !$0.isFargate && $0.platform == .linux }.flatMap(\.subnets))
    var zones: [String] = []
    for subnet in plan.subnets where homes.contains(subnet.name) && !zones.contains(subnet.zone) {
      zones.append(subnet.zone)
    }
    return zones
  }

  /// The smallest block that holds subnets of such lengths, or several /16, with the subnets' blocks.
  private static func layOut(
    _ lengths: [Int?], beside taken: [IPv4CIDR], most: Int
  ) -> (secondary: [IPv4CIDR], subnets: [IPv4CIDR])? {
    let lengths = lengths.compactMap(\.self)
    guard !lengths.isEmpty, most > 0 else { return nil }
    for (length, count) in (16...28).reversed().map({ ($0, 1) }) + (1...most).dropFirst().map({ (16, $0) }) {
      var secondary: [IPv4CIDR] = []
      while secondary.count < count,
        let block = SubnetProposal.freeBlock(of: length, in: [sharedAddresses], beside: taken + secondary)
      {
        secondary.append(block)
      }
      var subnets: [IPv4CIDR] = []
      while secondary.count == count, subnets.count < lengths.count,
        let block = SubnetProposal.freeBlock(of: lengths[subnets.count], in: secondary, beside: subnets)
      {
        subnets.append(block)
      }
      if subnets.count == lengths.count { return (secondary, subnets) }
    }
    return nil
  }
}
