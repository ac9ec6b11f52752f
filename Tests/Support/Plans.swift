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
    return try! ClusterPlan(name: "sample", region: Region("ap-northeast-2")!) {
      $0.subnets = subnets
      $0.network = network
      $0.nodeGroups = [group]
      $0.workloads = agents + workloads
      $0.reservations = reservations
    }
  }
}

extension ClusterPlan {
  /// Three nodes in three zones of ap-northeast-2 and one Service "web" of some pods, 300 GB a month each way.
  package static func serving(
    types: [InstanceType] = [.m5Large], nodes: Int = 3, maxNodes: Int? = nil, replicas: Int = 1,
    maxReplicas: Int? = nil, others: [Workload] = [],
    use change: (inout NetworkUse) -> Void = { _ in }, service: (inout KubernetesService) -> Void
  ) -> ClusterPlan {
    // Each further workload has a Service of its name.
    let behind = others.map { KubernetesService(name: $0.name, workload: $0.name) }
    let base = sample(
      types, nodes: nodes, maxNodes: maxNodes, blocks: ["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"])
    var workload = Workload(name: "web", replicas: replicas)
    workload.maxReplicas = maxReplicas
    var web = KubernetesService(name: "web", workload: "web")
    web.volume = TrafficVolume(request: .gigabytes(300), response: .gigabytes(300))
    service(&web)
    var use = NetworkUse()
    change(&use)
    return try! base.changing {
      $0.workloads = base.workloads + [workload] + others
      $0.services = [web] + behind
      $0.networkUse = use
    }
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
