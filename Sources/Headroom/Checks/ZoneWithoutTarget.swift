extension Check {
  /// Whether every zone of a load balancer has a target.
  static let zoneWithoutTarget = Check(
    "HR-LBS-004", "Zone of a load balancer without target",
    rule:
      "A load balancer with cross-zone off is enabled in a zone without a target: the zone leaves DNS, and the others take its clients.",
    verdicts: [.warn],
    fix: "Run a pod in every zone of the load balancer, or turn cross-zone on."
  ) { analysis in
    analysis.traffic.services.flatMap { item in
      item.exposures.flatMap { exposure -> [Answer] in
        guard !exposure.exposure.crossesZones else { return [] }
        return exposure.routes.compactMap { route in
          let empty = exposure.zones.filter { route.targetsByZone[$0, default: 0] == 0 }
          guard !empty.isEmpty, route.targets > 0 else { return nil }
          return Answer(
            .warn, PlanPart(.service, item.service.name),
            "the \(exposure.exposure.kind.rawValue) has no target of \(route.service) in \(empty.joined(separator: ", "))"
          )
        }
      }
    }
  }
}
