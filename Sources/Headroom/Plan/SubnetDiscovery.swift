/// Enhanced subnet discovery: which subnets the VPC CNI may put new interfaces into, by their tags.
///
/// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct SubnetDiscovery: Hashable {
  /// `CLUSTER_NAME`; without it subnets of other clusters are not told apart.
  let cluster: String?

  /// The tag that says whether a subnet may be used, and the beginning of those that name clusters.
  static let role = "kubernetes.io/role/cni", clusterPrefix = "cni.networking.k8s.aws/cluster/"

  /// What the tags of a subnet say; nothing if there is no value.
  private func allows(_ subnet: Subnet) -> Bool? {
    guard let value = subnet.tags[Self.role], !value.isEmpty else { return nil }
    if value == "0" { return false }
    let clusters = subnet.tags.keys.filter { $0.hasPrefix(Self.clusterPrefix) }
    guard let cluster, !clusters.isEmpty else { return true }
    return clusters.contains(Self.clusterPrefix + cluster)
  }

  /// Whether new interfaces of a node in a subnet may be in another, or in the same.
  func isUsable(_ subnet: Subnet, from home: Subnet) -> Bool {
    subnet.zone == home.zone && (allows(subnet) ?? (subnet.name == home.name))
  }

  /// Whether interfaces cannot be created in a subnet of a node even without discovery.
  func isForbidden(_ subnet: Subnet) -> Bool { subnet.tags[Self.role] == "0" }

  /// Whether pods get no address of a subnet.
  func isExcluded(_ subnet: Subnet) -> Bool { allows(subnet) == false }
}

extension ClusterPlan {
  /// Which subnets new interfaces may be in.
  var discovery: SubnetDiscovery { SubnetDiscovery(cluster: network.environment.variables["CLUSTER_NAME"]) }

  /// Whether the CNI looks for subnets: unless it is told not to, with IPv4 addresses of the VPC and without ENIConfigs.
  var usesDiscovery: Bool {
    network.kind != .overlay && network.ipFamily == .ipv4 && !network.settings.customNetworking
      && AgentSettings(network.environment).discoversSubnets
      && subnets.contains { $0.tags[SubnetDiscovery.role] != nil }
  }

  /// The subnets whose nodes' further interfaces may be elsewhere, with where that is.
  var discoveredElsewhere: [String: (targets: [String], isExcluded: Bool)] {
    guard usesDiscovery else { return [:] }
    let discovery = discovery
    var found: [String: (targets: [String], isExcluded: Bool)] = [:]
    for (index, targets) in discoveredSubnets.enumerated() where targets != [index] {
      found[subnets[index].name] = (targets.map { subnets[$0].name }, discovery.isExcluded(subnets[index]))
    }
    return found
  }

  /// For each subnet those that further interfaces of a node in it may be in, by their places in the plan: itself alone
  /// without discovery.
  var discoveredSubnets: [[Int]] {
    guard usesDiscovery else { return subnets.indices.map { [$0] } }
    let discovery = discovery
    let byZone = Dictionary(grouping: subnets.indices) { subnets[$0].zone }
    return subnets.map { home in byZone[home.zone]!.filter { discovery.isUsable(subnets[$0], from: home) } }
  }
}
