extension PlanAnalysis {
  /// Whether nothing is missing in a subnet at a level but the warm interface of one node, which costs no pod its address.
  ///
  /// With warm interfaces (`WARM_ENI_TARGET`), the last interface of a node at rest has no pods. If the subnet lacks no
  /// more addresses than that interface has, all others can be created, whichever node comes last. With targets of
  /// addresses, prefixes or branch interfaces a node may hold what a pod on another node needs, so nothing is said.
  func lacksOnlyWarmInterface(_ load: SubnetLoad, at level: DemandLevel) -> Bool {
    let settings = plan.network.settings
    guard let free = load.free(at: level), free < 0, level != .full, plan.listsPods, plan.network.kind != .overlay,
      settings.warmIPTarget == 0, settings.minimumIPTarget == 0, settings.warmENITarget > 0,
      !settings.prefixDelegation, !settings.ipv6,
      !(settings.podENI && plan.workloads.contains(where: \.hasSecurityGroups))
    else { return false }
    let sizes = load[level].shares.filter { $0.nodes > 0 }.map { share -> Int in
      guard let place = plan.index.nodeGroups[share.group] else { return 0 }
      let profile = groups[place].planned
      let slots = profile.nodes.map(\.type.addressesPerInterface).min() ?? 0
      let isWarm = profile.group.platform == .linux && share.total.warm / share.nodes >= slots - 1
      return isWarm ? slots : 0
    }
    return -free <= sizes.min() ?? 0
  }
}
