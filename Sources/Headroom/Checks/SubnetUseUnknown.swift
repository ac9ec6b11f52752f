extension Check {
  /// A check for subnets of which it is not known what else is in them.
  static let subnetUseUnknown = Check(
    "HR-SUB-011", "Subnet with unknown content",
    rule: "The plan says `usedAddresses: unknown` for a subnet, which means that other things may be in it.",
    verdicts: [.unknown],
    fix: """
      Give the addresses in use as occupied. `aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=ID` \
      lists them with what they belong to.
      """
  ) { (analysis: PlanAnalysis) in
    // Without a CIDR another check says already that nothing is known.
    analysis.subnets.filter { $0.subnet.isUseUnknown && $0.subnet.block != nil }.map { load in
      let room = load.subnet.block.map { " of \($0.usableAddresses)" } ?? ""
      return Answer(
        .unknown, PlanPart(.subnet, load.subnet.name, key: "usedAddresses"),
        """
        the plan takes \(load.taken(at: load.basis))\(room) addresses of it, but what else is in it is not known; \
        `aws ec2 describe-network-interfaces` shows it
        """)
    }
  }
}
