extension Check {
  /// Whether a Service with `topology-mode: Auto` gets hints.
  static let hintsRefused = Check(
    "HR-TRF-001", "Topology hints are refused",
    rule: "The EndpointSlice controller gives no hints, so that clients of every zone use every pod.",
    verdicts: [.warn],
    fix:
      "Choose a number of replicas that gets hints (`headroom topology --replicas`), put nodes into several zones, or use trafficDistribution, which needs neither."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      guard let event = item.routing?.event, !event.isEnabled else { return nil }
      let crossing = item.crossZoneFraction.map { ": \(percent($0)) of the traffic crosses zones" } ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name), "the controller will say \"\(event.message)\"\(crossing)")
    }
  }
}
