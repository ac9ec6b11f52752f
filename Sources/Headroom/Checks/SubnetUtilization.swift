extension Check {
  /// A check for subnets that are fuller at the peak than the policy of the plan allows.
  static let subnetUtilization = Check(
    "HR-SUB-002", "Nearly full subnet",
    rule: "At the peak, the share of usable addresses that are taken exceeds policy.maxUtilization (80% by default).",
    verdicts: [.warn],
    fix: "Use a larger subnet CIDR, or raise policy.maxUtilization if the remaining addresses are enough."
  ) { (analysis: PlanAnalysis) in
    let limit = analysis.plan.policy.maxUtilization
    return analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let free = load.free(at: load.basis), free >= 0,
        (usable - free) * 100 > limit * usable
      else { return nil }
      return Answer(
        .warn, PlanPart(.subnet, load.subnet.name),
        "\(load.basis.phrase) \(usable - free) of \(usable) usable addresses are taken, more than \(limit)%; \(free) are free",
        moment: .peak)
    }
  }
}
