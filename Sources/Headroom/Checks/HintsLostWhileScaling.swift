extension Check {
  /// Whether a Service loses its hints somewhere between its replicas and the most of them.
  static let hintsLostWhileScaling = Check(
    "HR-TRF-002", "Hints come and go while the workload scales",
    rule: "topology-mode Auto gives no hints for some numbers of pods between replicas and maxReplicas.",
    verdicts: [.warn],
    fix: "Let the autoscaler step over these numbers, or use trafficDistribution, which has no such gaps."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      // Who has none as planned has been told so by another check.
      guard item.routing?.event?.isEnabled == true, !item.countsWithoutHints.isEmpty else { return nil }
      let counts = item.countsWithoutHints.map(String.init).joined(separator: ", ")
      let crossing =
        item.crossZoneFractionWithoutHints.map { ", and \(percent($0)) of the traffic crosses zones" } ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "with \(counts) replicas there are no hints in these zones\(crossing)")
    }
  }
}
