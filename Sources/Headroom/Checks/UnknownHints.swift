extension Check {
  /// Whether the hints of a Service can be told.
  static let unknownHints = Check(
    "HR-TRF-010", "Routing not known",
    rule:
      "topology-mode Auto goes by the nodes' CPU, and no source tells how much a type or a node of Fargate leaves to pods; or the workload that should ask has no pod that runs.",
    verdicts: [.unknown],
    fix: "Add the type with its vcpus under instanceTypes, use trafficDistribution, or name clients that run."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      item.obstacle.map { Answer(.unknown, PlanPart(.service, item.service.name), $0) }
    }
  }
}
