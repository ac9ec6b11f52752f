extension Check {
  /// A check for workloads that request an address on every network card and get only one address per pod.
  static let multiNICPods = Check(
    "HR-CNI-009", "Pods without several network cards",
    rule: """
      A workload sets multiNIC, but its pods get only one address: ENABLE_MULTI_NIC is not true, the CNI is an \
      overlay, or an instance type of the groups that may run the workload has only one network card for pods.
      """,
    verdicts: [.warn],
    fix: "Set ENABLE_MULTI_NIC to true, and run the workload only on instance types with several network cards."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    let asking = plan.workloads.filter {
      $0.usesAllCards && !$0.usesHostNetwork && ($0.isDaemonSet || max($0.replicas, $0.maxReplicas ?? 0) > 0)
    }
    return asking.compactMap { workload in
      let part = PlanPart(.workload, workload.name, key: "multiNIC")
      if plan.network.kind == .overlay {
        return Answer(.warn, part, "with an overlay each pod has one address, which is not an address of the VPC")
      }
      guard plan.network.settings.multiNIC else {
        return Answer(.warn, part, "ENABLE_MULTI_NIC is not true, so each pod has one address")
      }
      let homes = analysis.groups.filter {
        workload.nodeGroups.isEmpty || workload.nodeGroups.contains($0.profile.group.name)
      }
      if let windows = homes.first(where: { $0.profile.group.platform == .windows }) {
        let name = windows.profile.group.name
        return Answer(
          .warn, part, "nodes of \(name) run Windows, which uses one interface for pods, so each pod has one address")
      }
      let types = homes.flatMap(\.profile.nodes).map(\.type).filter(\.furtherCards.isEmpty).map(\.name)
      guard let first = types.first else { return nil }
      return Answer(.warn, part, "\(first) has one network card for pods, so each pod has one address there")
    }
  }
}
