extension Check {
  /// A check for settings of the plan that this version accepts and does not evaluate.
  static let notEvaluated = Check(
    "HR-PLN-001", "Setting that is not evaluated",
    rule: "The plan has a key or a CNI variable that is accepted, but whose effect this version does not compute.",
    verdicts: [.unknown],
    fix: "Judge the effect of the setting yourself."
  ) { (analysis: PlanAnalysis) in
    let variables = analysis.plan.network.environment.notEvaluated.map { PlanPart(.cni, $0) }
    return (analysis.plan.notEvaluated + variables).map { part in
      let what = part.key.map { "'\($0)' is" } ?? "this is"
      return Answer(.unknown, part, "\(what) not evaluated by this version")
    }
  }
}
