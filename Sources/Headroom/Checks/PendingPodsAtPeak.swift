extension Check {
  /// A check for pods that no node takes when all workloads and node groups have their largest size.
  package static let pendingPodsAtPeak = Check(
    "HR-POD-008", "Pending pods at the peak",
    rule: """
      With every workload at maxReplicas and every group at maxSize, some pods of a workload find no node. Unknown: a \
      node group that is not fully known may take them. This is an estimate of what the scheduler does.
      """,
    verdicts: [.unknown, .fail],
    fix: "Raise maxSize, use larger instance types, or lower maxReplicas."
  ) { (analysis: PlanAnalysis) in
    zip(analysis.workloads, analysis.peakWorkloads).filter { now, peak in
      // A workload whose pods are pending already is reported by HR-POD-001.
      peak.pending > 0 && now.pending == 0
    }.map { _, peak in
      let others = analysis.plan.incompleteGroups(for: peak.workload)
      let rest = others.isEmpty ? "" : "; whether \(abbreviated(others)) takes them is not known"
      return Answer(
        others.isEmpty ? .fail : .unknown, PlanPart(.workload, peak.workload.name, key: "maxReplicas"),
        "at the peak \(peak.pending) of \(peak.pods) pods would stay Pending: \(peak.pendingReason)\(rest)",
        moment: .peak)
    }
  }
}
