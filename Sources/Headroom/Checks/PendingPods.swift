extension Check {
  /// A check for pods that no node takes.
  static let pendingPods = Check(
    "HR-POD-001", "Pending pods",
    rule: """
      No node takes a pod, because pod slots, CPU, memory or branch interfaces are used up. This is an estimate of \
      what the scheduler does.
      """,
    verdicts: [.fail],
    fix: """
      Add nodes, use larger instance types, or raise max pods where the CNI can serve more pods (prefix delegation).
      """
  ) { (analysis: PlanAnalysis) in
    analysis.workloads.filter { $0.pending > 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name),
        "\(count.pending) of \(count.pods) pods stay Pending: \(count.reason)")
    }
  }
}
