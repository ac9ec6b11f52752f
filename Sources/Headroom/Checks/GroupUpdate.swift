extension Check {
  /// Whether the nodes that an update adds for a while find room.
  static let groupUpdate = Check(
    "HR-SUR-002", "An update adds nodes that do not fit",
    rule:
      "Unless policy.rollingUpdate is false: an update of a managed node group adds the larger of maxUnavailable and up to twice its zones, Karpenter a tenth of its nodes (or update.maxUnavailable), and a subnet has no room now for so many more nodes with as many pods.",
    verdicts: [.warn],
    fix: "Use larger subnets, or update.strategy MINIMAL, which removes old nodes first."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.allowsRollingUpdate else { return [] }
    let index = analysis.plan.index
    return zip(analysis.groups, index.homes).compactMap { load, homes in
      let group = load.profile.group
      let update = NodeUpdate(of: group, nodes: load.nodes, zones: load.zones.count)
      guard update.surge > 0 else { return nil }
      let perZone = GroupLoad.perZone(update.surge, zones: load.zones.count)
      func answer(_ lack: String, _ subnets: [Int]) -> Answer {
        Answer(
          .warn, PlanPart(.nodeGroup, group.name),
          "an update adds up to \(update.surge) nodes for a while, \(perZone) in each zone; \(lack)",
          others: subnets.map { PlanPart(.subnet, analysis.subnets[$0].subnet.name) })
      }
      for home in homes {
        if index.discovery.targetsElsewhere(of: home) != nil {
          if let (lack, subnets) = load.lackForUpdate(of: perZone, in: home, analysis) { return answer(lack, subnets) }
          continue
        }
        let subnet = analysis.subnets[home]
        // A subnet that lacks addresses without an update has a finding of its own.
        guard (subnet.freeNow ?? -1) >= 0, let room = subnet.moreNow(of: group.name), room < perZone else { continue }
        return answer("subnet \(subnet.subnet.name) has room for \(room) more like those now", [home])
      }
      return nil
    }
  }
}

extension GroupLoad {
  /// What additional nodes like those of today lack in the subnets that tags put their further interfaces into; `nil`
  /// if nothing.
  fileprivate func lackForUpdate(
    of nodes: Int, in home: Int, _ analysis: PlanAnalysis
  ) -> (lack: String, subnets: [Int])? {
    let discovery = analysis.plan.index.discovery
    guard let targets = discovery.targetsElsewhere(of: home), profile.group.platform == .linux, self.nodes > 0,
      let node = profile.nodes.first(where: { $0.type == largestType })
    else { return nil }
    var pools = WarmPoolCache()
    let each = node.footprint(
      pods: pods.dividedRoundingUp(by: self.nodes), branchPods: branchPods.dividedRoundingUp(by: self.nodes),
      maxPods: node.podSlots, excludesPrimary: discovery.isExcluded[home], pools: &pools)
    let first = (each.node - each.further).addresses * nodes
    let further = each.further.addresses * nodes
    let free = analysis.subnets[home].freeNow ?? .max
    if free >= 0, first > free {
      return ("subnet \(analysis.subnets[home].subnet.name) has \(free) of \(first) addresses for them", [home])
    }
    let room = targets.reduce(0) { $0 + max(0, analysis.subnets[$1].freeNow ?? 0) }
    guard further > room else { return nil }
    let names = targets.map { analysis.subnets[$0].subnet.name }.joined(separator: ", ")
    return ("subnets \(names) have \(room) of \(further) addresses for their interfaces", targets)
  }
}
