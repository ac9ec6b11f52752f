extension Check {
  /// The IDs of the zones in which EKS does not place the control plane.
  ///
  /// Source: EKS user guide, networking/network-reqs.
  private static let refusedZoneIDs: Set = ["use1-az3", "usw1-az2", "cac1-az3"]

  /// A check for control plane subnets in zones that EKS does not support.
  static let controlPlaneZones = Check(
    "HR-NET-002", "Unsupported zone for the control plane",
    rule: """
      A control plane subnet is in a zone in which EKS creates no clusters (the zone IDs use1-az3, usw1-az2 and \
      cac1-az3).
      """,
    verdicts: [.fail],
    fix: "Give the role controlPlane to subnets in other zones."
  ) { (analysis: PlanAnalysis) in
    let named = analysis.plan.subnets.filter { $0.roles.contains(.controlPlane) }
    let standIns = Set(analysis.reserved.controlPlaneStandIns)
    let chosen = named.isEmpty ? analysis.plan.subnets.filter { standIns.contains($0.name) } : named
    return chosen.filter { refusedZoneIDs.contains($0.zoneID ?? "") }.map { subnet in
      Answer(
        .fail, PlanPart(.subnet, subnet.name, key: "zoneId"),
        "EKS does not place the control plane in zone \(subnet.zoneID!)")
    }
  }
}
