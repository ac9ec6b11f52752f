extension Check {
  /// Whether every pod finds a node.
  static let pendingPods = Check(
    "HR-POD-001", "Pods stay Pending",
    rule: "No node takes a pod: pod slots, CPU, memory or branch interfaces are used up. An estimate of the scheduler.",
    verdicts: [.fail],
    fix: "Add nodes, use larger types, or raise max pods where the CNI can serve more (prefix delegation)."
  ) { (analysis: PlanAnalysis) in
    analysis.workloads.filter { $0.pending > 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name),
        "\(count.pending) of \(count.pods) pods stay Pending: \(count.reason)")
    }
  }
}
