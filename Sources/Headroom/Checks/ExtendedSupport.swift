extension Check {
  /// A check for the start of extended support within the months that the plan looks ahead.
  static let extendedSupport = Check(
    "HR-CST-002", "Extended support within the horizon of growth",
    rule: """
      Standard support of the plan's Kubernetes version ends within growth.horizonMonths. From then on, the control \
      plane costs more per hour.
      """,
    verdicts: [.warn],
    fix: "Plan the upgrade of the control plane before that day."
  ) { (traffic: PlanTraffic) in
    let plan = traffic.analysis.plan
    guard let growth = plan.growth, let today = traffic.prices.today, let version = plan.kubernetesVersion,
      let support = EKSSupport(of: version)
    else { return [] }
    let months = support.standardEnds.months(since: today)
    guard months <= growth.horizon else { return [] }
    func price(_ meter: Meter) -> Money? { traffic.prices.meters[meter]?.first?.perUnit }
    let more = both(price(.controlPlane), price(.controlPlaneExtended)).flatMap { standard, extended in
      (extended - standard).map {
        """
        ; the control plane then costs \(extended.decimal) instead of \(standard.decimal) \(standard.currency.rawValue) an hour, which is \
        \($0 * Money.hoursPerMonth) more a month
        """
      }
    }
    let when = support.standardEnds <= today ? "ended" : "ends"
    return [
      Answer(
        .warn, PlanPart(.plan, key: "kubernetesVersion"),
        "standard support of Kubernetes \(version) \(when) on \(support.standardEnds)\(more ?? "")",
        moment: .whatIf)
    ]
  }
}
