extension Check {
  /// A check for node groups whose rolling update temporarily adds more nodes than the subnets have room for.
  package static let groupUpdate = Check(
    "HR-SUR-002", "Too few addresses for a rolling update",
    rule: """
      A rolling update temporarily adds nodes, and a subnet has too few addresses for these nodes with as many pods as \
      the others, now or at the peak (unless policy.rollingUpdate is false). A managed node group adds maxUnavailable \
      nodes or up to twice its number of zones, whichever is larger; Karpenter adds a tenth of its nodes or \
      update.maxUnavailable.
      """,
    verdicts: [.warn],
    fix: "Use larger subnets, or set update.strategy to MINIMAL, which removes old nodes first."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.allowsRollingUpdate else { return [] }
    return analysis.groups.indices.compactMap { group in
      // Full nodes only stand in for the peak of a plan that lists no pods.
      let levels: [DemandLevel] = analysis.plan.listsPods ? [.now, .peak] : [.now]
      let lacks = levels.lazy.compactMap { UpdateLack(of: group, at: $0, in: analysis) }
      guard let lack = lacks.first else { return nil }
      return Answer(
        .warn, PlanPart(.nodeGroup, analysis.groups[group].profile.group.name),
        """
        \(lack.level == .peak ? "at the peak " : "")a rolling update temporarily adds up to \(lack.surge) nodes \
        (\(lack.perZone) per zone); \(lack.reason)
        """,
        others: lack.subnets.map { PlanPart(.subnet, $0) }, moment: .whatIf)
    }
  }
}

/// The addresses that the additional nodes of a rolling update lack.
private struct UpdateLack {
  let level: DemandLevel
  let surge: Int, perZone: Int
  let reason: String
  /// The names of the subnets that are too small.
  let subnets: [String]

  /// Finds what a group lacks during an update at a level; `nil` if it lacks nothing.
  init?(of group: Int, at level: DemandLevel, in analysis: PlanAnalysis) {
    let load = analysis.groups[group]
    let index = analysis.plan.index
    let update = NodeUpdate(
      of: load.profile.group, nodes: level == .now ? load.nodes : load.peakNodes, zones: load.zones.count)
    guard update.surge > 0 else { return nil }
    self.level = level
    surge = update.surge
    perZone = GroupLoad.perZone(surge, zones: load.zones.count)
    // With custom networking the pods' addresses come from the subnets of the zones' ENIConfigs.
    let podSubnets =
      analysis.plan.network.settings.customNetworking ? load.zones.flatMap { index.podSubnets(in: $0) } : []
    for home in index.homes[group] + podSubnets {
      // With subnet discovery ipamd may create additional interfaces in other subnets of the zone.
      if index.discovery.targetsElsewhere(of: home) != nil {
        guard level == .now, let lack = load.lackForUpdate(of: perZone, in: home, analysis) else { continue }
        (reason, subnets) = (lack.reason, lack.subnets.map { analysis.subnets[$0].subnet.name })
        return
      }
      let subnet = analysis.subnets[home]
      // A subnet that has too few addresses even without an update is reported by HR-SUB-001.
      guard subnet.free(at: level) ?? -1 >= 0, let room = subnet.more(of: load.profile.group.name, at: level),
        room < perZone
      else { continue }
      (reason, subnets) = ("subnet \(subnet.subnet.name) has room for \(room)", [subnet.subnet.name])
      return
    }
    return nil
  }
}

extension GroupLoad {
  /// Returns the shortage that additional nodes like the present ones cause if subnet tags place their additional
  /// interfaces in other subnets; `nil` if there is none.
  fileprivate func lackForUpdate(
    of nodes: Int, in home: Int, _ analysis: PlanAnalysis
  ) -> (reason: String, subnets: [Int])? {
    let discovery = analysis.plan.index.discovery
    guard let targets = discovery.targetsElsewhere(of: home), profile.group.platform == .linux, self.nodes > 0,
      let node = profile.nodes.first(where: { $0.type == largestType })
    else { return nil }
    var pools = WarmPoolCache()
    let each = node.footprint(
      pods: pods.dividedRoundingUp(by: self.nodes), branchPods: branchPods.dividedRoundingUp(by: self.nodes),
      maxPods: node.podSlots, excludesPrimary: discovery.isExcluded[home], pools: &pools)
    let first = (each.node - each.furtherShare).addresses * nodes
    let further = each.furtherShare.addresses * nodes
    let free = analysis.subnets[home].freeNow ?? .max
    if free >= 0, first > free {
      let name = analysis.subnets[home].subnet.name
      return ("they need \(first) addresses in subnet \(name), where \(free) are free", [home])
    }
    let room = targets.reduce(0) { $0 + max(0, analysis.subnets[$1].freeNow ?? 0) }
    guard further > room else { return nil }
    guard !targets.isEmpty else {
      return ("their interfaces need \(further) addresses, and the tags of the zone's subnets allow none", [home])
    }
    let names = targets.map { analysis.subnets[$0].subnet.name }.joined(separator: ", ")
    return ("their interfaces need \(further) addresses in subnets \(names), where \(room) are free", targets)
  }
}
