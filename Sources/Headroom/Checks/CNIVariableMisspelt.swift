extension Check {
  /// A check for variables whose name is probably a misspelling of a CNI variable.
  static let cniVariableMisspelt = Check(
    "HR-CNI-002", "Misspelled CNI variable",
    rule: "The CNI does not read a variable, but its name is close to a variable that affects the use of addresses.",
    verdicts: [.warn],
    fix: "Correct the name of the variable."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.network.environment.misspelt.map { item in
      Answer(.warn, PlanPart(.cni, item.variable), "the CNI does not read this variable; did you mean '\(item.meant)'?")
    }
  }
}
