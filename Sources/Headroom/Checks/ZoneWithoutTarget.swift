extension Check {
  /// A check for zones of a load balancer that have no target.
  static let zoneWithoutTarget = Check(
    "HR-LBS-004", "Zone of a load balancer without targets",
    rule: """
      A load balancer without cross-zone load balancing is enabled in a zone that has no target. The zone is removed \
      from DNS, and the other zones receive its clients.
      """,
    verdicts: [.warn],
    fix: "Run a pod in every zone of the load balancer, or turn on cross-zone load balancing."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.loadBalancers.flatMap { loadBalancer -> [Answer] in
        guard !loadBalancer.loadBalancer.crossesZones else { return [] }
        return loadBalancer.routes.compactMap { route in
          let empty = loadBalancer.zones.filter { route.targetsByZone[$0, default: 0] == 0 }
          guard !empty.isEmpty, route.targets > 0 else { return nil }
          return Answer(
            .warn, PlanPart(.service, item.service.name),
            """
            the \(loadBalancer.loadBalancer.kind.name) has no target of \(route.service) in \
            \(empty.joined(separator: ", "))
            """)
        }
      }
    }
  }
}
