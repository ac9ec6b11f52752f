extension Check {
  /// Whether locality makes some pods much busier than others.
  static let busyPods = Check(
    "HR-TRF-004", "Locality overloads pods",
    rule: "With hints the busiest pod carries more than 1.2 times the mean, and more than without hints.",
    verdicts: [.warn],
    fix: "Place pods where clients are, add replicas in the busy zone, or do without hints."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      guard let routing = item.routing, !routing.hints.isEmpty, !item.clients.isEmpty,
        let load = routing.asAsked.overload, load > 1.2, load > (routing.withoutHints.overload ?? 0)
      else { return nil }
      let zone = routing.asAsked.loads.max { $0.share < $1.share }?.zone ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "pods in \(zone) carry \(percent(load)) of the mean; an autoscaler that looks at the mean does not see it")
    }
  }
}
