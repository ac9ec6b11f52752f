extension Check {
  /// Whether nodes have the ports for connections that leave the VPC.
  static let nodeSNATPorts = Check(
    "HR-NAT-001", "Nodes run out of source ports",
    rule:
      "The CNI gives connections that leave the VPC the node's address and one of 64,512 ports a destination. Fail: the busiest destination gets more from a node. Warn: from 80 % on, since the kernel tries only some 248 ports for each.",
    verdicts: [.warn, .fail],
    fix:
      "Spread the callers over more nodes, reuse connections, or set AWS_VPC_K8S_CNI_EXTERNALSNAT where a NAT gateway translates anyway."
  ) { (traffic: PlanTraffic) in
    let environment = traffic.analysis.plan.network.environment.variables
    let isExternal = environment["AWS_VPC_K8S_CNI_EXTERNALSNAT"].flatMap(CNIEnvironment.parseBool) ?? false
    guard let egress = traffic.analysis.plan.networkUse.egress, !isExternal,
      traffic.analysis.plan.network.ipFamily == .ipv4,
      traffic.analysis.plan.network.kind == .vpcCNI
    else { return [] }
    let nodes = traffic.nodes.values.reduce(0, +)
    guard nodes > 0 else { return [] }
    let each = egress.connectionsPerDestination.dividedRoundingUp(by: nodes)
    guard each * 100 > ports * 80 else { return [] }
    return [
      Answer(
        each > ports ? .fail : .warn, PlanPart(.network, key: "egress"),
        "\(each) connections to one destination from each of \(nodes) nodes, which have \(ports) ports for it")
    ]
  }

  /// Ports 1024 to 65535: `nf_nat_core.c` of Linux; `pkg/networkutils/network.go` in aws/amazon-vpc-cni-k8s (00892598)
  /// names no range of its own.
  private static let ports = 64_512
}
