extension Check {
  /// A check for nodes whose max pods differ from what new nodes of their group would have.
  static let nodesUnlikeNewOnes = Check(
    "HR-POD-011", "Nodes with other max pods than new ones",
    rule: """
      The nodes of a group have max pods that differ by 25% or more from what a new node of the group would have. The \
      numbers are for the nodes that exist.
      """,
    verdicts: [.warn],
    fix: """
      If the settings changed after the nodes were made, replace the nodes and remove currentMaxPods. If the launch template \
      sets max pods, add it to the files, or declare maxPods.
      """
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      let group = load.profile.group
      let computed = group.maxPodsOfNewNodes(settings: analysis.plan.network.settings(on: group.platform))
      guard let current = group.currentMaxPods, let least = computed.compactMap(\.self).min(),
        abs(current - least) * 4 >= least
      else { return nil }
      return Answer(
        .warn, PlanPart(.nodeGroup, group.name, key: "currentMaxPods"),
        "its nodes have max pods of \(current), but a new node would have \(least)")
    }
  }
}
