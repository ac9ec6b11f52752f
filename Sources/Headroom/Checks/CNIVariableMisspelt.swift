extension Check {
  /// Whether a variable looks like a slip of the pen.
  static let cniVariableMisspelt = Check(
    "HR-CNI-002", "Variable that the CNI does not know",
    rule: "A variable's name is close to that of one that decides about addresses, but is none the CNI reads.",
    verdicts: [.warn],
    fix: "Correct the name."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.network.environment.misspelt.map { item in
      Answer(.warn, PlanPart(.cni, item.variable), "the CNI does not read this variable; did you mean '\(item.meant)'?")
    }
  }
}
