package import Headroom

extension ClusterPlan {
  /// A plan of one group in subnets of ap-northeast-2, a zone each.
  ///
  /// The workloads `aws-node` and `kube-proxy` are added, so that nothing is assumed.
  package static func sample(
    _ types: [InstanceType], nodes: Int, maxNodes: Int? = nil, blocks: [String] = ["10.0.0.0/24"],
    network: NetworkSettings = NetworkSettings(), workloads: [Workload] = [],
    reservations: [AddressReservation] = [], group changeGroup: (inout NodeGroup) -> Void = { _ in },
    subnets change: (inout Subnet) -> Void = { _ in }
  ) -> ClusterPlan {
    let zones = ["a", "b", "c", "d"]
    let subnets = blocks.enumerated().map { index, text -> Subnet in
      var subnet = Subnet(
        name: zones[index], zone: "ap-northeast-2\(zones[index])",
        block: text.isEmpty ? nil : try! IPv4CIDR(parsing: text))
      change(&subnet)
      return subnet
    }
    var group = NodeGroup(
      name: "ng", instanceTypes: types, subnets: subnets.filter { $0.roles.contains(.nodes) }.map(\.name),
      desiredSize: nodes)
    group.maxSize = maxNodes
    changeGroup(&group)
    let agents = ["aws-node", "kube-proxy"].map { name in
      var agent = Workload(name: name)
      (agent.isDaemonSet, agent.usesHostNetwork) = (true, true)
      return agent
    }
    return try! ClusterPlan(
      name: "sample", region: Region("ap-northeast-2")!, subnets: subnets, network: network, nodeGroups: [group],
      workloads: agents + workloads, reservations: reservations)
  }
}

extension NetworkSettings {
  /// The VPC CNI with variables.
  package static func vpcCNI(_ variables: [String: String], eniConfigs: [String: [String]] = [:]) -> NetworkSettings {
    var network = NetworkSettings()
    network.environment = CNIEnvironment(variables)
    network.eniConfigs = eniConfigs
    return network
  }

  package static let prefixes = vpcCNI(["ENABLE_PREFIX_DELEGATION": "true"])
}

/// What takes no address at all, so that a test's numbers are those of its nodes.
package let nothingReserved = [
  AddressReservation(name: "none", kind: .controlPlane, subnets: ["a"], addresses: 0, peakAddresses: 0)
]
