extension PlanValidation {
  /// Checks the numbers of growth and of updates.
  mutating func checkGrowth() {
    for group in plan.nodeGroups {
      check(group.update.maxUnavailable, from: 1, PlanPart(.nodeGroup, group.name, key: "update"))
    }
    for workload in plan.workloads {
      check(workload.maxSurge, from: 0, PlanPart(.workload, workload.name, key: "maxSurge"))
    }
    guard let growth = plan.growth else { return }
    let part = PlanPart(.plan, key: "growth")
    if !Growth.rates.contains(growth.ratePerMonth) {
      complain(part, "a growth of \(growth.ratePerMonth) per month is not possible; it must be 0 to 10, which is 1000%")
    }
    if !Growth.horizons.contains(growth.horizon) {
      complain(part, "a horizon of \(growth.horizon) months is not possible; it must be 1 to 120")
    }
    let months = growth.steps.map(\.month)
    if zip(months, months.dropFirst()).contains(where: { $0 > $1 }) || months.contains(where: { $0 < 0 }) {
      complain(part, "the steps must be in the order of their months")
    }
    if growth.steps.contains(where: { !Growth.percentages.contains($0.percent) }) {
      complain(part, "a step must be 0% to 100000% of today's pods")
    }
  }

  private mutating func check(_ amount: UpdatePolicy.Amount?, from least: Int, _ part: PlanPart) {
    switch amount {
    case .count(let count)? where !(least...1_000_000).contains(count):
      complain(part, "\(count) nodes or pods at a time are not possible; it must be \(least) to 1000000")
    case .percent(let percent)? where !(least...100).contains(percent):
      complain(part, "\(percent)% at a time is not possible; it must be \(least)% to 100%")
    default: break
    }
  }
}
