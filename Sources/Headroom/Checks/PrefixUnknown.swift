extension Check {
  /// Whether it is known that all types take prefixes where prefixes are asked for.
  static let prefixUnknown = Check(
    "HR-CNI-008", "Prefix delegation of a type not known",
    rule: "ENABLE_PREFIX_DELEGATION is on and no source tells a type's hypervisor: it counts as one without prefixes.",
    verdicts: [.unknown],
    fix: "Add hypervisor (nitro, xen or none) to the type under instanceTypes."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.network.settings.prefixDelegation, analysis.plan.network.kind != .overlay else { return [] }
    return analysis.groups.flatMap { load in
      load.profile.nodes.filter { $0.type.isPrefixDelegationUnknown && $0.servable.platform == .linux }.map { node in
        Answer(
          .unknown, PlanPart(.nodeGroup, load.profile.group.name),
          "the hypervisor of \(node.type.name) is not known, so nobody can say whether it takes prefixes; it counts as if not"
        )
      }
    }
  }
}
