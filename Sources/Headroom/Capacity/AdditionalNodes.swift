/// The number of additional full nodes that the subnets of a plan have room for.
struct AdditionalNodes {
  let plan: ClusterPlan
  let groups: [GroupLoad]
  private var index: PlanIndex { plan.index }

  /// Returns the group whose full node takes the most addresses in each subnet.
  func largestShares() -> [SubnetLoad.FullShare?] {
    var largest: [SubnetLoad.FullShare?] = plan.subnets.map { _ in nil }
    func note(_ share: SubnetShare, of group: Int, in subnet: Int) {
      guard share.addresses > largest[subnet]?.share.addresses ?? 0 else { return }
      largest[subnet] = SubnetLoad.FullShare(group: plan.nodeGroups[group].name, share: share)
    }
    for group in index.groupOrder {
      var inSubnet: [Int: SubnetShare] = [:]
      for home in index.homes[group] {
        let (own, further) = shares(of: group, in: home)
        inSubnet[home, default: SubnetShare()] += own
        // An additional node may have all of its secondary interfaces in any of the subnets that discovery finds.
        for target in further.isEmpty ? [] : index.discovery.targets[home] {
          inSubnet[target] = (inSubnet[target] ?? SubnetShare()) + further.reduce(SubnetShare(), +)
        }
        for podSubnet in podSubnets(of: group, in: home) { inSubnet[podSubnet] = groups[group].full.addresses.pods }
      }
      for (subnet, share) in inSubnet { note(share, of: group, in: subnet) }
    }
    return largest
  }

  /// Returns what a full node takes in its own subnet, and the interfaces that may be in other subnets.
  private func shares(of group: Int, in home: Int) -> (own: SubnetShare, further: [SubnetShare]) {
    let load = groups[group]
    let isLinux = !load.profile.group.isFargate && load.profile.group.platform == .linux
    let full = isLinux && index.discovery.isExcluded[home] ? load.fullWithoutPrimary : load.full
    let footprint = full.addresses
    guard isLinux, index.discovery.targetsElsewhere(of: home) != nil, !footprint.further.isEmpty else {
      return (footprint.node, [])
    }
    return (footprint.node - footprint.furtherShare, footprint.further)
  }

  private func podSubnets(of group: Int, in home: Int) -> [Int] {
    groups[group].full.addresses.pods.addresses > 0 ? index.podSubnets(in: plan.subnets[home].zone) : []
  }

  /// Returns how many additional full nodes of a group fit, the smallest number over its subnets, and which subnet
  /// limits them; `nil` if a subnet CIDR is not known.
  func limit(of group: Int, _ loads: [SubnetLoad]) -> (nodes: Int, subnet: String)? {
    var smallest: (nodes: Int, subnet: String)?
    func note(_ nodes: Int, _ subnet: Int) {
      if nodes < smallest?.nodes ?? .max { smallest = (nodes, plan.subnets[subnet].name) }
    }
    for home in index.homes[group] {
      let (own, further) = shares(of: group, in: home)
      guard let more = loads[home].more(own, .worst) else { return nil }
      note(more, home)
      // The CNI creates each interface in one of the subnets as a whole.
      if let largest = further.max(by: { $0.addresses < $1.addresses }) {
        let room = index.discovery.targets[home].map { loads[$0].more(largest, .worst) }
        guard !room.contains(nil) else { return nil }
        note(room.reduce(0) { $0 + ($1 ?? 0) } / further.count, home)
      }
      for podSubnet in podSubnets(of: group, in: home) {
        guard let more = loads[podSubnet].more(groups[group].full.addresses.pods, .worst) else { return nil }
        note(more, podSubnet)
      }
    }
    return smallest
  }
}
