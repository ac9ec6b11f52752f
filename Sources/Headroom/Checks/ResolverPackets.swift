extension Check {
  /// A check for plans that send more DNS queries to the resolver of the VPC than it accepts.
  static let resolverPackets = Check(
    "HR-DNS-001", "DNS queries above the limit of the VPC resolver",
    rule: """
      Fail: the nodes that run CoreDNS (all nodes with NodeLocal DNSCache) send more queries than the VPC resolver \
      accepts, which is 1,024 packets per second from each network interface. Warn: they send more than 80% of that \
      number. This limit cannot be raised.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Run CoreDNS on more nodes, use NodeLocal DNSCache, and end names with a dot. With ndots 5 one lookup makes up to \
      five queries, and each of them twice, for A and AAAA.
      """
  ) { (traffic: PlanTraffic) in
    guard let dns = traffic.analysis.plan.networkUse.dns else { return [] }
    let nodes = traffic.nodes.values.reduce(0, +)
    let replicas = dns.coreDNSReplicas ?? traffic.coreDNSHosts
    let hosts = dns.usesNodeLocalCache ? nodes : min(replicas ?? usualReplicas, nodes)
    guard hosts > 0 else { return [] }
    let limit = mostPackets * hosts
    guard dns.queriesPerSecond * 100 > limit * 80 else { return [] }
    let assumed = replicas == nil && !dns.usesNodeLocalCache ? ", assuming the 2 replicas of the EKS add-on" : ""
    return [
      Answer(
        dns.queriesPerSecond > limit ? .fail : .warn, PlanPart(.network, key: "dns"),
        """
        \(dns.queriesPerSecond) queries per second leave \(hosts) nodes, which may send \(limit) packets per \
        second\(assumed)
        """)
    ]
  }

  /// The number of packets per second that the resolver accepts from a network interface.
  ///
  /// Source: Amazon VPC user guide, "DNS quotas".
  private static let mostPackets = 1024
  /// The default number of CoreDNS replicas of the EKS add-on.
  private static let usualReplicas = 2
}
