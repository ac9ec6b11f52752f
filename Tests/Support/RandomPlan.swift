package import Headroom

/// Random plans for properties of the capacity.
package enum RandomPlan {
  /// A plan of one to four groups in one to three zones, with up to eight workloads, autoscalers, warm targets and now
  /// and then security groups for pods, custom images, DaemonSets and system-critical pods.
  package static func capacity(
    _ random: inout SeededGenerator, workloads count: ClosedRange<Int> = 0...8
  ) -> ClusterPlan {
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    var variables: [String: String] = [:]
    if chance(40) { variables["ENABLE_PREFIX_DELEGATION"] = "true" }
    if chance(25) { variables["WARM_IP_TARGET"] = "\(Int.random(in: 1...30, using: &random))" }
    if chance(35) { variables["MINIMUM_IP_TARGET"] = "\(Int.random(in: 1...25, using: &random))" }
    if chance(20) { variables["WARM_ENI_TARGET"] = "\(Int.random(in: 1...3, using: &random))" }
    if chance(20) { variables["WARM_PREFIX_TARGET"] = "\(Int.random(in: 1...4, using: &random))" }
    if chance(15) { variables["ENABLE_POD_ENI"] = "true" }
    let zones = ["a", "b", "c"].prefix(Int.random(in: 1...3, using: &random))
    let types: [InstanceType] = [
      .m5Large, .t3Medium, .bundled("m5.2xlarge"), .bundled("c5.4xlarge"), .bundled("t3.small"),
    ]
    let length = Int.random(in: 18...24, using: &random)
    let subnets = zones.enumerated().map { index, zone in
      Subnet(
        name: "subnet-\(zone)", zone: "ap-northeast-2\(zone)",
        block: try! IPv4CIDR(parsing: "10.\(index).0.0/\(length)"))
    }
    let groups = (0..<Int.random(in: 1...4, using: &random)).map { index in
      let nodes = zones.count * Int.random(in: 0...6, using: &random)
      var group = NodeGroup(
        name: "ng\(index)", instanceTypes: [types.randomElement(using: &random)!], subnets: subnets.map(\.name),
        desiredSize: nodes)
      if chance(60) { group.maxSize = nodes + zones.count * Int.random(in: 0...4, using: &random) }
      if chance(15) { (group.manager, group.declaredMaxPods) = (.selfManaged, Int.random(in: 8...40, using: &random)) }
      return group
    }
    let workloads = (0..<Int.random(in: count, using: &random)).map { index in
      var workload = Workload(name: "w\(index)", replicas: Int.random(in: 0...60, using: &random))
      if chance(50) { workload.maxReplicas = workload.replicas + Int.random(in: 0...80, using: &random) }
      if chance(50) { workload.cpu = CPUAmount(millicores: Int.random(in: 10...900, using: &random)) }
      if chance(40) { workload.memory = MemoryAmount(bytes: Int.random(in: 16...3000, using: &random) << 20) }
      if chance(30) { workload.nodeGroups = groups.map(\.name).filter { _ in chance(50) } }
      workload.isDaemonSet = chance(10)
      workload.isSystemCritical = chance(15)
      workload.usesHostNetwork = chance(10)
      workload.hasSecurityGroups = variables["ENABLE_POD_ENI"] != nil && chance(40) && !workload.usesHostNetwork
      return workload
    }
    return try! ClusterPlan(name: "random", region: Region("ap-northeast-2")!) {
      $0.subnets = subnets
      $0.network = .vpcCNI(variables)
      $0.nodeGroups = groups
      $0.workloads = workloads
    }
  }
}

extension ClusterPlan {
  /// The plan in short, for the messages of properties.
  package var inShort: String {
    let groups = nodeGroups.map { group in
      "\(group.name) \(group.instanceTypes[0].name) \(group.desiredSize ?? -1)...\(group.maxSize ?? -1) maxPods \(group.declaredMaxPods ?? 0)"
    }
    let pods = workloads.map { pod in
      let flags = [
        pod.isDaemonSet ? "daemon" : "", pod.isSystemCritical ? "critical" : "", pod.usesHostNetwork ? "host" : "",
        pod.hasSecurityGroups ? "sg" : "",
      ].filter { !$0.isEmpty }
      return
        "\(pod.name) \(pod.replicas)...\(pod.maxReplicas ?? 0) \(pod.cpu?.millicores ?? 0)m \((pod.memory?.bytes ?? 0) >> 20)Mi \(pod.nodeGroups) \(flags)"
    }
    return "\(subnets.map { $0.block!.description }) \(network.environment.variables) \(groups) \(pods)"
  }

  /// The plan with the largest numbers of pods and nodes as those of today.
  package func atItsPeak() throws -> ClusterPlan {
    try changing { draft in
      for index in draft.workloads.indices {
        draft.workloads[index].replicas = draft.workloads[index].maxReplicas ?? draft.workloads[index].replicas
      }
      for index in draft.nodeGroups.indices where draft.nodeGroups[index].desiredSize != nil {
        draft.nodeGroups[index].desiredSize = draft.nodeGroups[index].maxSize ?? draft.nodeGroups[index].desiredSize
      }
    }
  }

  /// The plan with its lists in another order.
  package func shuffled(_ random: inout SeededGenerator) throws -> ClusterPlan {
    try changing { draft in
      draft.subnets.shuffle(using: &random)
      draft.nodeGroups.shuffle(using: &random)
      draft.workloads.shuffle(using: &random)
      for index in draft.nodeGroups.indices { draft.nodeGroups[index].subnets.shuffle(using: &random) }
      for index in draft.workloads.indices { draft.workloads[index].nodeGroups.shuffle(using: &random) }
    }
  }
}
