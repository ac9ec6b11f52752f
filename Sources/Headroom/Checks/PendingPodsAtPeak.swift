extension Check {
  /// Whether the most pods that workloads can have find a node when groups have the most nodes.
  static let pendingPodsAtPeak = Check(
    "HR-POD-008", "Pods would stay Pending at the peak",
    rule:
      "With every workload at maxReplicas and every group at maxSize no node takes a pod. An estimate of the scheduler.",
    verdicts: [.fail],
    fix: "Raise maxSize, use larger types, or lower maxReplicas."
  ) { (analysis: PlanAnalysis) in
    let now = Dictionary(uniqueKeysWithValues: analysis.workloads.map { ($0.workload.name, $0.pending) })
    // Pods that are Pending already are told by HR-POD-001.
    return analysis.peakWorkloads.filter { $0.pending > 0 && now[$0.workload.name] == 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name, key: "maxReplicas"),
        "at the peak \(count.pending) of \(count.pods) pods would stay Pending: \(count.reason)")
    }
  }
}
