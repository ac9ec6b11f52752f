/// The account of which group or reservation takes which addresses of which subnet.
struct SubnetLedger {
  private(set) var loads: [SubnetLoad]
  private let plan: ClusterPlan
  private var index: PlanIndex { plan.index }
  /// The number of groups entered so far.
  private var groupCount = 0
  /// For each subnet, the groups with the number of their pods that hold or wait for an address.
  private var podsNow: [[(group: Int, pods: Int)]]
  /// The demand of interfaces that may be in any of several subnets, by those subnets.
  private var further: [[Int]: [FurtherDemand]] = [:]

  init(_ plan: ClusterPlan) {
    self.plan = plan
    loads = plan.subnets.map(SubnetLoad.init)
    podsNow = plan.subnets.map { _ in [] }
  }

  /// Enters the named reservations and the control plane.
  ///
  /// - Returns: The names of the subnets that are assumed for the control plane, if the plan names none.
  mutating func reserve() -> [String] {
    for (item, homes) in zip(plan.reservations, index.reservationHomes) {
      for home in homes { reserve(now: item.addresses, peak: item.peakAddresses, in: home, item.name, item.kind) }
    }
    if plan.reservations.contains(where: { $0.kind == .controlPlane }) { return [] }
    let named = plan.subnets.indices.filter { plan.subnets[$0].roles.contains(.controlPlane) }
    let chosen = named.isEmpty ? standIns() : named
    // EKS may place its own interfaces in any of the cluster's control-plane subnets, so each of them is charged.
    let item = AddressReservation(name: "control plane", kind: .controlPlane, subnets: [])
    for home in chosen { reserve(now: item.addresses, peak: item.peakAddresses, in: home, item.name, item.kind) }
    return named.isEmpty ? chosen.map { plan.subnets[$0].name } : []
  }

  /// Returns the nodes' subnets in the first two zones, because EKS requires subnets in two zones for a cluster.
  private func standIns() -> [Int] {
    let nodes = plan.subnets.indices.filter { plan.subnets[$0].roles.contains(.nodes) }
    var zones: [String] = []
    for home in nodes where zones.count < 2 && !zones.contains(plan.subnets[home].zone) {
      zones.append(plan.subnets[home].zone)
    }
    return nodes.filter { zones.contains(plan.subnets[$0].zone) }
  }

  private mutating func reserve(
    now: Int, peak: Int, in home: Int, _ name: String, _ kind: AddressReservation.Kind
  ) {
    loads[home].reservedNow += now
    loads[home].reservedPeak += peak
    loads[home].reservations.append(SubnetLoad.Reservation(name: name, kind: kind, now: now, peak: peak))
  }

  // MARK: Groups

