extension Check {
  /// A check for traffic whose volume is not known.
  static let unknownVolume = Check(
    "HR-TRF-009", "Unknown traffic volume",
    rule: "The plan does not give the traffic of a Service, a gateway or a data store, so the bill has no total.",
    verdicts: [.unknown],
    fix: "Add gbPerMonth, or requestsPerSecond with requestBytes and responseBytes, or measured."
  ) { (traffic: PlanTraffic) in
    let services = traffic.services.compactMap { item -> Answer? in
      guard item.lines.contains(where: { $0.quantity == nil }) else { return nil }
      let missing = item.total.missingQuantities
      return Answer(
        .unknown, PlanPart(.service, item.service.name),
        "no volume given for \(missing.map(\.description).joined(separator: "; "))")
    }
    let rest = BillTotal(traffic.lines, currency: traffic.analysis.plan.region.currency).missingQuantities
    return services + rest.map { Answer(.unknown, PlanPart(.network), "no volume given for \($0)") }
  }
}
