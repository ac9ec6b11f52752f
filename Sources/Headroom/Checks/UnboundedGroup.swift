extension Check {
  /// A check for node groups that can grow without limit, so that their peak is not known.
  static let unboundedGroup = Check(
    "HR-GRP-001", "Node group without maxSize",
    rule: "Karpenter or Auto Mode may add nodes without limit, because neither maxSize nor desiredSize is given.",
    verdicts: [.unknown],
    fix: "Set maxSize to the number of nodes that the limits of the NodePool allow."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.filter { $0.maxNodes == nil }.map { load in
      Answer(
        .unknown, PlanPart(.nodeGroup, load.profile.group.name),
        """
        its peak is not known because neither maxSize nor desiredSize is given; the \(load.nodes) nodes that the pods \
        need now are used instead
        """)
    }
  }
}
