/// A node group with the pods that are placed on it, today and at the peak, and the addresses that follow.
struct PlacedGroup {
  /// The index of the group in the plan.
  let place: Int
  let profile: GroupProfile
  /// The nodes today and at the peak, in classes of equal ones.
  let today: [NodeClass], peak: [NodeClass]
  /// The number of pods on each node that need no address.
  let hostPods: Int
  /// Whether the tags of one of the group's subnets exclude the primary interface.
  private let hasExcludedSubnets: Bool
  /// Whether the plan lists pods; if it does not, a group that grows with them may have any number of nodes.
  private let listsPods: Bool
  let full: FullNode, fullWithoutPrimary: FullNode
  /// The pods of a Fargate profile by workload.
  let fargatePods: [GroupLoad.FargatePods]

  init(
    _ place: Int, in plan: ClusterPlan, today: PodPlacement, peak: PodPlacement, pools: inout WarmPoolCache
  ) {
    self.place = place
    profile = peak.profiles[place]
    self.today = today.nodes(of: place)
    self.peak = peak.nodes(of: place)
    hostPods = peak.hostPods[place]
    listsPods = plan.listsPods || profile.group.isFargate
    fargatePods = GroupLoad.FargatePods.all(
      of: plan, now: today.fargateShares[place], peak: peak.fargateShares[place])
    hasExcludedSubnets =
      profile.group.platform == .linux && plan.index.homes[place].contains { plan.index.discovery.isExcluded[$0] }
    full = FullNode(of: profile, hostPods: hostPods, pools: &pools)
    fullWithoutPrimary =
      hasExcludedSubnets ? FullNode(of: profile, hostPods: hostPods, excludesPrimary: true, pools: &pools) : full
  }

  /// The number of nodes at the peak; never less than today. Without pods in the plan, limits alone say how many there may
  /// be.
  var peakNodes: Int { max(peak.nodeCount, today.nodeCount, listsPods ? 0 : profile.limitOfNodes ?? 0) }

  /// Returns the nodes at a level of demand, with the addresses that they take.
  func nodes(at level: DemandLevel, pools: inout WarmPoolCache) -> GroupNodes {
    switch level {
    case .now: weighed(today, .oneByOne, &pools)
    case .peak: weighed(peak, .oneByOne, &pools)
    case .burst: weighed(peak, .atOnce, &pools)
    case .full: fullNodes(full.addresses, fullWithoutPrimary.addresses)
    }
  }

  /// The nodes, each with the split of pods that takes the most /28 blocks.
  var nodesWithMostBlocks: GroupNodes { fullNodes(full.blocks, fullWithoutPrimary.blocks) }

  private func fullNodes(_ footprint: NodeFootprint, _ excluded: NodeFootprint) -> GroupNodes {
    let pods = profile.nodes.map { max(0, $0.mostPodSlots - hostPods) }.max() ?? 1
    let part = GroupNodes.Part(count: peakNodes, pods: pods, footprint: footprint, excluded: excluded)
    return GroupNodes(place: place, group: profile.group, parts: [part])
  }

  private func weighed(_ classes: [NodeClass], _ arrival: PodArrival, _ pools: inout WarmPoolCache) -> GroupNodes {
    let parts = classes.map { part in
      func footprint(excludesPrimary: Bool) -> NodeFootprint {
        profile.footprint(
          pods: part.pods, branchPods: part.branchPods, cardPods: part.cardPods, arrival: arrival,
          excludesPrimary: excludesPrimary, pools: &pools)
      }
      let usual = footprint(excludesPrimary: false)
      return GroupNodes.Part(
        count: part.count, pods: part.pods, footprint: usual,
        excluded: hasExcludedSubnets ? footprint(excludesPrimary: true) : usual)
    }
    return GroupNodes(
      place: place, group: profile.group, parts: parts.sorted { $0.footprint.addresses > $1.footprint.addresses })
  }
}

extension PodPlacement {
  /// Returns the nodes of a group in classes of equal ones; on Fargate, a node for each pod.
  func nodes(of group: Int) -> [NodeClass] {
    profiles[group].group.isFargate ? [NodeClass(fargatePods: fargatePods[group])] : classes[group]
  }
}

extension [NodeClass] {
  /// The number of nodes.
  var nodeCount: Int { reduce(0) { $0 + $1.count } }
}
