extension Check {
  /// A check for Services with `topology-mode: Auto` that get no topology hints.
  static let hintsRefused = Check(
    "HR-TRF-001", "Topology hints refused by the controller",
    rule: """
      A Service has topology-mode Auto, but the EndpointSlice controller assigns no hints, so clients in every zone \
      use all pods.
      """,
    verdicts: [.warn],
    fix: """
      Choose a number of replicas that gets hints (`headroom topology --replicas`), run nodes in several zones, or use \
      trafficDistribution, which requires neither.
      """
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      guard let event = item.routing?.event, !event.isEnabled else { return nil }
      let crossing = item.crossZoneFraction.map { "; \(percent($0)) of the traffic crosses zones" } ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name), "the controller will report \"\(event.message)\"\(crossing)")
    }
  }
}
