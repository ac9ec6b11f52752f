extension Check {
  /// Whether the pods that a rollout adds find a node.
  static let rolloutSurge = Check(
    "HR-SUR-003", "A rollout adds pods that find no node",
    rule:
      "A workload tells maxSurge, and the nodes have room for fewer pods than it adds: the rollout waits for old pods to go, or stands still if none may.",
    verdicts: [.warn],
    fix: "Add nodes, lower maxSurge, or allow maxUnavailable."
  ) { (analysis: PlanAnalysis) in
    zip(analysis.workloads, analysis.surgeRoom).compactMap { count, room in
      guard let room, let amount = count.workload.maxSurge, count.pending == 0 else { return nil }
      let surge = amount.count(of: count.pods)
      guard surge > room else { return nil }
      return Answer(
        .warn, PlanPart(.workload, count.workload.name),
        "a rollout adds \(surge) pods, and the nodes have room for \(room)")
    }
  }
}
