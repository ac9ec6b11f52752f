extension Check {
  /// A check for groups whose declared max pods have no effect on their nodes.
  ///
  /// Source: EKS user guide, nodes/create-managed-node-group, "How maxPods is determined".
  static let declaredMaxPodsIgnored = Check(
    "HR-POD-005", "Declared max pods without effect",
    rule: """
      A group declares maxPods, but managed node groups without a custom AMI and EKS Auto Mode set their own value on \
      the nodes.
      """,
    verdicts: [.warn],
    fix: "Use a custom AMI (customAMI: true), or remove maxPods from the group."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      let group = load.profile.group
      guard let declared = group.declaredMaxPods, !group.declaredMaxPodsCount, let set = load.profile.maxPods,
        set != declared
      else { return nil }
      return Answer(
        .warn, PlanPart(.nodeGroup, group.name, key: "maxPods"),
        """
        maxPods is declared as \(declared), but \(group.manager == .autoMode ? "Auto Mode" : "a managed node group") \
        sets \(set) on its nodes, so the declared value has no effect
        """)
    }
  }
}
