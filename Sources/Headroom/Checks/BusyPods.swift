extension Check {
  /// A check for pods that topology hints make much busier than the average pod of the Service.
  static let busyPods = Check(
    "HR-TRF-004", "Pods overloaded by locality",
    rule: "With topology hints the busiest pod carries more than 1.2 times the mean load, and more than without hints.",
    verdicts: [.warn],
    fix: "Place pods where the clients are, add replicas in the busy zone, or turn topology hints off."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      // The EndpointSlice controller tolerates an overload of 20%, but does not enforce this limit for each zone.
      guard let routing = item.routing, !routing.hints.isEmpty, !item.clients.isEmpty,
        let load = routing.asAsked.overload, load > 1.2 + 1e-9, load > (routing.withoutHints.overload ?? 0)
      else { return nil }
      let zone = routing.asAsked.loads.max { $0.share < $1.share }?.zone ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "pods in \(zone) carry \(percent(load)) of the mean load; an autoscaler that uses the mean does not notice it")
    }
  }
}
