/// Enhanced subnet discovery: the subnets in which the VPC CNI may create interfaces, by their tags.
///
/// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct SubnetDiscovery: Hashable, Sendable {
  /// For each subnet of the plan, the subnets in which further interfaces of a node there may be created.
  ///
  /// Without discovery this is the subnet itself.
  let targets: [[Int]]
  /// Whether pods get no address of each subnet, so that its nodes' first interfaces serve no pods.
  let isExcluded: [Bool]
  /// Whether tags decide at all.
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
    let byZone = Dictionary(grouping: plan.subnets.indices) { plan.subnets[$0].zone }
    targets = plan.subnets.map { home in
      (byZone[home.zone] ?? []).filter { tags.isUsable(plan.subnets[$0], from: home) }
    }
  }

  /// The CNI looks for subnets unless it is told not to, and only with IPv4 addresses of the VPC and without ENIConfigs.
  private static func isInUse(in plan: ClusterPlan.Draft) -> Bool {
    plan.network.kind != .overlay && plan.network.ipFamily == .ipv4 && !plan.network.settings.customNetworking
      && AgentSettings(plan.network.environment).discoversSubnets
      && plan.subnets.contains { $0.tags[SubnetTags.role] != nil }
  }

  /// The subnets in which further interfaces of a node are created, if that is not its own subnet alone.
  func targetsElsewhere(of home: Int) -> [Int]? { targets[home] == [home] ? nil : targets[home] }
}
