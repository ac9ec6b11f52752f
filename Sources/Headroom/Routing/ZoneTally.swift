/// The traffic of a Service, added up node by node.
struct ZoneTally {
  /// The share of the traffic that found no endpoint.
  private(set) var dropped = 0.0

  /// The number of endpoints by zone, without zones that have none, sorted by name.
  private let present: [(zone: String, count: Int)]
  private let total: Int
  /// The number of endpoints by the zone that they are hinted to.
  private let hinted: [String: Int]
  /// The endpoints in groups that receive the same share: with the same zone and hint, or on the same kind of node.
  private var groups: [Group]
  /// The share that each endpoint receives from clients that use all endpoints.
  private var fromAnywhere = 0.0
  /// The share that each endpoint hinted to a zone receives from the clients of that zone.
  private var byHint: [String: Double] = [:]
  private var shares: [String: [String: Double]] = [:]

  private struct Group {
    let zone: String
    let hint: String?
    /// The number of endpoints on each node of a kind; 0 if it does not matter on which node they are.
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

  /// Distributes a share of all traffic over the endpoints that the nodes use.
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
