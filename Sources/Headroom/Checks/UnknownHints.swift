extension Check {
  /// A check for Services whose traffic between zones cannot be computed.
  static let unknownHints = Check(
    "HR-TRF-010", "Unknown routing",
    rule: """
      topology-mode Auto depends on the allocatable CPU of the nodes, which is not known for an instance type or for \
      Fargate; or the client workload has no running pod.
      """,
    verdicts: [.unknown],
    fix: """
      Add the type with its vcpus under instanceTypes, use trafficDistribution, or name a client workload that has \
      running pods.
      """
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      item.obstacle.map { Answer(.unknown, PlanPart(.service, item.service.name), $0) }
    }
  }
}
