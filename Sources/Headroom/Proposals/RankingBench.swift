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
    let rooms = rooms(on: node)
    let order: [InstanceRanking.Limit] = [.slots, .cpu, .memory, .branchInterfaces, .addresses]
    let limit = order.filter { rooms[$0] != nil }.min { rooms[$0]! < rooms[$1]! } ?? .slots
    let pods = rooms[limit] ?? 0
    let footprint = profile.footprint(
      pods: node.pods + (pod.hasSecurityGroups ? 0 : pods), branchPods: pod.hasSecurityGroups ? pods : 0, cardPods: 0,
      pools: &pools)
    return InstanceRanking.Row(
      type: type, price: price, pods: pods, limit: pods > 0 ? limit : nil, rooms: rooms, addresses: footprint.addresses)
  }

  /// Returns the number of pods that each resource of a node has room for; a resource that does not limit them is absent.
  private func rooms(on node: NodeClass) -> [InstanceRanking.Limit: Int] {
    var rooms: [InstanceRanking.Limit: Int] = [.slots: max(0, node.slots)]
    // Types whose CPU or memory is not known are limited by what is known.
    if let wanted = pod.cpu?.millicores, wanted > 0, let cpu = node.cpu { rooms[.cpu] = max(0, cpu / wanted) }
    if let wanted = pod.memory?.bytes, wanted > 0, let memory = node.memory {
      rooms[.memory] = max(0, memory / wanted)
    }
    if pod.hasSecurityGroups {
      rooms[.branchInterfaces] = max(0, node.branches)
    } else if !pod.usesHostNetwork, let addresses = node.addresses {
      rooms[.addresses] = max(0, addresses)
    }
    return rooms
  }
}
