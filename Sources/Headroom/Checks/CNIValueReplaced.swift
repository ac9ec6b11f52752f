extension Check {
  /// Whether ipamd takes every value as it stands.
  static let cniValueReplaced = Check(
    "HR-CNI-001", "Value that the CNI replaces",
    rule: "ipamd cannot read the value of a variable, or it is out of range, and takes the default instead.",
    verdicts: [.warn],
    fix: "Set a value that ipamd reads; unset the variable if the default is meant."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.network.environment.replacements.map { item in
      Answer(
        .warn, PlanPart(.cni, item.variable),
        "'\(item.value)' is not \(item.expected); ipamd takes \(item.used) instead")
    }
  }
}
