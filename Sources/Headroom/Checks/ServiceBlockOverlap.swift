extension Check {
  /// A check for a service CIDR that overlaps the VPC.
  static let serviceBlockOverlap = Check(
    "HR-NET-003", "Service CIDR that overlaps the VPC",
    rule: "vpc.serviceCIDR overlaps a CIDR of the VPC, so pods cannot reach the addresses of the VPC that are in both.",
    verdicts: [.warn],
    fix: "Choose another service CIDR when you create the cluster. It cannot be changed later."
  ) { (analysis: PlanAnalysis) in
    guard let services = analysis.plan.serviceBlock else { return [] }
    let blocks = analysis.plan.vpcBlocks + analysis.plan.subnets.compactMap(\.block)
    guard let other = blocks.first(where: { $0.overlaps(services) }) else { return [] }
    return [
      Answer(.warn, PlanPart(.vpc, key: "serviceCIDR"), "the service CIDR \(services) overlaps \(other) of the VPC")
    ]
  }
}
