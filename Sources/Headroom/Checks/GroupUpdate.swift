extension Check {
  /// Whether the nodes that an update adds for a while find room.
  static let groupUpdate = Check(
    "HR-SUR-002", "An update adds nodes that do not fit",
    rule:
      "Unless policy.rollingUpdate is false: an update of a managed node group adds the larger of maxUnavailable and up to twice its zones, Karpenter a tenth of its nodes (or update.maxUnavailable), and a subnet has no room now for so many more nodes with as many pods.",
    verdicts: [.warn],
    fix: "Use larger subnets, or update.strategy MINIMAL, which removes old nodes first."
  ) { analysis in
    guard analysis.plan.policy.allowsRollingUpdate else { return [] }
    let subnets = Dictionary(uniqueKeysWithValues: analysis.subnets.map { ($0.subnet.name, $0) })
    return analysis.groups.compactMap { load in
      let group = load.profile.group
      let surge = group.surgeNodes(size: load.nodes, zones: load.zones.count)
      guard surge > 0 else { return nil }
      let perZone = GroupLoad.perZone(surge, zones: load.zones.count)
      for name in group.subnets {
        if let lack = load.lackForUpdate(of: perZone, in: name, analysis, subnets) {
          return Answer(
            .warn, PlanPart(.nodeGroup, group.name),
            "an update adds up to \(surge) nodes for a while, \(perZone) in each zone; \(lack)")
        }
        guard analysis.discovered[name] == nil else { continue }
        // What lacks addresses without an update has a finding of its own.
        guard let subnet = subnets[name], (subnet.freeNow ?? -1) >= 0, let room = subnet.moreNow(of: group.name),
          room < perZone
        else { continue }
        return Answer(
          .warn, PlanPart(.nodeGroup, group.name),
          "an update adds up to \(surge) nodes for a while, \(perZone) in each zone; subnet \(name) has room for \(room) more like those now"
        )
      }
      return nil
    }
  }
}

extension GroupLoad {
  /// What nodes like those now, that many more in a zone, lack in the subnets that tags put their further interfaces
  /// into; `nil` if nothing, or if there are no such subnets.
  fileprivate func lackForUpdate(
    of nodes: Int, in home: String, _ analysis: PlanAnalysis, _ subnets: [String: SubnetLoad]
  ) -> String? {
    guard let elsewhere = analysis.discovered[home], profile.group.platform == .linux, self.nodes > 0,
      let node = profile.nodes.first(where: { $0.type == largestType })
    else { return nil }
    var pools = WarmPoolCache()
    let each = node.footprint(
      pods: pods.dividedRoundingUp(by: self.nodes), branchPods: branchPods.dividedRoundingUp(by: self.nodes),
      maxPods: node.podSlots, excludesPrimary: elsewhere.isExcluded, pools: &pools)
    let first = (each.node - each.further).addresses * nodes
    let further = each.further.addresses * nodes
    let free = subnets[home]?.freeNow ?? .max
    if free >= 0, first > free { return "subnet \(home) has \(free) of \(first) addresses for them" }
    let room = elsewhere.targets.reduce(0) { $0 + max(0, subnets[$1]?.freeNow ?? 0) }
    guard further > room else { return nil }
    return
      "subnets \(elsewhere.targets.joined(separator: ", ")) have \(room) of \(further) addresses for their interfaces"
  }
}
