extension ClusterPlan {
  /// The plan with some of it changed; `nil` if that contradicts the rest.
  ///
  /// - Parameter keepsTraffic: Whether Services, what the network is used for and growth stay; without them there are
  ///   addresses and pods only, which is all that some questions need.
  func with(
    network: NetworkSettings? = nil, subnets: [Subnet]? = nil, vpcBlocks: [IPv4CIDR]? = nil,
    nodeGroups: [NodeGroup]? = nil, workloads: [Workload]? = nil, reservations: [AddressReservation]? = nil,
    growth: Growth? = nil, policy: Policy? = nil, keepsTraffic: Bool = true
  ) -> ClusterPlan? {
    var plan = try? ClusterPlan(
      name: name, region: region, kubernetesVersion: kubernetesVersion, vpcBlocks: vpcBlocks ?? self.vpcBlocks,
      serviceBlock: serviceBlock, subnets: subnets ?? self.subnets, network: network ?? self.network,
      nodeGroups: nodeGroups ?? self.nodeGroups, workloads: workloads ?? self.workloads,
      services: keepsTraffic ? services : [], networkUse: keepsTraffic ? networkUse : NetworkUse(),
      reservations: reservations ?? self.reservations, growth: growth ?? (keepsTraffic ? self.growth : nil),
      policy: policy ?? self.policy)
    plan?.notEvaluated = notEvaluated
    return plan
  }
}

extension NetworkSettings {
  /// The same with variables of the CNI changed; those that are `nil` are no longer set.
  func setting(_ changes: [String: String?]) -> NetworkSettings {
    var variables = environment.variables
    for (name, value) in changes { variables[name] = value }
    var network = self
    network.environment = CNIEnvironment(variables, defaults: environment.defaults)
    return network
  }
}
