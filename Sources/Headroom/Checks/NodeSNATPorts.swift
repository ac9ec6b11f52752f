extension Check {
  /// A check for nodes that have too few source ports for the connections that leave the VPC.
  static let nodeSNATPorts = Check(
    "HR-NAT-001", "Source port exhaustion of nodes",
    rule: """
      Fail: a node has more connections to the busiest destination outside the VPC than the 64,512 source ports that \
      it can use for each destination. Warn: it has more than 80% of that number, because the kernel tries only about \
      248 ports for each connection. The CNI translates such connections to the address of the node.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Spread the clients over more nodes, reuse connections, or set AWS_VPC_K8S_CNI_EXTERNALSNAT to true where a NAT \
      gateway translates addresses anyway.
      """
  ) { (traffic: PlanTraffic) in
    let environment = traffic.analysis.plan.network.environment.variables
    // With external SNAT the CNI does not translate the pods' addresses; a NAT gateway has to do it.
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
        "each of \(nodes) nodes has \(each) connections to one destination, but \(ports) source ports for it")
    ]
  }

  /// The number of source ports that a node can use for one destination: 1024 to 65535.
  ///
  /// Source: `nf_nat_core.c` of Linux. `pkg/networkutils/network.go` in aws/amazon-vpc-cni-k8s (00892598) does not
  /// restrict the range.
  private static let ports = 64_512
}
