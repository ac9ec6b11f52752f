/// The rules by which the VPC CNI reads the tags of subnets to decide where it may create interfaces.
///
/// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct SubnetTags: Hashable, Sendable {
  /// The value of `CLUSTER_NAME`; without it, the CNI does not look at the tags that name clusters.
  let cluster: String?

  /// The key of the tag that allows or forbids a subnet, and the prefix of the tags that name clusters.
  static let role = "kubernetes.io/role/cni", clusterPrefix = "cni.networking.k8s.aws/cluster/"

  /// Returns whether the tags allow the CNI to use a subnet; `nil` if the role tag is missing or empty.
  private func allows(_ subnet: Subnet) -> Bool? {
    guard let value = subnet.tags[Self.role], !value.isEmpty else { return nil }
    // The value "0" excludes a subnet, also for the nodes in it.
    if value == "0" { return false }
    // Any value other than "0" allows the subnet, unless it is tagged for other clusters only.
    let clusters = subnet.tags.keys.filter { $0.hasPrefix(Self.clusterPrefix) }
    guard let cluster, !clusters.isEmpty else { return true }
    return clusters.contains(Self.clusterPrefix + cluster)
  }

  /// Returns whether secondary interfaces of a node in `home` may be created in a subnet.
  ///
  /// A subnet without the role tag can only be used by the nodes in it.
  func isUsable(_ subnet: Subnet, from home: Subnet) -> Bool {
    subnet.zone == home.zone && (allows(subnet) ?? (subnet.name == home.name))
  }

  /// Returns whether no interfaces can be created in a subnet even by its own nodes and without discovery.
  func isForbidden(_ subnet: Subnet) -> Bool { subnet.tags[Self.role] == "0" }

  /// Returns whether pods get no addresses of a subnet.
  func isExcluded(_ subnet: Subnet) -> Bool { allows(subnet) == false }
}

extension ClusterPlan {
  /// The rules by which the CNI reads the tags of the plan's subnets.
  var subnetTags: SubnetTags { SubnetTags(cluster: network.environment.variables["CLUSTER_NAME"]) }
}
