extension Check {
  /// Whether the plan says something that this version does not compute.
  static let notEvaluated = Check(
    "HR-PLN-001", "Not evaluated by this version",
    rule: "The plan has a key or a variable that is accepted and whose effect is not computed yet.",
    verdicts: [.unknown],
    fix: "Judge it by hand; a later version will."
  ) { (analysis: PlanAnalysis) in
    let variables = analysis.plan.network.environment.notEvaluated.map { PlanPart(.cni, $0) }
    return (analysis.plan.notEvaluated + variables).map { part in
      let what = part.key.map { "'\($0)' is" } ?? "this is"
      return Answer(.unknown, part, "\(what) not evaluated by this version")
    }
  }
}
