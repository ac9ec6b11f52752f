extension Check {
  /// Whether a subnet is fuller at the peak than the plan wants it.
  static let subnetUtilization = Check(
    "HR-SUB-002", "Subnet is nearly full",
    rule: "More of the usable addresses than policy.maxUtilization (80 % unless told) are taken at the peak.",
    verdicts: [.warn],
    fix: "Use a larger block, or raise policy.maxUtilization if the reserve suffices."
  ) { (analysis: PlanAnalysis) in
    let limit = analysis.plan.policy.maxUtilization
    return analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let free = load.freeAddresses, free >= 0,
        (usable - free) * 100 > limit * usable
      else { return nil }
      return Answer(
        .warn, PlanPart(.subnet, load.subnet.name),
        "\(usable - free) of \(usable) usable addresses are taken at the peak, more than \(limit) %; \(free) are left")
    }
  }
}
