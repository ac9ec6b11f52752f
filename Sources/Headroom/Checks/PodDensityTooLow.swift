extension Check {
  /// Whether nodes are told to take far fewer pods than they could.
  static let podDensityTooLow = Check(
    "HR-POD-004", "Max pods far below what the node could run",
    rule:
      "The max pods set on a node are at least 25 % below the recommended number, so that addresses or money are wasted.",
    verdicts: [.warn],
    fix: "Declare the recommended number unless fewer pods are meant."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load in
      load.profile.nodes.compactMap { node in
        guard let set = node.maxPods, let recommended = node.servable.recommended, node.needsVPCAddresses,
          load.profile.group.platform == .linux, set * 4 <= recommended * 3
        else { return nil }
        return Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name, key: "maxPods"),
          "\(set) max pods are set on \(node.type.name), which could run \(recommended)")
      }
    }
  }
}
