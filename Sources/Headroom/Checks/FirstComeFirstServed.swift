extension Check {
  /// A check for pods that find a node only if the most constrained workloads are placed first.
  static let firstComeFirstServed = Check(
    "HR-POD-009", "Pods that depend on the order of scheduling",
    rule: """
      All pods of a workload find a node if the most constrained workloads are placed first, as Headroom does, but \
      some stay Pending if workloads start in the order in which the plan lists them. The scheduler takes pods as they \
      come, so either can happen.
      """,
    verdicts: [.note],
    fix: "Give the constrained pods a higher priority class, taint their nodes, or add nodes."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    let order = plan.workloads.indices.sorted {
      (plan.workloads[$0].isDaemonSet ? 0 : 1, $0) < (plan.workloads[$1].isDaemonSet ? 0 : 1, $1)
    }
    guard order != plan.index.placementOrder else { return [] }
    let placement = PodPlacement(of: plan, profiles: analysis.groups.map(\.planned), size: .today, order: order)
    return zip(placement.counts, analysis.workloads).compactMap { count, now in
      guard count.pending > 0, now.pending == 0 else { return nil }
      return Answer(
        .note, PlanPart(.workload, count.workload.name),
        """
        its pods find a node because it is placed before less constrained workloads; in the order of the plan \
        \(count.pending) of \(count.pods) would stay Pending
        """, moment: .whatIf)
    }
  }
}
