extension Check {
  /// A check for subnets that overlap the default network of Docker's bridge.
  static let dockerBlock = Check(
    "HR-NET-004", "Subnet CIDR that overlaps Docker's bridge",
    rule: """
      A subnet CIDR overlaps 172.17.0.0/16, which some AWS services (Cloud9, SageMaker) use for Docker's bridge network.
      """,
    verdicts: [.warn],
    fix: "Use another subnet CIDR, unless none of these services communicates with the cluster."
  ) { (analysis: PlanAnalysis) in
    let docker = IPv4CIDR(containing: IPv4Address("172.17.0.0")!, prefixLength: 16)
    return analysis.plan.subnets.filter { $0.block?.overlaps(docker) == true }.map { subnet in
      Answer(
        .warn, PlanPart(.subnet, subnet.name, key: "cidr"),
        "its CIDR \(subnet.block!) overlaps \(docker), which some AWS services use for Docker's bridge network")
    }
  }
}
