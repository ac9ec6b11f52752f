extension Check {
  /// A check for traffic prices that are not known.
  static let unknownTrafficPrice = Check(
    "HR-TRF-008", "Unknown traffic price",
    rule: "A price is not known for the region of the plan, so the bill has no total.",
    verdicts: [.unknown],
    fix: """
      Give the price with --prices or under network.prices, or use --assume-cross-az to assume AWS' uniform price for \
      traffic between zones.
      """
  ) { (traffic: PlanTraffic) in
    traffic.total.missingPrices.map { meter in
      Answer(
        .unknown, PlanPart(.network, key: "prices"),
        "the price of \(meter) in \(traffic.analysis.plan.region) is not known")
    }
  }
}
