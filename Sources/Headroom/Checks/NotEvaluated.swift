extension Check {
  /// Whether the plan says something that this version does not compute.
  static let notEvaluated = Check(
    "HR-PLN-001", "Not evaluated by this version",
    rule: "The plan has a key, a variable or a tag that is accepted and whose effect is not computed yet.",
    verdicts: [.unknown],
    fix: "Judge it by hand; a later version will."
  ) { analysis in
    let variables = analysis.plan.network.environment.notEvaluated.map { PlanPart(.cni, $0) }
    let discovery = analysis.plan.subnets.filter { $0.tags[discoveryTag] != nil }
      .map { PlanPart(.subnet, $0.name, key: "tags") }
    return (analysis.plan.notEvaluated + variables + discovery).map { part in
      let what = part.key.map { "'\($0)' is" } ?? "this is"
      return Answer(.unknown, part, "\(what) not evaluated by this version")
    }
  }

  /// The tag of enhanced subnet discovery: further interfaces may go to other subnets than the node's.
  private static let discoveryTag = "kubernetes.io/role/cni"
}