  /// Enters the addresses that a group's nodes take, now and at peak.
  mutating func enter(
    _ profile: GroupProfile, classes: [NodeClass], hostPods: Int, fargatePods: (now: Int, peak: Int),
    pools: inout WarmPoolCache
  ) -> GroupLoad {
    let group = profile.group
    let homes = index.homes[groupCount]
    let zones = index.zones[groupCount]
    let isFargate = group.isFargate
    let nodes = isFargate ? fargatePods.now : classes.reduce(0) { $0 + $1.count }
    let most = isFargate ? fargatePods.peak : group.peakSize
    let (full, largestType) = profile.fullFootprint(hostPods: hostPods, pools: &pools)
    let nowClasses = isFargate ? [NodeClass(fargatePods: nodes)] : classes
    let now = heaviest(GroupLoad.perZone(nodes, zones: zones.count), of: nowClasses, profile, &pools)
    let peak = GroupLoad.perZone(max(most ?? nodes, nodes), zones: zones.count)
    // Within a zone any of the group's subnets may get all of the zone's nodes, so each of them is charged with all.
    for home in homes {
      let zone = plan.subnets[home].zone
      var (now, full) = (now, full)
      // Subnet discovery is a feature of ipamd, which runs only on Linux nodes.
      let isDiscovering = !isFargate && group.platform == .linux
      if isDiscovering, index.discovery.isExcluded[home] {
        full = profile.fullFootprint(hostPods: hostPods, excludesPrimary: true, pools: &pools).footprint
        now = heaviest(now.nodes, of: nowClasses, profile, excludesPrimary: true, &pools)
      }
      let targets = isDiscovering ? index.discovery.targets[home] : [home]
      let isElsewhere = targets != [home] && full.further.addresses > 0
      if isElsewhere, isFirst(home, in: zone, of: homes) {
        further[targets, default: []].append(
          FurtherDemand(
            group: group.name, groupIndex: groupCount, now: now.further, peak: full.further * peak, each: full.further,
            pods: now.pods))
      }
      enter(
        isElsewhere ? now.node - now.further : now.node, isElsewhere ? full.node - full.further : full.node, peak,
        into: home, group.name, nodes: now.nodes, warm: now.podShare.addresses > 0 ? 0 : now.warm, pods: now.pods)
      // With custom networking the pods' addresses come from the subnet of the zone's ENIConfig.
      guard plan.network.settings.customNetworking, full.pods.addresses > 0 else { continue }
      for podSubnet in index.podSubnets(in: zone) where isFirst(home, in: zone, of: homes) {
        enter(
          now.podShare, full.pods, peak, into: podSubnet, group.name, nodes: now.nodes, warm: now.warm,
          pods: now.pods)
      }
    }
    groupCount += 1
    return GroupLoad(
      profile: profile, nodes: nodes, pods: nowClasses.reduce(0) { $0 + $1.count * $1.pods },
      branchPods: nowClasses.reduce(0) { $0 + $1.count * $1.branchPods }, maxNodes: most, zones: zones,
      largestType: largestType, full: full,
      isStable: full.isStable && now.isStable)
  }

  /// Returns whether a subnet is the first of its zone, so that the demand of the zone is entered only once.
  private func isFirst(_ home: Int, in zone: String, of homes: [Int]) -> Bool {
    homes.first { plan.subnets[$0].zone == zone } == home
  }

  private mutating func enter(
    _ now: SubnetShare, _ full: SubnetShare, _ peakNodes: Int, into index: Int, _ group: String, nodes: Int, warm: Int,
    pods: Int
  ) {
    let share = SubnetLoad.GroupShare(group: group, nodes: nodes, now: now, peakNodes: peakNodes, full: full)
    loads[index].now += now
    loads[index].peak += share.peak
    loads[index].warmAddresses += warm
    loads[index].shares.append(share)
    if pods > 0 { podsNow[index].append((groupCount, pods)) }
    if full.addresses > loads[index].fullNode?.full.addresses ?? 0 { loads[index].fullNode = share }
  }

  /// The addresses that the nodes of one zone take now.
  private struct ZoneTotal {
    var nodes = 0
    var node = SubnetShare()
    var podShare = SubnetShare()
    var further = SubnetShare()
    var warm = 0
    var pods = 0
    var isStable = true
  }

  /// Returns the worst case for a zone: that the nodes with the most addresses are there.
  private func heaviest(
    _ count: Int, of classes: [NodeClass], _ profile: GroupProfile, excludesPrimary: Bool = false,
    _ pools: inout WarmPoolCache
  ) -> ZoneTotal {
    let weighed = classes.map { part in
      (
        part,
        profile.footprint(
          pods: part.pods, branchPods: part.branchPods, cardPods: part.cardPods, excludesPrimary: excludesPrimary,
          pools: &pools)
      )
    }.sorted { $0.1.addresses > $1.1.addresses }
    var total = ZoneTotal()
    for (part, footprint) in weighed where total.nodes < count {
      let taken = min(part.count, count - total.nodes)
      total.nodes += taken
      total.node += footprint.node * taken
      total.podShare += footprint.pods * taken
      total.further += footprint.further * taken
      total.warm += footprint.warm * taken
      total.pods += part.pods * taken
      total.isStable = total.isStable && footprint.isStable
    }
    return total
  }

