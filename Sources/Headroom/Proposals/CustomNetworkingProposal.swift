/// A proposal for custom networking: a secondary VPC CIDR from 100.64.0.0/10 that contains a subnet for the pods of
/// each zone.
///
/// The EKS best practices recommend 100.64.0.0/10 because these addresses do not have to be unique outside the VPC. The
/// first interface of each node stays in the node's subnet and no longer serves pods.
///
/// Source: EKS best practices guide, networking/custom-networking; RFC 6598.
public struct CustomNetworkingProposal: Hashable, Sendable {
  /// The CIDRs to add to the VPC: the smallest one that contains all pod subnets, or several /16.
  public let secondaryBlocks: [IPv4CIDR]
  /// The subnet for the pods of each zone that has nodes.
  public let podSubnets: [SubnetProposal]
  /// The proposals for the existing subnets of the plan, in its order.
  package let nodeSubnets: [SubnetProposal]
  /// The plan with the pod subnets and the additional VPC CIDRs.
  package let plan: ClusterPlan

  /// The shared address space 100.64.0.0/10, from which every VPC accepts secondary CIDRs.
  package static let sharedAddresses = IPv4CIDR(
    containing: IPv4Address(rawValue: 100 << 24 | 64 << 16), prefixLength: 10)

  /// The default quota of CIDRs of a VPC.
  ///
  /// Source: Amazon VPC user guide, vpc-cidr-blocks and amazon-vpc-limits.
  private static let mostBlocks = 5

  /// Proposes pod subnets for a plan.
  ///
  /// Returns `nil` if custom networking is already on, if pods do not need IPv4 addresses of the VPC, or if the VPC
  /// cannot have enough CIDRs for the pods.
  public init?(for plan: ClusterPlan) {
    guard plan.network.kind != .overlay, plan.network.ipFamily == .ipv4, !plan.network.settings.customNetworking else {
      return nil
    }
    var network = plan.network.setting(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])
    var subnets = plan.subnets
    var pods: [Subnet] = []
    // The subnet of an ENIConfig must be in the zone of the nodes that use it, so each zone needs one.
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
    // Pod subnets for no pods would be empty.
    guard wanted.contains(where: { $0.addresses > 0 }) else { return nil }
    let taken = plan.vpcBlocks + plan.subnets.compactMap(\.block) + [plan.serviceBlock].compactMap(\.self)
    guard
      let (secondary, blocks) = Self.layOut(
        wanted.map(\.prefixLength), beside: taken, most: Self.mostBlocks - plan.vpcBlocks.count)
    else { return nil }
    secondaryBlocks = secondary
    podSubnets = zip(wanted, blocks).map { item, block in
      SubnetProposal(
        subnet: item.subnet, addresses: item.addresses, prefixBlocks: item.prefixBlocks,
        prefixLength: item.prefixLength, block: block, drivenBy: item.drivenBy)
    }
    for (index, block) in blocks.enumerated() { subnets[plan.subnets.count + index].block = block }
    let whole = try? plan.changing {
      ($0.network, $0.subnets) = (network, subnets)
      // If the plan gives no VPC CIDR, secondary CIDRs alone would leave its subnets outside the VPC.
      if !$0.vpcBlocks.isEmpty { $0.vpcBlocks += secondary }
    }
    guard let whole else { return nil }
    self.plan = whole
  }

  /// Returns the zones that have Linux nodes, in the order of the subnets of the plan.
  static func zonesWithNodes(of plan: ClusterPlan) -> [String] {
    let homes = Set(
      plan.nodeGroups.filter { !$0.isFargate && $0.platform == .linux }.flatMap(\.subnets))
    var zones: [String] = []
    for subnet in plan.subnets where homes.contains(subnet.name) && !zones.contains(subnet.zone) {
      zones.append(subnet.zone)
    }
    return zones
  }

  /// Returns the smallest CIDR that contains subnets of the given prefix lengths, or several /16, and the CIDRs of the
  /// subnets.
  ///
  /// - Parameters:
  ///   - lengths: The prefix lengths of the subnets.
  ///   - taken: The CIDRs that must not overlap the result.
  ///   - most: The largest number of CIDRs to return for the VPC.
  private static func layOut(
    _ lengths: [Int?], beside taken: [IPv4CIDR], most: Int
  ) -> (secondary: [IPv4CIDR], subnets: [IPv4CIDR])? {
    let lengths = lengths.compactMap(\.self)
    guard !lengths.isEmpty, most > 0 else { return nil }
    let shared = FreeSpace(in: [sharedAddresses], beside: taken)
    for (length, count) in (16...28).reversed().map({ ($0, 1) }) + (1...most).dropFirst().map({ (16, $0) }) {
      var shared = shared
      let secondary = (0..<count).compactMap { _ in shared.takeLowest(of: length) }
      guard secondary.count == count else { continue }
      var space = FreeSpace(in: secondary, beside: [])
      let subnets = lengths.compactMap { space.takeLowest(of: $0) }
      if subnets.count == lengths.count { return (secondary, subnets) }
    }
    return nil
  }
}
