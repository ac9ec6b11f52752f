extension Check {
  /// A check for rollouts that add more pods than the nodes have room for.
  static let rolloutSurge = Check(
    "HR-SUR-003", "No room for the additional pods of a rollout",
    rule: """
      The nodes have room for fewer pods than a rollout adds by the maxSurge of the workload. The rollout then waits \
      until old pods terminate, or stops if none may be unavailable. Unknown: nodes of which the plan does not say enough \
      may have room.
      """,
    verdicts: [.unknown, .warn],
    fix: "Add nodes, lower maxSurge, or allow maxUnavailable."
  ) { (analysis: PlanAnalysis) in
    zip(analysis.workloads, analysis.surgeRoom).compactMap { count, room in
      guard let room, let amount = count.workload.maxSurge, count.pending == 0 else { return nil }
      let surge = amount.count(of: count.pods)
      guard surge > room.pods else { return nil }
      let others = analysis.plan.incompleteGroups(for: count.workload)
      let rest = others.isEmpty ? "" : "; whether \(abbreviated(others)) has more is not known"
      return Answer(
        others.isEmpty ? .warn : .unknown, PlanPart(.workload, count.workload.name),
        "a rollout adds \(surge) pod\(surge == 1 ? "" : "s"), but the nodes have room for \(room.pods) (\(room.obstacle))\(rest)",
        moment: .whatIf)
    }
  }
}
