extension Check {
  /// A check for subnets that nodes may be in of which the plan does not say enough.
  static let subnetOfIncompleteGroup = Check(
    "HR-SUB-009", "Subnet with nodes that are not fully known",
    rule: """
      Nodes of a group may be in the subnet, but how many addresses they take of it is not known, because the plan does \
      not say enough of the group, or because the largest number of its nodes is not known.
      """,
    verdicts: [.unknown],
    fix: "Complete the node group in the plan, as its own finding says."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    var groups: [String: [String]] = [:]
    for item in plan.incompleteGroups {
      guard !item.isOnlyUndecided || CandidateSubnets(of: item, in: plan).verdict == nil else { continue }
      for subnet in plan.subnets(of: item) { groups[subnet, default: []].append(item.name) }
    }
    let isOpen = analysis.groups.map { load in
      load.profile.group.growsWithPods
        ? load.maxNodes == nil && !plan.listsPods : load.profile.group.isMaxSizeUnknown
    }
    for (group, isOpen) in zip(plan.nodeGroups, isOpen) where isOpen {
      for subnet in group.subnets { groups[subnet, default: []].append(group.name) }
    }
    return plan.subnets.compactMap { subnet in
      (groups[subnet.name]?.sorted()).map { names in
        Answer(
          .unknown, PlanPart(.subnet, subnet.name),
          """
          how many addresses the nodes of \(abbreviated(names)) take of it at the peak is not known; its other numbers \
          are without them
          """, others: names.prefix(mostNamed).map { PlanPart(.nodeGroup, $0) }, moment: .peak)
      }
    }
  }
}
