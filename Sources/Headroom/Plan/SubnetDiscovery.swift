/// The subnets in which the VPC CNI may create interfaces, by their tags (enhanced subnet discovery).
///
/// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct SubnetDiscovery: Hashable, Sendable {
  /// For each subnet of the plan, the subnets in which the secondary interfaces of its nodes may be created.
  ///
  /// Without discovery this is the subnet itself.
  let targets: [[Int]]
  /// For each subnet of the plan, whether its tags exclude it from pod addresses.
  ///
  /// The primary interfaces of nodes in an excluded subnet serve no pods.
  let isExcluded: [Bool]
  /// Whether the tags of any subnet have an effect.
  let isInUse: Bool

  init(of plan: ClusterPlan.Draft) {
    let tags = SubnetTags(cluster: plan.network.environment.variables["CLUSTER_NAME"])
    let isInUse = Self.isInUse(in: plan)
    self.isInUse = isInUse
    isExcluded = plan.subnets.map { isInUse && tags.isExcluded($0) }
    guard isInUse else {
      targets = plan.subnets.indices.map { [$0] }
      return
    }
    // A network interface must be in the zone of its instance, so only subnets of that zone are candidates.
    let byZone = Dictionary(grouping: plan.subnets.indices) { plan.subnets[$0].zone }
    let sorted = byZone.mapValues { $0.sorted { plan.subnets[$0].name < plan.subnets[$1].name } }
    targets = plan.subnets.map { home in
      (sorted[home.zone] ?? []).filter { tags.isUsable(plan.subnets[$0], from: home) }
    }
  }

  /// Returns whether the CNI chooses subnets by their tags.
  ///
  /// It does so unless discovery is switched off, but only for IPv4 addresses of the VPC, and not with custom
  /// networking, where the ENIConfig names the subnet.
  private static func isInUse(in plan: ClusterPlan.Draft) -> Bool {
    plan.network.kind != .overlay && plan.network.ipFamily == .ipv4 && !plan.network.settings.customNetworking
      && AgentSettings(plan.network.environment).discoversSubnets
      && plan.subnets.contains { $0.tags[SubnetTags.role] != nil }
  }

  /// Returns the subnets for a node's secondary interfaces, or `nil` if they are all created in the node's own subnet.
  func targetsElsewhere(of home: Int) -> [Int]? { targets[home] == [home] ? nil : targets[home] }
}
