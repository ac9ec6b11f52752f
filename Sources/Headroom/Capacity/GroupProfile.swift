/// A node group with the facts that follow from its instance types, before any pod is placed.
public struct GroupProfile: Hashable, Sendable {
  /// The node group.
  public let group: NodeGroup
  /// A profile for each instance type of the group; empty on Fargate.
  package let nodes: [NodeProfile]
  /// The number of pods on each node that need no address and that no workload of the plan describes.
  let assumedHostPods: Int

  init(of group: NodeGroup, network: NetworkSettings, pods: PodKinds, assumedHostPods: Int) {
    self.group = group
    self.assumedHostPods = group.platform == .windows || group.manager == .autoMode ? 0 : assumedHostPods
    let settings = network.settings(on: group.platform)
    // A Fargate pod runs on its own machine, whatever instance types the plan names.
    let types = group.isFargate ? [] : group.instanceTypes
    let numbers = types.map { type in
      group.maxPodsSetter?.maxPods(for: MaxPods(on: type, settings: settings, platform: group.platform))
    }
    // A managed node group sets the smallest value over its types on all nodes; the others decide for each node.
    let all = numbers.compactMap(\.self)
    let shared = group.maxPodsSetter == .managed && all.count == numbers.count ? all.min() : nil
    nodes = zip(types, numbers).map { type, number in
      let declared = group.declaredMaxPodsCount ? group.declaredMaxPods : nil
      return NodeProfile(
        of: group, type: type, network: network, pods: pods,
        maxPods: declared ?? shared ?? number)
    }
  }

  /// Returns the profiles of a plan's node groups, in the plan's order.
  static func all(of plan: ClusterPlan) -> [GroupProfile] {
    zip(plan.nodeGroups, PodKinds.byGroup(of: plan)).map { group, kinds in
      GroupProfile(
        of: group, network: plan.network, pods: kinds, assumedHostPods: plan.index.assumedHostPods.count)
    }
  }

  /// The type of node that takes the fewest pods, which is used to place pods; `nil` on Fargate.
  package var fewestPods: NodeProfile? {
    func size(_ node: NodeProfile) -> (Int, Int, Int) {
      (node.podSlots, node.allocatable.cpu?.millicores ?? .max, node.allocatable.memory?.bytes ?? .max)
    }
    return nodes.min { size($0) < size($1) }
  }

  /// The max pods value of the group's nodes, the smallest over its types; `nil` if it is not known for a type.
  public var maxPods: Int? {
    nodes.contains { $0.maxPods == nil } ? nil : nodes.compactMap(\.maxPods).min()
  }

  /// The number of pods that each node can serve, the smallest over its types; `nil` if addresses do not limit it.
  public var servablePods: Int? {
    nodes.compactMap(\.servablePods).min()
  }

  /// Returns the largest footprint, over the group's types, of a node with a number of pods.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int, excludesPrimary: Bool = false, pools: inout WarmPoolCache
  ) -> NodeFootprint {
    largest {
      $0.footprint(
        pods: pods, branchPods: branchPods, cardPods: cardPods, maxPods: $0.podSlots, excludesPrimary: excludesPrimary,
        pools: &pools)
    }.footprint
  }

  /// Returns the largest footprint of a full node and the instance type that has it.
  ///
  /// A full node runs as many pods as its max pods value allows and the CNI can serve.
  ///
  /// - Parameters:
  ///   - hostPods: The number of pods on the node that need no address.
  ///   - excludesPrimary: Whether the primary interface serves no pods, because of its subnet's tags.
  func fullFootprint(
    hostPods: Int, excludesPrimary: Bool = false, pools: inout WarmPoolCache
  ) -> (footprint: NodeFootprint, type: InstanceType?) {
    largest { node in
      let wanting = max(0, node.mostPodSlots - hostPods)
      // A node's pool holds spare addresses, so fewer pods on it and more on branch interfaces may take more in total.
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

  /// Returns the largest footprint over the group's types; on Fargate, which has no types, one address per pod.
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
