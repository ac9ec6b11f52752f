extension Check {
  /// A check for node groups whose rolling update temporarily adds more nodes than the subnets have room for.
  static let groupUpdate = Check(
    "HR-SUR-002", "Too few addresses for a rolling update",
    rule: """
      A rolling update temporarily adds nodes, and a subnet has too few addresses now for these nodes with as many \
      pods as the present ones (unless policy.rollingUpdate is false). A managed node group adds maxUnavailable nodes \
      or up to twice its number of zones, whichever is larger; Karpenter adds a tenth of its nodes or \
      update.maxUnavailable.
      """,
    verdicts: [.warn],
    fix: "Use larger subnets, or set update.strategy to MINIMAL, which removes old nodes first."
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
          "a rolling update temporarily adds up to \(update.surge) nodes (\(perZone) per zone); \(lack)",
          others: subnets.map { PlanPart(.subnet, analysis.subnets[$0].subnet.name) }, moment: .whatIf)
      }
      for home in homes {
        // With subnet discovery ipamd may create additional interfaces in other subnets of the zone.
        if index.discovery.targetsElsewhere(of: home) != nil {
          if let (lack, subnets) = load.lackForUpdate(of: perZone, in: home, analysis) { return answer(lack, subnets) }
          continue
        }
        let subnet = analysis.subnets[home]
        // A subnet that has too few addresses even without an update is reported by HR-SUB-001.
        guard (subnet.freeNow ?? -1) >= 0, let room = subnet.moreNow(of: group.name), room < perZone else { continue }
        return answer("subnet \(subnet.subnet.name) has room for \(room)", [home])
      }
      return nil
    }
  }
}

extension GroupLoad {
  /// Returns the shortage that additional nodes like the present ones cause if subnet tags place their additional
  /// interfaces in other subnets; `nil` if there is none.
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
    let first = (each.node - each.furtherShare).addresses * nodes
    let further = each.furtherShare.addresses * nodes
    let free = analysis.subnets[home].freeNow ?? .max
    if free >= 0, first > free {
      let name = analysis.subnets[home].subnet.name
      return ("they need \(first) addresses in subnet \(name), where \(free) are free", [home])
    }
    let room = targets.reduce(0) { $0 + max(0, analysis.subnets[$1].freeNow ?? 0) }
    guard further > room else { return nil }
    let names = targets.map { analysis.subnets[$0].subnet.name }.joined(separator: ", ")
    return ("their interfaces need \(further) addresses in subnets \(names), where \(room) are free", targets)
  }
}
