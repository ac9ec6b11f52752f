extension Check {
  /// Whether every zone of a load balancer has a target.
  static let zoneWithoutTarget = Check(
    "HR-LBS-004", "Zone of a load balancer without target",
    rule:
      "A load balancer with cross-zone off is enabled in a zone without a target: the zone leaves DNS, and the others take its clients.",
    verdicts: [.warn],
    fix: "Run a pod in every zone of the load balancer, or turn cross-zone on."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.loadBalancers.flatMap { loadBalancer -> [Answer] in
        guard !loadBalancer.loadBalancer.crossesZones else { return [] }
        return loadBalancer.routes.compactMap { route in
          let empty = loadBalancer.zones.filter { route.targetsByZone[$0, default: 0] == 0 }
          guard !empty.isEmpty, route.targets > 0 else { return nil }
          return Answer(
            .warn, PlanPart(.service, item.service.name),
            "the \(loadBalancer.loadBalancer.kind.rawValue) has no target of \(route.service) in \(empty.joined(separator: ", "))"
          )
        }
      }
    }
  }
}
