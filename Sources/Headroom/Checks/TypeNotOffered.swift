extension Check {
  /// A check for instance types that zones of a node group do not offer.
  static let typeNotOffered = Check(
    "HR-GRP-004", "Instance type that a zone does not offer",
    rule: """
      A zone of a node group does not offer an instance type of the group. Fail: no zone of the group offers any of its \
      types. Only zones whose zoneId the plan gives are checked, because the names of zones differ between accounts.
      """,
    verdicts: [.warn, .fail],
    fix: "Use a type that all zones offer (`headroom rank` lists them), or subnets in other zones."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    guard plan.subnets.contains(where: { $0.zoneID != nil }) else { return [] }
    let offerings = TypeOfferings.bundled(for: plan.region)
    return zip(plan.nodeGroups, plan.index.homes).flatMap { group, homes -> [Answer] in
      guard !group.isFargate else { return [] }
      let zones = Dictionary(homes.map { (plan.subnets[$0].zone, plan.subnets[$0].zoneID) }) { $0 ?? $1 }
      let lacking = group.instanceTypes.map { type in
        (type, zones.filter { $0.value.flatMap { offerings.lacks(type.name, in: $0) } == true }.keys.sorted())
      }
      let hasNone = lacking.allSatisfy { $0.1.count == zones.count }
      // Karpenter passes over the types that a zone does not offer.
      if group.manager == .karpenter || group.manager == .autoMode {
        let bare = zones.keys.filter { zone in lacking.allSatisfy { $0.1.contains(zone) } }.sorted()
        guard !bare.isEmpty else { return [] }
        return [
          Answer(
            hasNone ? .fail : .warn, PlanPart(.nodeGroup, group.name, key: "instanceTypes"),
            "\(abbreviated(group.instanceTypes.map(\.name))): not offered in \(bare.joined(separator: ", "))",
            others: bare.map { PlanPart(.zone, $0) })
        ]
      }
      return lacking.filter { !$0.1.isEmpty }.map { type, missing in
        Answer(
          hasNone ? .fail : .warn, PlanPart(.nodeGroup, group.name, key: "instanceTypes"),
          "\(type.name) is not offered in \(missing.joined(separator: ", "))",
          others: missing.map { PlanPart(.zone, $0) })
      }
    }
  }
}
