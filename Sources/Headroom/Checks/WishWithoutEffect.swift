extension Check {
  /// A check for routing settings of a Service that have no effect.
  static let wishWithoutEffect = Check(
    "HR-TRF-007", "Routing setting without effect",
    rule: """
      An annotation or trafficDistribution is overridden by another setting, has a value that Kubernetes ignores, or \
      is not supported by the Kubernetes version of the cluster.
      """,
    verdicts: [.warn],
    fix: """
      Use only one setting: the annotation service.kubernetes.io/topology-mode, or trafficDistribution, which newer \
      versions prefer.
      """
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.request.ignored.map { Answer(.warn, PlanPart(.service, item.service.name), $0) }
    }
  }
}
