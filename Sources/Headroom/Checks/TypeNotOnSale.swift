extension Check {
  /// A check for instance types that EC2 does not sell.
  static let typeNotOnSale = Check(
    "HR-GRP-005", "Instance type that is not on sale",
    rule: """
      A node group uses an instance type that the newest dump of EC2's API does not contain: it was retired, or it was \
      never offered to the public.
      """,
    verdicts: [.warn],
    fix: "Use another type; `headroom rank` lists only types that are on sale."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.nodeGroups.flatMap { group in
      group.instanceTypes.filter { $0.isOnSale == false }.map { type in
        let seen = type.details.apiLastSeen.map { "EC2's API listed \(type.name) until \($0)" }
        return Answer(
          .warn, PlanPart(.nodeGroup, group.name, key: "instanceTypes"),
          seen ?? "EC2's API does not list \(type.name)")
      }
    }
  }
}
