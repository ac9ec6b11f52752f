extension Check {
  /// Whether the addresses that nodes hold come to rest.
  static let restlessPool = Check(
    "HR-CNI-003", "Pool without a settled state",
    rule: "With WARM_ENI_TARGET 0, or WARM_PREFIX_TARGET 0 in prefix mode, and no IP targets, nodes attach and release the same interface or prefix for ever; the larger number counts.",
    verdicts: [.warn],
    fix: "Set WARM_ENI_TARGET or WARM_PREFIX_TARGET to 1, or set WARM_IP_TARGET."
  ) { analysis in
    analysis.groups.filter { !$0.isStable }.map { load in
      Answer(
        .warn, PlanPart(.nodeGroup, load.profile.group.name),
        "its nodes attach and release addresses for ever: the warm target is 0; the larger number counts here")
    }
  }
}
