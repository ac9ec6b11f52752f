extension Check {
  /// Whether the VPC's resolver takes the queries of the nodes that run CoreDNS.
  static let resolverPackets = Check(
    "HR-DNS-001", "Queries above the resolver's limit",
    rule:
      "The VPC's resolver takes 1,024 packets a second from a network interface, and no quota raises that. Fail: the plan's queries exceed it on the nodes that run CoreDNS (or on all nodes with a cache on each). Warn: from 80 % on.",
    verdicts: [.warn, .fail],
    fix:
      "Run CoreDNS on more nodes, use NodeLocal DNSCache, and end names with a dot: ndots 5 makes up to five queries of one, and two of each for A and AAAA."
  ) { (traffic: PlanTraffic) in
    guard let dns = traffic.analysis.plan.networkUse.dns else { return [] }
    let nodes = traffic.nodes.values.reduce(0, +)
    let replicas = dns.coreDNSReplicas ?? traffic.coreDNSHosts
    let hosts = dns.usesNodeLocalCache ? nodes : min(replicas ?? usualReplicas, nodes)
    guard hosts > 0 else { return [] }
    let limit = mostPackets * hosts
    guard dns.queriesPerSecond * 100 > limit * 80 else { return [] }
    let assumed = replicas == nil && !dns.usesNodeLocalCache ? ", the add-on's 2 replicas assumed" : ""
    return [
      Answer(
        dns.queriesPerSecond > limit ? .fail : .warn, PlanPart(.network, key: "dns"),
        "\(dns.queriesPerSecond) queries a second leave \(hosts) nodes, which may send \(limit) packets\(assumed)")
    ]
  }

  /// Amazon VPC user guide, "DNS quotas": packets a second from an interface to the resolver.
  private static let mostPackets = 1024
  /// Replicas of the EKS add-on unless told.
  private static let usualReplicas = 2
}
