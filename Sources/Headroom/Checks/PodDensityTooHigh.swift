extension Check {
  /// A check for nodes whose max pods exceed the number of pods that the CNI can serve.
  static let podDensityTooHigh = Check(
    "HR-POD-003", "Max pods above the limit of the CNI",
    rule: """
      The max pods that are declared or set for a node exceed the number of pods that the CNI serves: one for each \
      address of the node's interfaces, and two on the host's network.
      """,
    verdicts: [.fail],
    fix: "Declare the number of pods that the CNI serves, or enable prefix delegation."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load -> [Answer] in
      let group = load.profile.group
      let part = PlanPart(.nodeGroup, group.name, key: "maxPods")
      return load.profile.nodes.compactMap { node in
        guard let servable = node.servablePods, group.platform == .linux else { return nil }
        // Pods with their own security groups, if the plan has any, use branch interfaces in addition.
        if group.declaredMaxPodsCount, let declared = group.declaredMaxPods, declared > servable + node.branchInterfaces
        {
          return Answer(
            .fail, part, "maxPods is declared as \(declared), but the CNI serves \(servable) pods on \(node.type.name)")
        }
        if let set = node.maxPods, set > servable + node.branchInterfaces {
          return Answer(
            .fail, part,
            """
            \(group.maxPodsSetter?.rawValue ?? "the plan") sets max pods to \(set), but the CNI serves \(servable) \
            pods on \(node.type.name)
            """)
        }
        return nil
      }
    }
  }
}
