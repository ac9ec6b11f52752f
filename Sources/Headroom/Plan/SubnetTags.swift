/// The tags by which the VPC CNI decides where it may create interfaces.
///
/// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct SubnetTags: Hashable, Sendable {
  /// `CLUSTER_NAME`; without it, subnets of other clusters are not told apart.
  let cluster: String?

  /// The tag that says whether a subnet may be used, and the prefix of the tags that name clusters.
  static let role = "kubernetes.io/role/cni", clusterPrefix = "cni.networking.k8s.aws/cluster/"

  /// What the tags of a subnet say; `nil` if the tag has no value.
  private func allows(_ subnet: Subnet) -> Bool? {
    guard let value = subnet.tags[Self.role], !value.isEmpty else { return nil }
    if value == "0" { return false }
    let clusters = subnet.tags.keys.filter { $0.hasPrefix(Self.clusterPrefix) }
    guard let cluster, !clusters.isEmpty else { return true }
    return clusters.contains(Self.clusterPrefix + cluster)
  }

  /// Whether new interfaces of a node in `home` may be created in a subnet.
  func isUsable(_ subnet: Subnet, from home: Subnet) -> Bool {
    subnet.zone == home.zone && (allows(subnet) ?? (subnet.name == home.name))
  }

  /// Whether interfaces cannot be created in a node's own subnet even without discovery.
  func isForbidden(_ subnet: Subnet) -> Bool { subnet.tags[Self.role] == "0" }

  /// Whether pods get no address of a subnet.
  func isExcluded(_ subnet: Subnet) -> Bool { allows(subnet) == false }
}

extension ClusterPlan {
  /// The tags by which subnets are chosen.
  var subnetTags: SubnetTags { SubnetTags(cluster: network.environment.variables["CLUSTER_NAME"]) }
}
