extension Check {
  /// Whether the block of every subnet is known.
  static let subnetBlockUnknown = Check(
    "HR-SUB-003", "Subnet's block is not known",
    rule: "The plan names no block (cidr) for a subnet.",
    verdicts: [.unknown],
    fix: "Add cidr; `aws ec2 describe-subnets` tells it as CidrBlock."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.filter { $0.subnet.block == nil }.map { load in
      Answer(
        .unknown, PlanPart(.subnet, load.subnet.name),
        "its block is not known, so nobody can say whether \(load.peakDemand + load.reservedAddresses) addresses fit; `aws ec2 describe-subnets` tells it"
      )
    }
  }
}
