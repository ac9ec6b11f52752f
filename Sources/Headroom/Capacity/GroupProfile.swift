/// A node group with all that follows from its types, before any pod is placed.
public struct GroupProfile: Hashable, Sendable {
  /// The group.
  public let group: NodeGroup
  /// A profile for each of its types; none on Fargate.
  public let nodes: [NodeProfile]
  /// Pods of each node that need no address and that no workload of the plan stands for.
  let assumedHostPods: Int

  init(of group: NodeGroup, network: NetworkSettings, pods: PodKinds, assumedHostPods: Int) {
    self.group = group
    self.assumedHostPods = group.platform == .windows || group.manager == .autoMode ? 0 : assumedHostPods
    let settings = network.settings(on: group.platform)
    // A Fargate pod has a machine of its own, whatever types the plan names.
    let types = group.isFargate ? [] : group.instanceTypes
    let numbers = types.map { type in
      group.maxPodsSetter?.maxPods(for: MaxPods(on: type, settings: settings, platform: group.platform))
    }
    // The service takes the smallest over a group's types; others decide node by node.
    let all = numbers.compactMap(\.self)
    let shared = group.maxPodsSetter == .managed && all.count == numbers.count ? all.min() : nil
    nodes = zip(types, numbers).map { type, number in
      let declared = group.declaredMaxPodsCount ? group.declaredMaxPods : nil
      return NodeProfile(
        of: group, type: type, network: network, pods: pods,
        maxPods: declared ?? shared ?? number)
    }
  }

  /// The profiles of a plan's node groups, in its order.
  static func all(of plan: ClusterPlan) -> [GroupProfile] {
    zip(plan.nodeGroups, PodKinds.byGroup(of: plan)).map { group, kinds in
      GroupProfile(
        of: group, network: plan.network, pods: kinds, assumedHostPods: plan.index.assumedHostPods.count)
    }
  }

  /// The node that takes the fewest pods: it counts for placing pods. `nil` on Fargate.
  public var fewestPods: NodeProfile? {
    func size(_ node: NodeProfile) -> (Int, Int, Int) {
      (node.podSlots, node.allocatable.cpu?.millicores ?? .max, node.allocatable.memory?.bytes ?? .max)
    }
    return nodes.min { size($0) < size($1) }
  }

  /// Max pods on each node of the group: the smallest over its types.
  public var maxPods: Int? {
    nodes.contains { $0.maxPods == nil } ? nil : nodes.compactMap(\.maxPods).min()
  }

  /// Pods that each node can serve: the smallest over the types; `nil` if addresses do not bound them.
  public var servablePods: Int? {
    nodes.compactMap(\.servablePods).min()
  }

  /// What a node with so many pods takes at the most among the group's types.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int, excludesPrimary: Bool = false, pools: inout WarmPoolCache
  ) -> NodeFootprint {
    largest {
      $0.footprint(
        pods: pods, branchPods: branchPods, cardPods: cardPods, maxPods: $0.podSlots, excludesPrimary: excludesPrimary,
        pools: &pools)
    }.footprint
  }

  /// What a node takes at the most when it runs as many pods as are set on it, capped by what the CNI serves, and the
  /// type that takes it.
  ///
  /// - Parameters:
  ///   - hostPods: Pods of the node that need no address.
  ///   - excludesPrimary: Whether the first interface serves no pods.
  func fullFootprint(
    hostPods: Int, excludesPrimary: Bool = false, pools: inout WarmPoolCache
  ) -> (footprint: NodeFootprint, type: InstanceType?) {
    largest { node in
      let wanting = max(0, node.mostPodSlots - hostPods)
      // The pool holds spare addresses, so fewer pods on it and more on branch interfaces may take more in all.
      let candidates = [0, node.branchInterfaces].map { branchPods in
        let branchPods = min(branchPods, wanting)
        let pods = min(wanting - branchPods, node.podAddresses ?? wanting)
        return node.footprint(
          pods: pods, branchPods: branchPods, cardPods: node.pods.useAllCards ? pods : 0, maxPods: node.mostPodSlots,
          excludesPrimary: excludesPrimary,
          pools: &pools)
      }
      return candidates.max { $0.addresses < $1.addresses }!
    }
  }

  /// The largest footprint over the group's types; on Fargate, which has none, one address a pod.
  private func largest(
    _ footprint: (NodeProfile) -> NodeFootprint
  ) -> (footprint: NodeFootprint, type: InstanceType?) {
    var largest: (footprint: NodeFootprint, type: InstanceType?)
    largest = (NodeFootprint(node: SubnetShare(singles: 1)), nil)
    for node in nodes {
      let candidate = footprint(node)
      if largest.type == nil || candidate.addresses > largest.footprint.addresses { largest = (candidate, node.type) }
    }
    return largest
  }
}
