/// The account of which node group takes which addresses of which subnet, at one level of demand.
struct SubnetLedger {
  private(set) var demands: [SubnetDemand]
  private let plan: ClusterPlan
  private var index: PlanIndex { plan.index }
  /// The free addresses of each subnet before any node; 0 if its CIDR is not known.
  private let free: [Int]
  /// The interfaces that may be in any of several subnets, by those subnets.
  private var further: [[Int]: [FurtherInterfaces]] = [:]

  /// Creates an account without nodes.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - free: The number of addresses that each subnet has for nodes and pods.
  init(_ plan: ClusterPlan, free: [Int]) {
    self.plan = plan
    self.free = free
    demands = plan.subnets.map { _ in SubnetDemand() }
  }

  /// Enters the nodes of all groups.
  ///
  /// - Parameter groups: The groups, sorted by name.
  mutating func enter(_ groups: [GroupNodes]) {
    // Karpenter looks at the free addresses, so the groups whose places are given come first.
    for nodes in groups where nodes.group.balancesZones { enter(nodes, balanced(nodes)) }
    distributeFurtherInterfaces()
    for nodes in groups where !nodes.group.balancesZones { enter(nodes, levelled(nodes)) }
    distributeFurtherInterfaces()
  }

  // MARK: Places of nodes

  /// What the nodes of a group take in each of its subnets, and in each zone.
  private struct Places {
    var homes: [GroupNodes.Total]
    var zones: [String: GroupNodes.Total] = [:]
  }

  /// Returns the worst case for each subnet: an even share of the nodes is in its zone, a remainder counts in each zone,
  /// and any of the zone's subnets may get all of them.
  private func balanced(_ nodes: GroupNodes) -> Places {
    let homes = index.homes[nodes.place]
    let count = index.zones[nodes.place].count
    let totals = homes.map { nodes.share(ofZones: count, isExcluded: isExcluded($0, for: nodes.group)) }
    let zones = zip(homes, totals).map { (plan.subnets[$0].zone, $1) }
    return Places(homes: totals, zones: Dictionary(zones, uniquingKeysWith: { first, _ in first }))
  }

  /// Returns the places that Karpenter chooses: each node in the subnet with the most free addresses, of the zone or of
  /// all zones.
  private func levelled(_ nodes: GroupNodes) -> Places {
    let homes = index.homes[nodes.place]
    var totals = homes.map { _ in GroupNodes.Total() }
    let all = [Array(homes.indices)]
    let byZone = index.zones[nodes.place].map { zone in homes.indices.filter { plan.subnets[homes[$0]].zone == zone } }
    for members in nodes.group.spreadsOverZones ? byZone : all {
      var left = nodes.group.spreadsOverZones ? GroupLoad.perZone(nodes.count, zones: byZone.count) : nodes.count
      for part in nodes.parts where left > 0 {
        let taken = min(part.count, left)
        left -= taken
        let room = members.map { free[homes[$0]] - demands[homes[$0]].total.addresses - totals[$0].node.addresses }
        let counts = levelledCounts(taken, size: max(1, part.footprint.node.addresses), free: room)
        for (member, count) in zip(members, counts) where count > 0 {
          totals[member].add(count, of: part, isExcluded: isExcluded(homes[member], for: nodes.group))
        }
      }
    }
    let zones = zip(homes, totals).map { (plan.subnets[$0].zone, $1) }
    return Places(homes: totals, zones: Dictionary(zones, uniquingKeysWith: +))
  }

  private func isExcluded(_ home: Int, for group: NodeGroup) -> Bool {
    isDiscovering(group) && index.discovery.isExcluded[home]
  }

  /// Whether the nodes' interfaces may be in other subnets because of tags. Discovery is a feature of ipamd, which runs
  /// only on Linux nodes.
  private func isDiscovering(_ group: NodeGroup) -> Bool { !group.isFargate && group.platform == .linux }

  // MARK: Entries

  private mutating func enter(_ nodes: GroupNodes, _ places: Places) {
    let name = nodes.group.name
    var zonesDone: Set<String> = []
    for (home, total) in zip(index.homes[nodes.place], places.homes) {
      let zone = plan.subnets[home].zone
      let inZone = places.zones[zone] ?? total
      // What may be in several subnets of the zone, or in its pod subnets, is entered once for the zone.
      let isFirst = zonesDone.insert(zone).inserted
      let isElsewhere =
        !total.further.isEmpty && isDiscovering(nodes.group) && index.discovery.targetsElsewhere(of: home) != nil
      if isElsewhere, isFirst {
        further[index.discovery.targets[home], default: []].append(
          FurtherInterfaces(group: name, interfaces: inZone.further, pods: inZone.pods))
      }
      let own = isElsewhere ? total.node - total.furtherShare : total.node
      let usesPodSubnet = plan.network.settings.customNetworking && inZone.podShare.addresses > 0
      demands[home].add(
        SubnetDemand.Share(group: name, nodes: total.nodes, total: own, pods: total.pods))
      demands[home].relief += total.relief
      guard usesPodSubnet, isFirst else { continue }
      // With custom networking the pods' addresses come from the subnets of the zone's ENIConfig.
      for podSubnet in index.podSubnets(in: zone) {
        demands[podSubnet].add(
          SubnetDemand.Share(group: name, nodes: inZone.nodes, total: inZone.podShare, pods: inZone.pods))
      }
    }
  }

  // MARK: Discovery

  /// The secondary interfaces of a group's nodes in a zone, with the number of each kind.
  private struct FurtherInterfaces {
    let group: String
    let interfaces: [SubnetShare: Int]
    let pods: Int
  }

  /// Enters secondary interfaces into the subnets that discovery finds.
  ///
  /// The CNI creates each interface in the subnet with the most free addresses, as a whole or not at all.
  private mutating func distributeFurtherInterfaces() {
    for (targets, groups) in further.sorted(by: { names($0.key).lexicographicallyPrecedes(names($1.key)) }) {
      for group in groups {
        var totals = targets.map { _ in SubnetShare() }
        let largestFirst = group.interfaces.sorted {
          ($0.key.addresses, $0.key.blocks, $0.key.warm) > ($1.key.addresses, $1.key.blocks, $1.key.warm)
        }
        for (interface, count) in largestFirst {
          let room = zip(targets, totals).map { free[$0] - demands[$0].total.addresses - $1.addresses }
          let counts = levelledCounts(count, size: max(1, interface.addresses), free: room)
          for place in targets.indices { totals[place] += interface * counts[place] }
        }
        for (target, total) in zip(targets, totals) {
          demands[target].add(
            SubnetDemand.Share(
              group: group.group, nodes: 0, total: total, pods: total.addresses > 0 ? group.pods : 0, isElsewhere: true)
          )
        }
      }
    }
    further = [:]
  }

  private func names(_ subnets: [Int]) -> [String] { subnets.map { plan.subnets[$0].name } }
}

extension GroupNodes.Total {
  fileprivate var furtherShare: SubnetShare { further.reduce(SubnetShare()) { $0 + $1.key * $1.value } }

  fileprivate static func + (first: Self, second: Self) -> Self {
    var sum = first
    sum.nodes += second.nodes
    sum.pods += second.pods
    sum.relief += second.relief
    sum.node += second.node
    sum.podShare += second.podShare
    sum.further.merge(second.further, uniquingKeysWith: +)
    return sum
  }
}
