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
