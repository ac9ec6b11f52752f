extension Check {
  /// Whether pods that ask for an address of every network card get them.
  static let multiNICPods = Check(
    "HR-CNI-009", "Pods for several network cards get one",
    rule:
      "A workload has multiNIC, and ENABLE_MULTI_NIC is not true, or a type of the groups that may run it has one network card for pods.",
    verdicts: [.warn],
    fix: "Set ENABLE_MULTI_NIC to true, and let the workload run on types with several network cards only."
  ) { analysis in
    let plan = analysis.plan
    return plan.workloads.filter(\.usesAllCards).compactMap { workload in
      let part = PlanPart(.workload, workload.name, key: "multiNIC")
      guard plan.network.settings.multiNIC, plan.network.kind != .overlay else {
        return Answer(.warn, part, "ENABLE_MULTI_NIC is not true: each pod has one address")
      }
      let homes = analysis.groups.filter {
        workload.nodeGroups.isEmpty || workload.nodeGroups.contains($0.profile.group.name)
      }
      let types = homes.flatMap(\.profile.nodes).map(\.type).filter(\.furtherCards.isEmpty).map(\.name)
      guard let first = types.first else { return nil }
      return Answer(.warn, part, "\(first) has one network card for pods: there each pod has one address")
    }
  }
}
