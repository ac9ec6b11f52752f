extension ClusterPlan {
  /// The plan with another network, or with other subnets and blocks of the VPC; `nil` if that contradicts the rest.
  func with(
    network: NetworkSettings? = nil, subnets: [Subnet]? = nil, vpcBlocks: [IPv4CIDR]? = nil
  ) -> ClusterPlan? {
    var plan = try? ClusterPlan(
      name: name, region: region, kubernetesVersion: kubernetesVersion, vpcBlocks: vpcBlocks ?? self.vpcBlocks,
      serviceBlock: serviceBlock, subnets: subnets ?? self.subnets, network: network ?? self.network,
      nodeGroups: nodeGroups, workloads: workloads, services: services, networkUse: networkUse,
      reservations: reservations, growth: growth, policy: policy)
    plan?.notEvaluated = notEvaluated
    return plan
  }
}

extension NetworkSettings {
  /// The same with variables of the CNI changed; those that are `nil` are no longer set.
  func setting(_ changes: [String: String?]) -> NetworkSettings {
    var network = self
    let variables = environment.variables.merging(changes.compactMapValues(\.self)) { $1 }
    network.environment = CNIEnvironment(
      variables.filter { name, _ in changes[name].map { $0 != nil } ?? true }, defaults: environment.defaults)
    return network
  }
}
