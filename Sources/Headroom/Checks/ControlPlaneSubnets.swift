extension Check {
  /// Whether the cluster's interfaces may be in two zones.
  static let controlPlaneSubnets = Check(
    "HR-NET-001", "Control plane in one zone",
    rule: "The subnets with the role controlPlane are all in one zone; EKS wants subnets in at least two.",
    verdicts: [.fail],
    fix: "Give the role controlPlane to subnets in two zones, best a /28 of its own in each."
  ) { (analysis: PlanAnalysis) in
    let zones = Set(analysis.plan.subnets.filter { $0.roles.contains(.controlPlane) }.map(\.zone))
    guard zones.count == 1 else { return [] }
    return [
      Answer(.fail, PlanPart(.vpc), "the control plane's subnets are all in zone \(zones.first!); EKS needs two zones")
    ]
  }
}
