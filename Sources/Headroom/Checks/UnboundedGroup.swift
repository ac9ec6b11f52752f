extension Check {
  /// A check for node groups that can grow without limit.
  static let unboundedGroup = Check(
    "HR-GRP-001", "Node group without maxSize",
    rule: """
      Karpenter or Auto Mode may add nodes without limit, because the plan gives neither maxSize nor limits. Note: the \
      nodes that the plan's pods need are used. Unknown: the plan lists no pods from which the nodes follow.
      """,
    verdicts: [.note, .unknown],
    fix: "Set maxSize to the number of nodes, or limits to those of the NodePool."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.filter { $0.maxNodes == nil && $0.profile.group.growsWithPods }.map { load in
      let part = PlanPart(.nodeGroup, load.profile.group.name)
      guard analysis.plan.listsPods else {
        return Answer(
          .unknown, part, "the number of its nodes is not known: the plan gives neither maxSize nor limits, and no pods"
        )
      }
      return Answer(
        .note, part,
        """
        nothing limits its nodes, because the plan gives neither maxSize nor limits; the \(load.peakNodes) nodes that \
        the pods need at the peak are used
        """, moment: .peak)
    }
  }
}
