/// Where the traffic of a Service goes, added up node by node.
struct ZoneTally {
  /// What is left without an endpoint.
  private(set) var dropped = 0.0

  /// Endpoints by zone, those of nothing left out, in the order of their names.
  private let present: [(zone: String, count: Int)]
  private let total: Int
  /// Endpoints by the zone they are hinted to.
  private let hinted: [String: Int]
  /// Endpoints that carry the same: of one zone and hint, or of one kind of node.
  private var groups: [Group]
  /// What each endpoint gets from whoever uses all of them.
  private var fromAnywhere = 0.0
  /// What each endpoint hinted to a zone gets from that zone.
  private var byHint: [String: Double] = [:]
  private var shares: [String: [String: Double]] = [:]

  private struct Group {
    let zone: String
    let hint: String?
    /// Endpoints on each node of a kind; 0 if nodes do not matter.
    let perNode: Int
    let count: Int
    var own = 0.0
  }

  init(endpoints: [String: Int], hints: [TopologyHints.Share], byNode nodes: [ServingNodes]) {
    present = endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    total = present.reduce(0) { $0 + $1.count }
    hinted = Dictionary(hints.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
    if !nodes.isEmpty {
      groups = nodes.filter { $0.endpointsPerNode > 0 }.map { node in
        let hint = hints.isEmpty ? nil : node.zone
        return Group(
          zone: node.zone, hint: hint, perNode: node.endpointsPerNode, count: node.count * node.endpointsPerNode)
      }
    } else if hints.isEmpty {
      groups = present.map { Group(zone: $0.zone, hint: nil, perNode: 0, count: $0.count) }
    } else {
      groups = hints.map { Group(zone: $0.zone, hint: $0.hint, perNode: 0, count: $0.endpoints) }
    }
  }

  /// Spreads a share of all traffic over the endpoints that the nodes use.
  mutating func send(_ share: Double, from nodes: ServingNodes, ownNode: ZoneMatrix.OwnNode) {
    if ownNode != .noMatter, nodes.endpointsPerNode > 0 {
      shares[nodes.zone, default: [:]][nodes.zone, default: 0] += share
      let place = groups.firstIndex { $0.zone == nodes.zone && $0.perNode == nodes.endpointsPerNode }
      if let place { groups[place].own += share / Double(groups[place].count) }
    } else if ownNode == .only || total == 0 {
      dropped += share
    } else if let chosen = hinted[nodes.zone], chosen > 0 {
      byHint[nodes.zone, default: 0] += share / Double(chosen)
      for group in groups where group.hint == nodes.zone {
        shares[nodes.zone, default: [:]][group.zone, default: 0] += share * Double(group.count) / Double(chosen)
      }
    } else {
      fromAnywhere += share / Double(total)
      for (zone, count) in present {
        shares[nodes.zone, default: [:]][zone, default: 0] += share * Double(count) / Double(total)
      }
    }
  }

  var flows: [ZoneMatrix.Flow] {
    shares.sorted { $0.key < $1.key }.flatMap { from, row in
      row.sorted { $0.key < $1.key }.map { ZoneMatrix.Flow(from: from, to: $0.key, share: $0.value) }
    }
  }

  var loads: [ZoneMatrix.Load] {
    groups.map { group in
      let hintedShare = group.hint.flatMap { byHint[$0] } ?? 0
      return ZoneMatrix.Load(
        zone: group.zone, endpoints: group.count, share: group.own + hintedShare + fromAnywhere)
    }
  }
}
