extension Check {
  /// Whether nodes are told to take more pods than the CNI serves.
  static let podDensityTooHigh = Check(
    "HR-POD-003", "Max pods above what the CNI serves",
    rule:
      "The max pods declared or set on a node exceed the addresses of its interfaces plus two pods on the host's network.",
    verdicts: [.fail],
    fix: "Declare what the CNI serves, or turn on prefix delegation."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load -> [Answer] in
      let group = load.profile.group
      let part = PlanPart(.nodeGroup, group.name, key: "maxPods")
      return load.profile.nodes.compactMap { node in
        guard let servable = node.servablePods, group.platform == .linux else { return nil }
        // Pods with security groups of their own, if the plan has any, use branch interfaces on top.
        if let declared = group.declaredMaxPods, declared > servable + node.branchInterfaces {
          return Answer(
            .fail, part, "maxPods is declared as \(declared) and the CNI serves \(servable) on \(node.type.name)")
        }
        if let set = node.maxPods, set > servable + node.branchInterfaces {
          return Answer(
            .fail, part,
            "\(group.maxPodsSetter?.rawValue ?? "the plan") sets \(set) max pods and the CNI serves \(servable) on \(node.type.name)"
          )
        }
        return nil
      }
    }
  }
}
