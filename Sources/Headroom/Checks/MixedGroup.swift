extension Check {
  /// A check for groups whose instance types serve different numbers of pods.
  static let mixedGroup = Check(
    "HR-POD-006", "Instance types of different sizes in a group",
    rule: """
      The instance types of a group serve different numbers of pods. Pod slots, CPU and memory are each those of the \
      type that has the least of it, and the type that takes the most addresses counts for the subnets.
      """,
    verdicts: [.warn],
    fix: "Use instance types of the same size in a group."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      // The nodes of a group that grows with its pods are planned with each type alone.
      let nodes = load.planned.nodes
      let pods = nodes.map(\.servable.possible)
      guard let most = load.largestType, pods.min() != pods.max() else { return nil }
      let names = load.planned.typesWithLeast.map(\.name)
      return Answer(
        .warn, PlanPart(.nodeGroup, load.profile.group.name, key: "instanceTypes"),
        """
        its instance types serve \(pods.min()!) to \(pods.max()!) pods per node; \(names.joined(separator: ", ")) \
        \(names.count == 1 ? "counts" : "count") for pods, \(most.name) counts for addresses
        """)
    }
  }
}
