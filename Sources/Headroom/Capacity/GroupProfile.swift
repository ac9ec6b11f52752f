/// A node group with the facts that follow from its instance types, before any pod is placed.
public struct GroupProfile: Hashable, Sendable {
  /// The node group.
  public let group: NodeGroup
  /// A profile for each instance type of the group; empty on Fargate.
  package let nodes: [NodeProfile]
  /// The agents on each node that no workload of the plan describes.
  let agents: [NodeAgent]

  /// The number of pods on each node that need no address and that no workload of the plan describes.
  var assumedHostPods: Int { agents.count }

  private init(group: NodeGroup, nodes: [NodeProfile], agents: [NodeAgent]) {
    self.group = group
    self.nodes = nodes
    self.agents = agents
  }

  init(of group: NodeGroup, network: NetworkSettings, pods: PodKinds, agents: [NodeAgent]) {
    self.group = group
    // On Windows and in Auto Mode, the agents are not pods.
    self.agents = group.platform == .linux && !group.isFargate ? agents : []
    let settings = network.settings(on: group.platform)
    // A Fargate pod runs on its own machine, whatever instance types the plan names.
    let types = group.isFargate ? [] : group.instanceTypes
    nodes = zip(types, group.maxPodsOfNewNodes(settings: settings)).map { type, number in
      NodeProfile(of: group, type: type, network: network, pods: pods, maxPods: group.currentMaxPods ?? number)
    }
  }

  /// Returns the profiles of a plan's node groups, in the plan's order.
  static func all(of plan: ClusterPlan) -> [GroupProfile] {
    zip(plan.nodeGroups, PodKinds.byGroup(of: plan)).map { group, kinds in
      GroupProfile(of: group, network: plan.network, pods: kinds, agents: plan.index.assumedAgents)
    }
  }

  /// The largest number of nodes that the group may have, by `maxSize` or the limits of its NodePool; `nil` if nothing
  /// limits it.
  var limitOfNodes: Int? {
    let byLimits = group.limits.flatMap { limits in nodes.compactMap { limits.nodes(of: $0.type) }.min() }
    return [group.maxSize, byLimits].compactMap(\.self).min()
  }

  /// The largest number of nodes that the group may have.
  var mostNodes: Int { limitOfNodes ?? PlanValidation.mostNodes }

  /// The pod slots, CPU and memory that every node of the group has at least: each of the type that has the least.
  ///
  /// CPU and memory are `nil` if they are not known for a type.
  package var least: (podSlots: Int, cpu: CPUAmount?, memory: MemoryAmount?) {
    func smallest<Amount: Comparable>(_ amounts: [Amount?]) -> Amount? {
      amounts.contains { $0 == nil } ? nil : amounts.compactMap(\.self).min()
    }
    // A Fargate node has room for one pod.
    return (
      nodes.map(\.podSlots).min() ?? 1, smallest(nodes.map(\.allocatable.cpu)),
      smallest(nodes.map(\.allocatable.memory))
    )
  }

  /// The types that decide ``least``: for pod slots, CPU and memory the type that has the least, if the types differ.
  var typesWithLeast: [InstanceType] {
    func smallest<Key: Comparable>(_ key: (NodeProfile) -> Key?) -> InstanceType? {
      let known = nodes.compactMap { node in key(node).map { ($0, node.type) } }
      guard let least = known.min(by: { $0.0 < $1.0 }), known.contains(where: { $0.0 > least.0 }) else { return nil }
      return least.1
    }
    // A managed node group sets the smallest max pods on all nodes, so what each type can serve tells which it is.
    let types = [
      smallest { min($0.servable.possible, 250) }, smallest { $0.allocatable.cpu }, smallest { $0.allocatable.memory },
    ]
    return types.compactMap(\.self).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The max pods value of the group's nodes, the smallest over its types; `nil` if it is not known for a type.
  public var maxPods: Int? {
    nodes.contains { $0.maxPods == nil } ? nil : nodes.compactMap(\.maxPods).min()
  }

  /// The number of pods that each node can serve, the smallest over its types; `nil` if addresses do not limit it.
  public var servablePods: Int? {
    nodes.compactMap(\.servablePods).min()
  }

  /// The reason why the pools of the group's nodes do not serve more pods.
  var limitOfPools: String {
    guard let node = nodes.min(by: { $0.pooledPods ?? .max < $1.pooledPods ?? .max }), let served = node.pooledPods,
      served < node.podAddresses ?? 0
    else { return "the network interfaces of the nodes cannot hold more addresses" }
    // The pool of a node with MINIMUM_IP_TARGET alone never grows beyond the minimum.
    return "MINIMUM_IP_TARGET without WARM_IP_TARGET keeps \(served) addresses on a node and adds none"
  }

  /// Returns the largest footprint, over the group's types, of a node with a number of pods.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int, arrival: PodArrival = .oneByOne, excludesPrimary: Bool = false,
    pools: inout WarmPoolCache
  ) -> NodeFootprint {
    // A Fargate pod has no instance type; it takes one address.
    var largest: NodeFootprint?
    for node in nodes {
      let candidate = node.footprint(
        pods: pods, branchPods: branchPods, cardPods: cardPods, maxPods: node.podSlots, arrival: arrival,
        excludesPrimary: excludesPrimary, pools: &pools)
      if candidate.addresses > largest?.addresses ?? -1 { largest = candidate }
    }
    return largest ?? NodeFootprint(node: SubnetShare(singles: 1))
  }

  /// Returns the profile with one of the group's instance types, as if the group had no other.
  func alone(_ node: NodeProfile) -> GroupProfile {
    GroupProfile(group: group.alone(node.type), nodes: [node], agents: agents)
  }
}
