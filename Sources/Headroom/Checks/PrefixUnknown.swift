extension Check {
  /// A check for instance types of which it is not known whether they support prefixes.
  static let prefixUnknown = Check(
    "HR-CNI-008", "Unknown support for prefix delegation",
    rule: """
      ENABLE_PREFIX_DELEGATION is on, but the hypervisor of an instance type is not known. Headroom assumes that such \
      a type does not support prefixes.
      """,
    verdicts: [.unknown],
    fix: "Add hypervisor (nitro, xen or none) to the type under instanceTypes."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.network.settings.prefixDelegation, analysis.plan.network.kind != .overlay else { return [] }
    return analysis.groups.flatMap { load in
      load.profile.nodes.filter { $0.type.isPrefixDelegationUnknown && $0.servable.platform == .linux }.map { node in
        Answer(
          .unknown, PlanPart(.nodeGroup, load.profile.group.name),
          """
          the hypervisor of \(node.type.name) is not known; the numbers assume that the type does not support prefixes
          """)
      }
    }
  }
}
