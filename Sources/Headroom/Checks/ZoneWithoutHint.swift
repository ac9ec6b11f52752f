extension Check {
  /// A check for zones that have clients and to which no pod is hinted.
  static let zoneWithoutHint = Check(
    "HR-TRF-003", "Zone without hinted pods",
    rule: """
      Topology hints are assigned, but none to a zone that has clients. These clients use all pods of the Service, not \
      the nearest ones.
      """,
    verdicts: [.warn],
    fix: """
      Spread the pods over all zones that have clients (topologySpreadConstraints), with at least as many replicas as \
      zones.
      """
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      // kube-proxy ignores hints on a node whose zone no endpoint is hinted to.
      guard let zones = item.routing?.zonesWithoutHint, !zones.isEmpty else { return nil }
      return Answer(
        .warn, PlanPart(.service, item.service.name),
        "no pod is hinted to \(zones.joined(separator: ", ")), so clients there use all pods")
    }
  }
}
