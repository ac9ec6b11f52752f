/// The shares of a Service's traffic from each zone's clients to each zone's endpoints, as kube-proxy distributes it.
///
/// kube-proxy on a node uses the endpoints that are hinted to the node's zone. If there are none, or if any endpoint
/// has no hint, it uses all endpoints. It distributes connections evenly over the endpoints that it uses.
///
/// Source: `CategorizeEndpoints` of `pkg/proxy/topology.go` in kubernetes/kubernetes (008b3652).
package struct ZoneMatrix: Hashable, Sendable {
  /// The traffic from one zone to another, or within one.
  package struct Flow: Hashable, Sendable {
    /// The zone of the clients.
    package let from: String
    /// The zone of the endpoints.
    package let to: String
    /// The share of all traffic, 0 to 1.
    package let share: Double
  }

  /// A number of endpoints in one zone that receive the same share of the traffic.
  package struct Load: Hashable, Sendable {
    /// The zone of the endpoints.
    package let zone: String
    /// The number of endpoints.
    package let endpoints: Int
    /// The share of all traffic that each of them receives, 0 to 1.
    package let share: Double
  }

  /// The flows, sorted by the clients' zone and the endpoints' zone, without those that carry nothing.
  package let flows: [Flow]
  /// The loads of the endpoints.
  package let loads: [Load]
  /// The share of the traffic that crosses zones.
  package let crossZoneFraction: Double
  /// The share of the traffic that finds no endpoint: all of it if there are no endpoints.
  package let dropped: Double

  /// Computes the traffic of a Service whose endpoints may have zone hints.
  ///
  /// Without hints, clients and endpoints that are evenly spread over three zones send two thirds across zones.
  ///
  /// - Parameters:
  ///   - clients: The weight of the clients in each zone, in any unit. Negative weights count as 0.
  ///   - endpoints: The number of ready endpoints by zone.
  ///   - hints: The hints of all endpoints; empty if there are none.
  package init(clients: [String: Double], endpoints: [String: Int], hints: [TopologyHints.Share] = []) {
    let nodes = clients.map { ServingNodes(zone: $0.key, clients: $0.value) }
    self.init(nodes: nodes, endpoints: endpoints, hints: hints)
  }

  /// Computes the traffic of clients on nodes that may have endpoints themselves.
  ///
  /// - Parameters:
  ///   - nodes: The nodes with clients on them.
  ///   - endpoints: The number of ready endpoints by zone, including those on the nodes.
  ///   - hints: The zone hints of all endpoints; empty if there are none.
  ///   - ownNode: How clients use the endpoints on their own node.
  package init(
    nodes: [ServingNodes], endpoints: [String: Int], hints: [TopologyHints.Share] = [], ownNode: OwnNode = .noMatter
  ) {
    var tally = ZoneTally(endpoints: endpoints, hints: hints, byNode: ownNode != .noMatter ? nodes : [])
    // The result of adding floating-point numbers depends on the order, so the order is fixed.
    let ordered = nodes.sorted { ($0.zone, $0.endpointsPerNode, $0.weight) < ($1.zone, $1.endpointsPerNode, $1.weight) }
    let whole = ordered.reduce(0) { $0 + $1.weight }
    for group in ordered where group.weight > 0 {
      tally.send(group.weight / whole, from: group, ownNode: ownNode)
    }
    flows = tally.flows
    loads = tally.loads
    // A sum of rounded shares may exceed the whole by a rounding error.
    crossZoneFraction = min(1, flows.reduce(0) { $0 + ($1.from == $1.to ? 0 : $1.share) })
    dropped = min(1, tally.dropped)
  }

  private init(flows: [Flow], loads: [Load], crossZoneFraction: Double, dropped: Double) {
    self.flows = flows
    self.loads = loads
    self.crossZoneFraction = crossZoneFraction
    self.dropped = dropped
  }

  /// Returns the matrix with additional endpoints that receive no traffic.
  func adding(_ idle: [Load]) -> ZoneMatrix {
    ZoneMatrix(flows: flows, loads: loads + idle, crossZoneFraction: crossZoneFraction, dropped: dropped)
  }

  /// How clients use the endpoints on their own node.
  package enum OwnNode: Hashable, Sendable {
    /// They are used like other endpoints.
    case noMatter
    /// They are used before those of the zone (`trafficDistribution: PreferSameNode`).
    case preferred
    /// No others are used (`internalTrafficPolicy: Local`).
    case only
  }
}

extension ZoneMatrix {
  /// The number of endpoints.
  package var endpointCount: Int { loads.reduce(0) { $0 + $1.endpoints } }

  /// The load of the busiest endpoint divided by the mean load; `nil` if there is no traffic.
  package var overload: Double? {
    let mean = meanLoad
    return mean > 0 ? loads.reduce(0) { max($0, $1.share) } / mean : nil
  }

  /// The number of endpoints that receive no traffic.
  package var idleEndpoints: Int { loads.reduce(0) { $0 + ($1.share == 0 ? $1.endpoints : 0) } }

  /// The standard deviation of the loads divided by their mean; `nil` if there is no traffic.
  package var variation: Double? {
    let mean = meanLoad
    guard mean > 0 else { return nil }
    let squares = loads.reduce(0) { $0 + Double($1.endpoints) * ($1.share - mean) * ($1.share - mean) }
    return (squares / Double(endpointCount)).squareRoot() / mean
  }

  private var meanLoad: Double {
    let count = endpointCount
    return count > 0 ? loads.reduce(0) { $0 + $1.share * Double($1.endpoints) } / Double(count) : 0
  }

  /// Returns the share of the traffic that comes from the clients of one zone.
  package func share(from zone: String) -> Double { flows.reduce(0) { $0 + ($1.from == zone ? $1.share : 0) } }
}

/// A number of equal nodes of one zone: with the same number of a Service's endpoints, and with clients.
package struct ServingNodes: Hashable, Sendable {
  /// The zone of the nodes.
  package let zone: String
  /// The number of nodes.
  package let count: Int
  /// The number of ready endpoints on each node.
  package let endpointsPerNode: Int
  /// The total weight of the clients on all of the nodes, in any unit.
  package let clients: Double

  /// Creates a number of equal nodes.
  package init(zone: String, count: Int = 1, endpointsPerNode: Int = 0, clients: Double) {
    self.zone = zone
    self.count = max(1, count)
    self.endpointsPerNode = max(0, endpointsPerNode)
    self.clients = clients
  }

  /// The weight of the clients; 0 if it is negative or not a finite number.
  var weight: Double { clients > 0 && clients.isFinite ? clients : 0 }
}
