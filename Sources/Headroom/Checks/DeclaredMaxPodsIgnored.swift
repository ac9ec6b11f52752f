extension Check {
  /// Whether the declared max pods reach the nodes.
  static let declaredMaxPodsIgnored = Check(
    "HR-POD-005", "Declared max pods without effect",
    rule:
      "A managed node group without a custom AMI, and Auto Mode, put their own max pods on the nodes whatever is declared.",
    verdicts: [.warn],
    fix: "Use a custom AMI (customAMI: true), or declare nothing."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      let group = load.profile.group
      guard let declared = group.declaredMaxPods, !group.declaredMaxPodsCount, let set = load.profile.maxPods,
        set != declared
      else { return nil }
      return Answer(
        .warn, PlanPart(.nodeGroup, group.name, key: "maxPods"),
        "maxPods is declared as \(declared), but \(group.manager == .autoMode ? "Auto Mode" : "a managed node group") sets \(set) on its nodes, and that counts"
      )
    }
  }
}
