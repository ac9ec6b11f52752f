/// A node of a group on which a pod is placed as often as it fits, for one instance type after the other.
struct RankingBench {
  private let pod: Workload
  private let plan: ClusterPlan
  private var group: NodeGroup
  private let kinds: PodKinds
  private let daemonSets: [Workload]
  private var pools = WarmPoolCache()

  init(_ pod: Workload, _ plan: ClusterPlan, _ group: NodeGroup) {
    self.pod = pod
    self.plan = plan
    self.group = group
    kinds = PodKinds([pod] + plan.workloads.filter(\.isDaemonSet))
    // A DaemonSet that names groups runs on the new nodes if it names the group that they are modeled on.
    daemonSets = plan.workloads.filter {
      $0.isDaemonSet && ($0.nodeGroups.isEmpty || $0.nodeGroups.contains(group.name))
    }
  }

  /// Returns a type with the pods that fit on it.
  mutating func row(_ type: InstanceType, price: InstancePrices.Price?) -> InstanceRanking.Row {
    group.instanceTypes = [type]
    let profile = GroupProfile(of: group, network: plan.network, pods: kinds, agents: plan.index.assumedAgents)
    var node = NodeClass(profile, count: 1)
    for workload in daemonSets where node.room(for: workload) > 0 { _ = node.place(1, of: workload) }
    let (pods, limit) = room(on: node)
    let footprint = profile.footprint(
      pods: node.pods + (pod.hasSecurityGroups ? 0 : pods), branchPods: pod.hasSecurityGroups ? pods : 0, cardPods: 0,
      pools: &pools)
    return InstanceRanking.Row(
      type: type, price: price, pods: pods, limit: pods > 0 ? limit : nil, addresses: footprint.addresses)
  }

  /// Returns the number of pods that fit on a node, and what limits it.
  private func room(on node: NodeClass) -> (pods: Int, limit: InstanceRanking.Limit) {
    var room = (pods: max(0, node.slots), limit: InstanceRanking.Limit.slots)
    func limit(_ pods: Int, _ limit: InstanceRanking.Limit) {
      if pods < room.pods { room = (max(0, pods), limit) }
    }
    // Types whose CPU or memory is not known are limited by what is known.
    if let wanted = pod.cpu?.millicores, wanted > 0, let cpu = node.cpu { limit(cpu / wanted, .cpu) }
    if let wanted = pod.memory?.bytes, wanted > 0, let memory = node.memory { limit(memory / wanted, .memory) }
    if pod.hasSecurityGroups {
      limit(node.branches, .branchInterfaces)
    } else if !pod.usesHostNetwork, let addresses = node.addresses {
      limit(addresses, .addresses)
    }
    return room
  }
}
