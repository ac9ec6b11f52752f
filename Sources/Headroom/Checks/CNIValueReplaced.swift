extension Check {
  /// A check for CNI variables whose value ipamd replaces by the default.
  static let cniValueReplaced = Check(
    "HR-CNI-001", "Invalid value of a CNI variable",
    rule: "ipamd cannot parse the value of a variable, or the value is out of range, so ipamd uses the default.",
    verdicts: [.warn],
    fix: "Set a valid value, or remove the variable to use the default."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.network.environment.replacements.map { item in
      Answer(
        .warn, PlanPart(.cni, item.variable),
        "'\(item.value)' is not \(item.expected); ipamd uses \(item.used) instead")
    }
  }
}
