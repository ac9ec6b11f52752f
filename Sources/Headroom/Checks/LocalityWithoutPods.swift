extension Check {
  /// A check for Services that could keep traffic in their zones without more pods.
  static let freeLocality = Check(
    "HR-TRF-012", "Locality that costs nothing",
    rule: """
      A Service asks for no topology hints, its traffic crosses zones, and trafficDistribution would keep some of it in \
      the clients' zones without more pods and without a pod above 120% of the mean load.
      """,
    verdicts: [.note],
    fix: "Set trafficDistribution to PreferSameZone (PreferClose before version 1.34)."
  ) { (traffic: PlanTraffic) in
    traffic.services.compactMap { item in
      guard let local = item.freeLocality, local.isAdvisable else { return nil }
      return Answer(
        .note, PlanPart(.service, item.service.name),
        """
        trafficDistribution \(local.value) would save \(local.saving) per month without more pods; the busiest pod would \
        carry \(percent(local.overload)) of the mean load
        """, moment: .whatIf)
    }
  }
}
