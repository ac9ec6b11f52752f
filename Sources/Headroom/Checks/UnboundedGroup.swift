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
        let type = load.largestType.map { " (\($0.name))" } ?? ""
        let more = load.moreNodes.map { "; the subnets have room for \($0) more full node\($0 == 1 ? "" : "s")" } ?? ""
        return Answer(
          .unknown, part,
          """
          the number of its nodes is not known: the plan gives neither maxSize nor limits, and no pods; a full node takes \
          up to \(load.addressesPerFullNode) addresses\(type)\(more); `kubectl get nodepools -o json` prints limits, if \
          there are any
          """,
          others: load.profile.group.subnets.prefix(mostNamed).map { PlanPart(.subnet, $0) })
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
