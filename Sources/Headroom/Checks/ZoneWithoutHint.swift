extension Check {
  /// Whether clients of some zone have no pod hinted to them.
  static let zoneWithoutHint = Check(
    "HR-TRF-003", "Zone without a pod of its own",
    rule: "There are hints, but none for a zone with clients: they use all pods of the cluster, not the nearest.",
    verdicts: [.warn],
    fix: "Spread the pods over all zones with clients (topologySpreadConstraints), with as many replicas as zones."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      guard let zones = item.routing?.zonesWithoutHint, !zones.isEmpty else { return nil }
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "no pod is hinted to \(zones.joined(separator: ", ")): clients there use all pods")
    }
  }
}
