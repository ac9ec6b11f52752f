extension Check {
  /// A check for nodes whose max pods are far below the recommended number.
  static let podDensityTooLow = Check(
    "HR-POD-004", "Max pods far below the recommended number",
    rule: "The max pods of a node are at least 25% below the recommended number, so addresses or money are wasted.",
    verdicts: [.warn],
    fix: "Declare the recommended number, unless you want fewer pods per node."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load in
      load.profile.nodes.compactMap { node in
        guard let set = node.maxPods, let recommended = node.servable.recommended, node.plugin != .overlay,
          load.profile.group.platform == .linux, set * 4 <= recommended * 3
        else { return nil }
        return Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name, key: "maxPods"),
          "max pods are set to \(set) on \(node.type.name), for which \(recommended) are recommended")
      }
    }
  }
}
