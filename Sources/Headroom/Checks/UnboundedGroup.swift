extension Check {
  /// Whether the peak of every group is known.
  static let unboundedGroup = Check(
    "HR-GRP-001", "Group without a largest size",
    rule: "Karpenter or Auto Mode may add nodes without end: neither maxSize nor desiredSize is given.",
    verdicts: [.unknown],
    fix: "Set maxSize to the nodes that the NodePool's limits allow."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.filter { $0.maxNodes == nil }.map { load in
      Answer(
        .unknown, PlanPart(.nodeGroup, load.profile.group.name),
        "its peak is not known: neither maxSize nor desiredSize is given; the \(load.nodes) nodes that the pods need now stand in"
      )
    }
  }
}