  // MARK: Discovery

  /// The addresses that the secondary interfaces of a group's nodes in a zone take.
  private struct FurtherDemand {
    let group: String
    let groupIndex: Int
    let now: SubnetShare
    let peak: SubnetShare
    let each: SubnetShare
    let pods: Int
  }

  /// Enters the addresses of secondary interfaces into the subnets that discovery finds.
  ///
  /// The CNI creates each interface in the subnet with the most free addresses, so the subnets end with equal free
  /// space.
  mutating func distributeFurtherInterfaces() {
    for (targets, demands) in further.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for demand in demands {
        let now = demand.now.levelled(over: targets.map { loads[$0].freeNow ?? 0 })
        let peak = demand.peak.levelled(over: targets.map { loads[$0].freeAddresses ?? 0 })
        for (place, target) in targets.enumerated() {
          let share = SubnetLoad.GroupShare(
            group: "\(demand.group) (by subnet tags)", nodes: 0, now: now[place], peakNodes: 1, full: peak[place])
          loads[target].now += now[place]
          loads[target].peak += share.peak
          loads[target].shares.append(share)
          if demand.pods > 0, now[place].addresses > 0 { podsNow[target].append((demand.groupIndex, demand.pods)) }
          // An additional node may have all of its secondary interfaces in this subnet.
          let full = loads[target].fullNode?.full ?? SubnetShare()
          if loads[target].fullNode?.group == demand.group || full.addresses < demand.each.addresses {
            let all = loads[target].fullNode?.group == demand.group ? full + demand.each : demand.each
            loads[target].fullNode = SubnetLoad.GroupShare(
              group: demand.group, nodes: 0, now: SubnetShare(), peakNodes: 0, full: all)
          }
        }
      }
    }
  }

  // MARK: Limits

  /// Computes how many additional nodes of a group fit and which subnet limits the number.
  func limit(_ group: inout GroupLoad, at place: Int) {
    var smallest: (nodes: Int, subnet: String)?
    for place in index.homes[place] {
      let home = loads[place]
      let podSubnets = group.full.pods.addresses > 0 ? index.podSubnets(in: home.subnet.zone) : []
      if let targets = index.discovery.targetsElsewhere(of: place), !targets.isEmpty, group.full.further.addresses > 0 {
        let room = targets.map { loads[$0].more(group.full.further, .worst) }
        guard let first = home.more(group.full.node - group.full.further, .worst), !room.contains(nil) else { return }
        let all = min(first, room.reduce(0) { $0 + ($1 ?? 0) })
        if all < smallest?.nodes ?? .max { smallest = (all, home.subnet.name) }
        continue
      }
      for (load, share) in [(home, group.full.node)] + podSubnets.map({ (loads[$0], group.full.pods) }) {
        guard let more = load.more(share, .worst) else { return }
        if more < smallest?.nodes ?? .max { smallest = (more, load.subnet.name) }
      }
    }
    group.moreNodes = smallest?.nodes
    group.stoppedBy = smallest?.subnet
  }

  /// The number of pods, by group, for which their subnets have no address now, even if all warm addresses went to
  /// pods.
  ///
  /// Within a zone the subnet that lacks the most counts, because any of them may get the nodes. Zones are added up.
  var shortage: [Int] {
    var byZone: [[String: Int]] = Array(repeating: [:], count: groupCount)
    for (load, entries) in zip(loads, podsNow) {
      var missing = load.podsWithoutAddress
      for (group, pods) in entries.reversed() where missing > 0 {
        let short = min(pods, missing)
        byZone[group][load.subnet.zone] = max(byZone[group][load.subnet.zone] ?? 0, short)
        missing -= short
      }
    }
    return byZone.map { $0.values.reduce(0, +) }
  }
}
