extension Check {
  /// A check for control plane subnets that are all in one zone.
  ///
  /// Source: EKS user guide, networking/network-reqs.
  static let controlPlaneSubnets = Check(
    "HR-NET-001", "Control plane in one zone",
    rule: "All subnets with the role controlPlane are in one zone, but EKS requires subnets in at least two zones.",
    verdicts: [.fail],
    fix: "Give the role controlPlane to subnets in two zones, preferably to a dedicated /28 in each zone."
  ) { (analysis: PlanAnalysis) in
    let subnets = analysis.plan.subnets.filter { $0.roles.contains(.controlPlane) }
    // Subnets whose zones are not known may be in different ones.
    guard !subnets.contains(where: \.isZoneUnknown) else { return [] }
    let zones = Set(subnets.map(\.zone))
    guard zones.count == 1 else { return [] }
    return [
      Answer(
        .fail, PlanPart(.vpc), "all control plane subnets are in zone \(zones.first!); EKS requires at least two zones")
    ]
  }
}
