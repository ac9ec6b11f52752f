/// The nodes of a group at one level of demand, with the addresses that they take.
struct GroupNodes: Hashable {
  /// Equal nodes.
  struct Part: Hashable {
    var count: Int
    /// The number of pods on each node that have or wait for an address of the pool.
    let pods: Int
    /// The addresses of each node, and those of a node in a subnet whose tags exclude the primary interface.
    let footprint: NodeFootprint, excluded: NodeFootprint
  }

  /// The index of the group in the plan.
  let place: Int
  let group: NodeGroup
  /// The nodes, those with the most addresses first.
  let parts: [Part]

  /// The number of nodes.
  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// Whether the nodes' pools settle.
  var isStable: Bool { parts.allSatisfy { $0.footprint.isStable && $0.excluded.isStable } }

  /// The sum over nodes in one subnet or zone.
  struct Total {
    var nodes = 0, pods = 0, relief = 0
    var node = SubnetShare(), podShare = SubnetShare()
    var further: [SubnetShare: Int] = [:]

    mutating func add(_ count: Int, of part: Part, isExcluded: Bool) {
      let footprint = isExcluded ? part.excluded : part.footprint
      nodes += count
      pods += part.pods * count
      relief += footprint.relief * count
      node += footprint.node * count
      podShare += footprint.pods * count
      for interface in footprint.further { further[interface, default: 0] += count }
    }
  }

  /// Returns the worst case for one of several zones over which the nodes are spread evenly: that of the zone that comes
  /// first when the nodes are dealt to the zones in turn, those with the most addresses first.
  func share(ofZones zones: Int, isExcluded: Bool) -> Total {
    var total = Total()
    var dealt = 0
    for part in parts {
      dealt += part.count
      total.add(GroupLoad.perZone(dealt, zones: zones) - total.nodes, of: part, isExcluded: isExcluded)
    }
    return total
  }
}

extension NodeGroup {
  /// Whether nodes are spread evenly over the zones of the group's subnets.
  ///
  /// An Auto Scaling group balances its zones. Karpenter and EKS Auto Mode do not; they place nodes in any zone, in the
  /// subnet that has the most free addresses, unless the pods ask for a spread over zones.
  ///
  /// Source: aws/karpenter-provider-aws (1d927085d), website scheduling.md and `pkg/providers/subnet`.
  var balancesZones: Bool { manager != .karpenter && manager != .autoMode }
}
