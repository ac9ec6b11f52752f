extension Check {
  /// Whether something that a Service says of its routing has no effect.
  static let wishWithoutEffect = Check(
    "HR-TRF-007", "Routing wish without effect",
    rule:
      "An annotation or trafficDistribution is beaten by another, has a value that nothing acts on, or is not known to the cluster's version.",
    verdicts: [.warn],
    fix:
      "Say one thing: the annotation service.kubernetes.io/topology-mode, or trafficDistribution, which newer versions prefer."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.request.ignored.map { Answer(.warn, PlanPart(.service, item.service.name), $0) }
    }
  }
}
