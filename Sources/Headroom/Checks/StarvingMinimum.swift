extension Check {
  /// A check for pods that never get an address because only `MINIMUM_IP_TARGET` is set.
  static let starvingMinimum = Check(
    "HR-CNI-004", "MINIMUM_IP_TARGET without WARM_IP_TARGET",
    rule: """
      MINIMUM_IP_TARGET is set and WARM_IP_TARGET is not, which means 0. The pool stays at the minimum, and the pods \
      beyond it wait for an address forever.
      """,
    verdicts: [.fail],
    fix: "Set WARM_IP_TARGET to 1 or more."
  ) { (analysis: PlanAnalysis) in
    let settings = analysis.plan.network.settings
    // If one of the two IP targets is set, ipamd ignores the other warm targets, and an unset IP target counts as 0.
    guard settings.minimumIPTarget > 0, settings.warmIPTarget == 0 else { return [] }
    let part = PlanPart(.cni, "MINIMUM_IP_TARGET")
    let starving = analysis.groups.filter { load in
      load.profile.nodes.contains { node in
        guard node.servable.platform == .linux, let pooled = node.pooledPods else { return false }
        return min(node.podSlots - node.servable.hostNetworkPods, node.servable.podAddresses) > pooled
      }
    }
    guard !starving.isEmpty else { return [] }
    return [
      Answer(
        .fail, part,
        """
        without WARM_IP_TARGET a node never holds more than \(settings.minimumIPTarget) pod addresses (rounded up to \
        whole prefixes), fewer than its max pods need
        """)
    ]
  }
}
