extension Check {
  /// A check for node groups whose largest size is not known.
  static let unknownMaxSize = Check(
    "HR-GRP-007", "Node group of unknown largest size",
    rule: "The plan says `maxSize: unknown` for a node group, so its peak is not known, only its nodes now.",
    verdicts: [.unknown],
    fix: "Add maxSize. `aws eks describe-nodegroup` prints it as scalingConfig.maxSize."
  ) { (analysis: PlanAnalysis) in
    // The nodes of a NodePool without limits follow from the pods, or HR-GRP-001 says that they do not.
    analysis.groups.filter { $0.profile.group.isMaxSizeUnknown && !$0.profile.group.growsWithPods }.map { load in
      let group = load.profile.group
      let more = load.moreNodes.map { "; the subnets have room for \($0) more full node\($0 == 1 ? "" : "s")" } ?? ""
      return Answer(
        .unknown, PlanPart(.nodeGroup, group.name, key: "maxSize"),
        """
        its largest number of nodes is not known; \(load.nodes) now, and a full node takes \
        \(load.addressesPerFullNode) addresses\(more); `aws eks describe-nodegroup` prints it
        """, others: group.subnets.prefix(mostNamed).map { PlanPart(.subnet, $0) }, moment: .peak)
    }
  }
}
