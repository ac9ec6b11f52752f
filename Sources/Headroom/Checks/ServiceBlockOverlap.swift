extension Check {
  /// Whether the Services' block is apart from the VPC's.
  static let serviceBlockOverlap = Check(
    "HR-NET-003", "Services overlap the VPC",
    rule: "vpc.serviceCIDR overlaps a block of the VPC, so that pods cannot reach what has an address in both.",
    verdicts: [.warn],
    fix: "Choose another block when the cluster is created; it cannot be changed later."
  ) { (analysis: PlanAnalysis) in
    guard let services = analysis.plan.serviceBlock else { return [] }
    let blocks = analysis.plan.vpcBlocks + analysis.plan.subnets.compactMap(\.block)
    guard let other = blocks.first(where: { $0.overlaps(services) }) else { return [] }
    return [
      Answer(.warn, PlanPart(.vpc, key: "serviceCIDR"), "the Services' block \(services) overlaps \(other) of the VPC")
    ]
  }
}
