extension Check {
  /// Whether the types of a group are alike.
  static let mixedGroup = Check(
    "HR-POD-006", "Types of a group differ",
    rule:
      "The types of a group serve different numbers of pods or take different numbers of addresses; the fewest pods and the most addresses count.",
    verdicts: [.warn],
    fix: "Put types of one size into one group."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      let nodes = load.profile.nodes
      let pods = nodes.map(\.servable.possible)
      guard let fewest = load.profile.fewestPods, let most = load.largestType, pods.min() != pods.max() else {
        return nil
      }
      let least = nodes.min { $0.servable.possible < $1.servable.possible }!
      return Answer(
        .warn, PlanPart(.nodeGroup, load.profile.group.name, key: "instanceTypes"),
        "its types serve \(pods.min()!) to \(pods.max()!) pods: \(fewest.maxPods == nil ? least.type.name : fewest.type.name) counts for pods, \(most.name) for addresses"
      )
    }
  }
}
