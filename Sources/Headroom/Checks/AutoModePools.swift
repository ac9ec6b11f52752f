extension Check {
  /// A check for nodes of EKS Auto Mode, whose pools of addresses are not documented.
  static let autoModePools = Check(
    "HR-CNI-010", "Unknown pools of EKS Auto Mode",
    rule: """
      A node group is managed by EKS Auto Mode. AWS documents that its nodes use /28 prefixes on the first interface \
      and fall back to single addresses, but not how many spare prefixes they keep.
      """,
    verdicts: [.unknown],
    fix: "Leave room for a spare /28 prefix per node, and compare with the addresses of a running cluster."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.filter { $0.profile.group.platform == .autoMode && $0.peakNodes > 0 }.map { load in
      let nodes = load.peakNodes == 1 ? "node keeps" : "\(load.peakNodes) nodes keep"
      return Answer(
        .unknown, PlanPart(.nodeGroup, load.profile.group.name),
        """
        it is not known how many spare prefixes its \(nodes) at the peak; only those that pods use \
        are counted
        """, moment: .peak)
    }
  }
}
