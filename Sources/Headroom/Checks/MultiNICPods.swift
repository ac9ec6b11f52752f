extension Check {
  /// Whether pods that ask for an address of every network card get them.
  static let multiNICPods = Check(
    "HR-CNI-009", "Pods for several network cards get one",
    rule:
      "A workload has multiNIC, and ENABLE_MULTI_NIC is not true, or a type of the groups that may run it has one network card for pods.",
    verdicts: [.warn],
    fix: "Set ENABLE_MULTI_NIC to true, and let the workload run on types with several network cards only."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    let asking = plan.workloads.filter {
      $0.usesAllCards && !$0.usesHostNetwork && ($0.isDaemonSet || max($0.replicas, $0.maxReplicas ?? 0) > 0)
    }
    return asking.compactMap { workload in
      let part = PlanPart(.workload, workload.name, key: "multiNIC")
      if plan.network.kind == .overlay {
        return Answer(.warn, part, "with an overlay each pod has one address, and none of the VPC")
      }
      guard plan.network.settings.multiNIC else {
        return Answer(.warn, part, "ENABLE_MULTI_NIC is not true: each pod has one address")
      }
      let homes = analysis.groups.filter {
        workload.nodeGroups.isEmpty || workload.nodeGroups.contains($0.profile.group.name)
      }
      if let windows = homes.first(where: { $0.profile.group.platform == .windows }) {
        let name = windows.profile.group.name
        return Answer(
          .warn, part, "nodes of \(name) run Windows, which has one interface for pods: there each has one address")
      }
      let types = homes.flatMap(\.profile.nodes).map(\.type).filter(\.furtherCards.isEmpty).map(\.name)
      guard let first = types.first else { return nil }
      return Answer(.warn, part, "\(first) has one network card for pods: there each pod has one address")
    }
  }
}
