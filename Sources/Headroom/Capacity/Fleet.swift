/// The nodes that Karpenter or EKS Auto Mode would create for the pods of a plan if it used one instance type alone.
package struct Fleet: Hashable, Sendable {
  /// The instance type.
  package let type: InstanceType
  /// The number of nodes today and at the peak.
  package let nodes: Int, peakNodes: Int
  /// The number of addresses that the nodes take at the peak.
  package let addresses: Int
}

extension Fleet {
  /// Returns the same numbers for another type whose nodes do not differ.
  fileprivate func of(_ other: InstanceType) -> Fleet {
    Fleet(type: other, nodes: nodes, peakNodes: peakNodes, addresses: addresses)
  }
}

/// The fleets of the groups that grow with their pods, and of those whose types have weights, of one instance type each.
///
/// Karpenter chooses among the types of a NodePool for each batch of pods, so nobody knows the mix. Each type alone is a
/// consistent answer: its nodes have its pods, its addresses and its price. The largest number of addresses and the
/// cheapest price then come from fleets that could exist. A type whose nodes take fewer of the pods than another type's,
/// for example because a pod does not fit on them, is left out.
struct PlannedFleets {
  /// The profiles of the plan's groups with the types that the capacity is planned with: for a group that grows with its
  /// pods or has weights, the type whose fleet takes the most addresses.
  private(set) var profiles: [GroupProfile]
  /// The fleets of each group, sorted by the name of the type; empty for all other groups.
  private(set) var fleets: [[Fleet]]

  init(of plan: ClusterPlan, _ all: [GroupProfile], pools: inout WarmPoolCache) {
    profiles = all
    fleets = all.map { _ in [] }
    let isGrowing = all.map { ($0.group.growsWithPods || !$0.group.weights.isEmpty) && !$0.nodes.isEmpty }
    let growing = all.indices.filter { isGrowing[$0] }
    guard !growing.isEmpty else { return }
    let kinds = all.indices.map { isGrowing[$0] ? NodeKind.all(of: all[$0]) : [] }
    let most = growing.map { kinds[$0].count }.max() ?? 1
    var found: [[(fleet: Fleet, pending: Int)]] = all.map { _ in [] }
    for round in 0..<most {
      let alone = all.indices.map { place in
        isGrowing[place] ? all[place].alone(kinds[place][min(round, kinds[place].count - 1)].node) : all[place]
      }
      let peak = PodPlacement(of: plan, profiles: alone, size: .largest)
      let today = plan.growsToPeak ? PodPlacement(of: plan, profiles: alone, size: .today) : peak
      var pending = all.map { _ in 0 }
      for (workload, count) in peak.counts.enumerated() where count.pending > 0 {
        for place in plan.index.groupsOfWorkload[workload] { pending[place] += count.pending }
      }
      for place in growing where round < kinds[place].count {
        let limit = plan.listsPods ? 0 : alone[place].limitOfNodes ?? 0
        let peakNodes = max(peak.classes[place].nodeCount, limit)
        let addresses =
          plan.listsPods
          ? peak.classes[place].reduce(0) { sum, part in
            let footprint = alone[place].footprint(
              pods: part.pods, branchPods: part.branchPods, cardPods: part.cardPods, pools: &pools)
            return sum + footprint.addresses * part.count
          } : peakNodes * Self.addressesOfFullNode(alone[place], &pools)
        let fleet = Fleet(
          type: kinds[place][round].node.type, nodes: today.classes[place].nodeCount, peakNodes: peakNodes,
          addresses: addresses)
        found[place].append((fleet, pending[place]))
      }
    }
    for place in growing {
      let least = found[place].map(\.pending).min() ?? 0
      let chosen = zip(kinds[place], found[place]).filter { $0.1.pending == least }.map { ($0.0, $0.1.fleet) }
      fleets[place] = chosen.flatMap { kind, fleet in kind.types.map { fleet.of($0) } }
        .sorted { $0.type.name < $1.type.name }
      let candidates = chosen.map { all[place].alone($0.0.node) }
      let takings = zip(chosen, candidates).map { item, profile in
        all[place].group.weights.isEmpty
          ? Self.addresses(of: item.1, profile, plan, &pools)
          : Self.addressesInZone(of: item.1, profile, zones: plan.index.zones[place].count, plan, &pools)
      }
      let largest = takings.indices.reduce(0) { takings[$1] > takings[$0] ? $1 : $0 }
      profiles[place] = candidates[largest]
    }
  }
}

extension PlannedFleets {
  /// Returns the addresses by which a type is chosen: those that its nodes take at the peak, full ones where these are
  /// judged. Where nothing limits the nodes, one stands for them.
  private static func addresses(
    of fleet: Fleet, _ profile: GroupProfile, _ plan: ClusterPlan, _ pools: inout WarmPoolCache
  ) -> Int {
    guard plan.basis == .full || !plan.listsPods else { return fleet.addresses }
    return (plan.listsPods ? fleet.peakNodes : max(fleet.peakNodes, 1)) * addressesOfFullNode(profile, &pools)
  }

  private static func addressesOfFullNode(_ profile: GroupProfile, _ pools: inout WarmPoolCache) -> Int {
    FullNode(of: profile, hostPods: profile.assumedHostPods, pools: &pools).addresses.addresses
  }

  /// Returns the addresses that nodes of one type take in a zone: an even share of the nodes, rounded up. Of few large
  /// nodes a zone may get more than of many small ones with as many addresses in all.
  private static func addressesInZone(
    of fleet: Fleet, _ profile: GroupProfile, zones: Int, _ plan: ClusterPlan, _ pools: inout WarmPoolCache
  ) -> Int {
    let inZone = fleet.peakNodes.dividedRoundingUp(by: max(1, zones))
    guard plan.basis != .full, plan.listsPods else {
      return inZone * addressesOfFullNode(profile, &pools)
    }
    return fleet.peakNodes > 0 ? (inZone * fleet.addresses).dividedRoundingUp(by: fleet.peakNodes) : 0
  }
}

extension GroupProfile {
  /// Returns the profiles of a plan's node groups with the types that its capacity is planned with.
  static func planned(of plan: ClusterPlan) -> [GroupProfile] {
    var pools = WarmPoolCache()
    return PlannedFleets(of: plan, all(of: plan), pools: &pools).profiles
  }
}
