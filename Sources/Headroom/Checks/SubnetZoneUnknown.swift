extension Check {
  /// A check for subnets whose zone is not known.
  static let subnetZoneUnknown = Check(
    "HR-SUB-012", "Subnet of unknown zone",
    rule: "The plan says `zone: unknown` for a subnet, so no nodes are placed in it.",
    verdicts: [.unknown],
    fix: "Add zone to the subnet. `aws ec2 describe-subnets` prints it as AvailabilityZone."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.subnets.filter(\.isZoneUnknown).map { subnet in
      Answer(
        .unknown, PlanPart(.subnet, subnet.name, key: "zone"),
        "its zone is not known, so no nodes are placed in it; `aws ec2 describe-subnets` prints it")
    }
  }
}
