extension Check {
  /// A check for instance types that do not support prefixes although prefix delegation is on.
  static let prefixFallback = Check(
    "HR-CNI-007", "Instance type without prefix delegation",
    rule: """
      ENABLE_PREFIX_DELEGATION is on, but an instance type is neither Nitro nor bare metal, so the CNI silently falls \
      back to single addresses on it.
      """,
    verdicts: [.warn],
    fix: "Use Nitro instance types, or a separate node group whose max pods do not assume prefix delegation."
  ) { (analysis: PlanAnalysis) in
    guard !analysis.plan.network.settings.ipv6, analysis.plan.network.kind != .overlay else { return [] }
    return analysis.groups.flatMap { load in
      load.profile.nodes.filter {
        $0.servable.fallsBackToSecondaryAddresses && !$0.type.isPrefixDelegationUnknown
      }.map { node in
        Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          """
          \(node.type.name) does not support prefixes; its nodes fall back to single addresses and serve \
          \(node.servable.possible) pods
          """)
      }
    }
  }
}
