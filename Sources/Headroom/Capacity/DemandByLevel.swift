/// The demand of a plan's nodes and pods in every subnet, at each level.
struct DemandByLevel {
  /// The subnets with their demand, in the plan's order.
  private(set) var loads: [SubnetLoad]
  /// Whether the pools of each group's nodes settle.
  private(set) var isStable: [Bool]

  init(of plan: ClusterPlan, placed: [PlacedGroup], reserved: ReservedAddresses, pools: inout WarmPoolCache) {
    loads = zip(plan.subnets, reserved.bySubnet).map { SubnetLoad($0, reservations: $1, basis: plan.basis) }
    isStable = placed.map { $0.full.addresses.isStable }
    let sorted = plan.index.groupOrder.map { placed[$0] }
    var before: [GroupNodes] = []
    for level in DemandLevel.allCases {
      let groups = sorted.map { $0.nodes(at: level, pools: &pools) }
      for nodes in groups { isStable[nodes.place] = isStable[nodes.place] && nodes.isStable }
      // Most plans have no bursts that differ from the peak.
      if level == .burst, groups == before {
        for place in loads.indices { loads[place].burst = loads[place].peak }
      } else {
        enter(groups, at: level, of: plan)
      }
      before = groups
    }
    if placed.contains(where: { $0.full.blocks != $0.full.addresses }) {
      var ledger = SubnetLedger(plan, free: loads.map { $0.freeForNodes(at: .full) })
      ledger.enter(sorted.map(\.nodesWithMostBlocks))
      for (place, demand) in ledger.demands.enumerated() { loads[place].full.totalOfBlocks = demand.total }
    }
    // Without pods in the plan, a peak of empty nodes would tell nothing.
    guard !plan.listsPods else { return }
    for place in loads.indices {
      loads[place].peak = loads[place].full
      loads[place].burst = loads[place].full
    }
  }

  private mutating func enter(_ groups: [GroupNodes], at level: DemandLevel, of plan: ClusterPlan) {
    var ledger = SubnetLedger(plan, free: loads.map { $0.freeForNodes(at: level) })
    ledger.enter(groups)
    for (place, demand) in ledger.demands.enumerated() { loads[place][level] = demand }
  }

  /// Returns the number of pods, by group, for which their subnets have no address at a level, even if all warm
  /// addresses went to pods, and the names of these subnets.
  ///
  /// Pods that have an address now keep it. Those that come later wait, of each group in proportion to their number; if
  /// they are not enough, others in the same way.
  ///
  /// Within a zone the subnet that lacks the most counts, because any of them may get the nodes. Zones are added up.
  static func shortage(
    of plan: ClusterPlan, _ loads: [SubnetLoad], at level: DemandLevel
  ) -> (pods: [Int], full: [[String]]) {
    var byZone: [[String: Int]] = plan.nodeGroups.map { _ in [:] }
    var full: [[String]] = plan.nodeGroups.map { _ in [] }
    for load in loads {
      let missing = load.podsWithoutAddress(at: level)
      guard missing > 0 else { continue }
      let (shares, before) = (load[level].shares, load.now.sharesByNodes)
      let added = shares.map { level == .now ? 0 : max(0, $0.pods - (before[$0.nodesOf]?.pods ?? 0)) }
      let shorts = missing.dealt(over: shares.map(\.pods), first: added)
      for (share, short) in zip(shares, shorts) where short > 0 {
        guard let group = plan.index.nodeGroups[share.group] else { continue }
        byZone[group][load.subnet.zone] = max(byZone[group][load.subnet.zone] ?? 0, short)
        full[group].append(load.subnet.name)
      }
    }
    return (byZone.map { $0.values.reduce(0, +) }, full.map { $0.sorted() })
  }
}
