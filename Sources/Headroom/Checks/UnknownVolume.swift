extension Check {
  /// Whether the plan tells how much is sent.
  static let unknownVolume = Check(
    "HR-TRF-009", "Volume of traffic not known",
    rule: "A Service, a gateway or a data store does not tell how much it sends, so that the bill has no total.",
    verdicts: [.unknown],
    fix: "Add gbPerMonth, or requestsPerSecond with requestBytes and responseBytes, or measured."
  ) { analysis in
    let services = analysis.traffic.services.compactMap { item -> Answer? in
      guard item.lines.contains(where: { $0.quantity == nil }) else { return nil }
      let missing = item.total.missingQuantities
      return Answer(
        .unknown, PlanPart(.service, item.service.name), "nobody told how much: \(missing.joined(separator: "; "))")
    }
    let rest = BillTotal(analysis.traffic.lines, currency: analysis.plan.region.currency).missingQuantities
    return services + rest.map { Answer(.unknown, PlanPart(.network), "nobody told how much: \($0)") }
  }
}
