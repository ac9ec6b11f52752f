extension Check {
  /// Whether all prices of the traffic are known.
  static let unknownTrafficPrice = Check(
    "HR-TRF-008", "Price of traffic not known",
    rule: "No source tells a price in the plan's region, so that the bill has no total.",
    verdicts: [.unknown],
    fix: "Give it under network.prices; --assume-cross-az takes AWS' one price for traffic between zones."
  ) { (traffic: PlanTraffic) in
    traffic.total.missingPrices.map { meter in
      Answer(
        .unknown, PlanPart(.network, key: "prices"),
        "the price of \(meter) in \(traffic.analysis.plan.region) is not known")
    }
  }
}
