extension Check {
  /// A check for Services that lose their topology hints at some number of replicas between `replicas` and
  /// `maxReplicas`.
  static let hintsLostWhileScaling = Check(
    "HR-TRF-002", "Topology hints lost while scaling",
    rule: "topology-mode Auto assigns no hints for some numbers of replicas between replicas and maxReplicas.",
    verdicts: [.warn],
    fix: "Let the autoscaler skip these numbers of replicas, or use trafficDistribution, which has no such gaps."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      // A Service that has no hints at the planned number of replicas is reported by HR-TRF-001.
      guard item.routing?.event?.isEnabled == true, !item.countsWithoutHints.isEmpty else { return nil }
      let counts = item.countsWithoutHints.map(String.init).joined(separator: ", ")
      let crossing =
        item.crossZoneFractionWithoutHints.map { ", and \(percent($0)) of the traffic crosses zones" } ?? ""
      let saving = item.saving.map { $0.nanounits > 0 ? ", which costs \($0) more per month" : "" } ?? ""
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "with \(counts) replicas no hints are assigned in these zones\(crossing)\(saving)", moment: .whatIf)
    }
  }
}
