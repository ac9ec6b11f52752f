extension Check {
  /// A check for pods that no node takes when all workloads and node groups have their largest size.
  static let pendingPodsAtPeak = Check(
    "HR-POD-008", "Pending pods at the peak",
    rule: """
      With every workload at maxReplicas and every group at maxSize, some pods of a workload find no node. This is an \
      estimate of what the scheduler does.
      """,
    verdicts: [.fail],
    fix: "Raise maxSize, use larger instance types, or lower maxReplicas."
  ) { (analysis: PlanAnalysis) in
    let now = Dictionary(uniqueKeysWithValues: analysis.workloads.map { ($0.workload.name, $0.pending) })
    // A workload whose pods are pending already is reported by HR-POD-001.
    return analysis.peakWorkloads.filter { $0.pending > 0 && now[$0.workload.name] == 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name, key: "maxReplicas"),
        "at the peak \(count.pending) of \(count.pods) pods would stay Pending: \(count.reason)")
    }
  }
}
