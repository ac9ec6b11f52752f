extension Check {
  /// Whether all types take prefixes where prefixes are asked for.
  static let prefixFallback = Check(
    "HR-CNI-007", "Type without prefix delegation",
    rule:
      "ENABLE_PREFIX_DELEGATION is on and a type is neither Nitro nor bare metal: the CNI falls back to single addresses in silence.",
    verdicts: [.warn],
    fix: "Use types on Nitro, or a node group of its own without prefix delegation's max pods."
  ) { (analysis: PlanAnalysis) in
    guard !analysis.plan.network.settings.ipv6, analysis.plan.network.kind != .overlay else { return [] }
    return analysis.groups.flatMap { load in
      load.profile.nodes.filter {
        $0.servable.fallsBackToSecondaryAddresses && !$0.type.isPrefixDelegationUnknown
      }.map { node in
        Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          "\(node.type.name) takes no prefixes; its nodes fall back to single addresses and serve \(node.servable.possible) pods"
        )
      }
    }
  }
}
