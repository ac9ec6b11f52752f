extension Check {
  /// Zones in which EKS puts no control plane.
  ///
  /// Source: EKS user guide, networking/network-reqs.
  private static let refusedZoneIDs: Set = ["use1-az3", "usw1-az2", "cac1-az3"]

  /// Whether EKS takes the zones of the control plane's subnets.
  static let controlPlaneZones = Check(
    "HR-NET-002", "Zone without control plane",
    rule: "EKS creates no cluster in the zones with the IDs use1-az3, usw1-az2 and cac1-az3.",
    verdicts: [.fail],
    fix: "Give the role controlPlane to subnets of other zones."
  ) { (analysis: PlanAnalysis) in
    let named = analysis.plan.subnets.filter { $0.roles.contains(.controlPlane) }
    let standIns = analysis.standInControlPlane
    let chosen = named.isEmpty ? analysis.plan.subnets.filter { standIns.contains($0.name) } : named
    return chosen.filter { refusedZoneIDs.contains($0.zoneID ?? "") }.map { subnet in
      Answer(
        .fail, PlanPart(.subnet, subnet.name, key: "zoneId"), "EKS puts no control plane into zone \(subnet.zoneID!)")
    }
  }
}
