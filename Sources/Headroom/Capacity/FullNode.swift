/// The addresses of a full node of a group: a node that runs as many pods as its max pods value allows and the CNI can
/// serve.
///
/// Pods with security groups have their own addresses and leave the node's pool emptier, which then may keep more spare
/// ones. So neither no such pods nor as many as possible take the most, and every split of the pods is tried.
struct FullNode: Hashable, Sendable {
  /// The footprint with the most addresses.
  let addresses: NodeFootprint
  /// The footprint with the most /28 blocks.
  let blocks: NodeFootprint
  /// The instance type whose full node takes the most addresses; `nil` on Fargate.
  let type: InstanceType?

  /// Computes the full node of a group.
  ///
  /// - Parameters:
  ///   - profile: The group.
  ///   - hostPods: The number of pods on the node that need no address.
  ///   - excludesPrimary: Whether the primary interface serves no pods, because of its subnet's tags.
  ///   - pools: A cache of computed pools.
  init(of profile: GroupProfile, hostPods: Int, excludesPrimary: Bool = false, pools: inout WarmPoolCache) {
    // A Fargate pod has no instance type; it takes one address.
    var largest: (footprint: NodeFootprint, type: InstanceType?) = (NodeFootprint(node: SubnetShare(singles: 1)), nil)
    var blockiest: NodeFootprint?
    for node in profile.nodes {
      let wanting = max(0, node.mostPodSlots - hostPods)
      for branchPods in 0...min(node.branchInterfaces, wanting) {
        let pods = min(wanting - branchPods, node.podAddresses ?? wanting)
        let footprint = node.footprint(
          pods: pods, branchPods: branchPods, cardPods: node.pods.useAllCards ? pods : 0, maxPods: node.mostPodSlots,
          arrival: .atOnce, excludesPrimary: excludesPrimary, pools: &pools)
        if largest.type == nil || footprint.addresses > largest.footprint.addresses { largest = (footprint, node.type) }
        if footprint.blocks > blockiest?.blocks ?? -1 { blockiest = footprint }
      }
    }
    addresses = largest.footprint
    blocks = blockiest ?? largest.footprint
    type = largest.type
  }
}
