extension Check {
  /// A check for subnets whose CIDR is not known.
  static let subnetBlockUnknown = Check(
    "HR-SUB-003", "Unknown subnet CIDR",
    rule: "The plan does not give the CIDR of a subnet (cidr).",
    verdicts: [.unknown],
    fix: "Add cidr to the subnet. `aws ec2 describe-subnets` prints it as CidrBlock."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.filter { $0.subnet.block == nil }.map { load in
      Answer(
        .unknown, PlanPart(.subnet, load.subnet.name),
        """
        its CIDR is not known, so it cannot be checked whether \(load.taken(at: load.basis)) addresses \
        fit; `aws ec2 describe-subnets` prints it
        """)
    }
  }
}
