extension Check {
  /// Whether a subnet is where Docker's own bridge is.
  static let dockerBlock = Check(
    "HR-NET-004", "Block of Docker's bridge",
    rule: "A block overlaps 172.17.0.0/16, which some AWS services (Cloud9, SageMaker) use for Docker's bridge.",
    verdicts: [.warn],
    fix: "Use another block unless nothing of that kind talks to the cluster."
  ) { (analysis: PlanAnalysis) in
    let docker = IPv4CIDR(containing: IPv4Address("172.17.0.0")!, prefixLength: 16)
    return analysis.plan.subnets.filter { $0.block?.overlaps(docker) == true }.map { subnet in
      Answer(
        .warn, PlanPart(.subnet, subnet.name, key: "cidr"),
        "its block \(subnet.block!) overlaps \(docker), where some AWS services run Docker's bridge")
    }
  }
}
