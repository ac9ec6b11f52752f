extension PlanAnalysis {
  /// Returns the derivation of where a workload's pods are: its groups, the room of a node, and the outcome now and at
  /// the peak.
  package func steps(ofWorkload place: Int) -> [DerivationStep] {
    let (now, peak) = (workloads[place], peakWorkloads[place])
    let workload = now.workload
    var steps = [
      DerivationStep(
        "pods", formula: workload.isDaemonSet ? "one per node of its groups" : "replicas, and maxReplicas at the peak",
        arithmetic: "\(now.pods) now, \(peak.pods) at the peak", source: Source.plan)
    ]
    steps += plan.index.groupsOfWorkload[place].map { group in
      let profile = groups[group].planned
      let node = profile.emptyNode(at: group, in: plan)
      return DerivationStep(
        "room on a node of \(plan.nodeGroups[group].name)",
        formula:
          "the least of pod slots, CPU and memory, each ÷ what a pod requests, on a node with DaemonSets only",
        arithmetic: room(of: workload, on: node), source: Source.plan)
    }
    for (when, count) in [("now", now), ("at the peak", peak)] {
      let reason = count.reason.isEmpty ? "" : ": \(count.reason)"
      steps.append(
        DerivationStep(
          "outcome \(when)",
          formula: "pods spread evenly over the nodes; the most constrained workloads are placed first",
          arithmetic:
            "\(count.running) running, \(count.pending) pending, \(count.waitingForAddress) waiting for an address\(reason)",
          source: "an estimate of the Kubernetes scheduler"))
    }
    return steps
  }

  private func room(of workload: Workload, on node: NodeClass) -> String {
    var limits = ["\(node.slots) slots"]
    if let wanted = workload.cpu, let cpu = node.cpu, wanted.millicores > 0 {
      limits.append("\(cpu)m ÷ \(wanted.millicores)m = \(max(0, cpu) / wanted.millicores)")
    }
    if let wanted = workload.memory, let memory = node.memory, wanted.bytes > 0 {
      limits.append(
        "\(memory >> 20)Mi ÷ \(wanted.bytes >> 20)Mi = \(max(0, memory) / wanted.bytes)")
    }
    if workload.hasSecurityGroups { limits.append("\(node.branches) branch interfaces") }
    return "min(\(limits.joined(separator: ", "))) = \(node.room(for: workload))"
  }
}
