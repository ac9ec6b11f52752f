/// Which zone's clients are served by which zone's endpoints, as kube-proxy spreads connections.
///
/// kube-proxy on a node uses the endpoints that are hinted to its zone; if none is, or if any endpoint has no hint, it
/// uses all of them. Inside the chosen set it spreads evenly over connections.
///
/// Source: `CategorizeEndpoints` of `pkg/proxy/topology.go` in kubernetes/kubernetes (008b3652).
public struct ZoneMatrix: Hashable, Sendable {
  /// One zone's traffic to another.
  public struct Flow: Hashable, Sendable {
    /// The clients' zone.
    public let from: String
    /// The endpoints' zone.
    public let to: String
    /// The share of all traffic, 0 to 1.
    public let share: Double
  }

  /// Endpoints of one zone that carry the same.
  public struct Load: Hashable, Sendable {
    /// The zone where they are.
    public let zone: String
    /// How many they are.
    public let endpoints: Int
    /// The share of all traffic that each carries, 0 to 1.
    public let share: Double
  }

  /// The flows by clients' zone, then endpoints' zone; those of nothing are left out.
  public let flows: [Flow]
  /// What endpoints carry, zone by zone.
  public let loads: [Load]
  /// The share of the traffic that crosses zones.
  public let crossZoneFraction: Double
  /// The share of the traffic that finds no endpoint: all of it if there is none.
  public let dropped: Double

  /// Computes the traffic of a Service whose endpoints have hints of zones, or none.
  ///
  /// Without hints, clients and endpoints spread evenly over three zones send two thirds across.
  ///
  /// - Parameters:
  ///   - clients: The weight of the clients in each zone, in any unit; negative ones count as none.
  ///   - endpoints: Ready endpoints by zone.
  ///   - hints: The endpoints' hints; empty if there are none. Together they are all of the endpoints.
  public init(clients: [String: Double], endpoints: [String: Int], hints: [TopologyHints.Share] = []) {
    let nodes = clients.map { ServingNodes(zone: $0.key, clients: $0.value) }
    self.init(nodes: nodes, endpoints: endpoints, hints: hints)
  }

  /// Computes the traffic of clients on nodes, each of which may have endpoints of its own.
  ///
  /// - Parameters:
  ///   - nodes: The nodes on which clients are.
  ///   - endpoints: Ready endpoints by zone, those of the nodes included.
  ///   - hints: The endpoints' hints of zones; empty if there are none.
  ///   - ownNode: Whether a node's own endpoints come first, or are the only ones.
  public init(
    nodes: [ServingNodes], endpoints: [String: Int], hints: [TopologyHints.Share] = [], ownNode: OwnNode = .noMatter
  ) {
    var tally = ZoneTally(endpoints: endpoints, hints: hints, byNode: ownNode != .noMatter ? nodes : [])
    // Sums of binary fractions hang on their order.
    let ordered = nodes.sorted { ($0.zone, $0.endpointsPerNode, $0.weight) < ($1.zone, $1.endpointsPerNode, $1.weight) }
    let whole = ordered.reduce(0) { $0 + $1.weight }
    for group in ordered where group.weight > 0 {
      tally.send(group.weight / whole, from: group, ownNode: ownNode)
    }
    flows = tally.flows
    loads = tally.loads
    crossZoneFraction = flows.reduce(0) { $0 + ($1.from == $1.to ? 0 : $1.share) }
    dropped = tally.dropped
  }

  private init(flows: [Flow], loads: [Load], crossZoneFraction: Double, dropped: Double) {
    self.flows = flows
    self.loads = loads
    self.crossZoneFraction = crossZoneFraction
    self.dropped = dropped
  }

  /// The matrix with endpoints that nothing reaches.
  func adding(_ idle: [Load]) -> ZoneMatrix {
    ZoneMatrix(flows: flows, loads: loads + idle, crossZoneFraction: crossZoneFraction, dropped: dropped)
  }

  /// What a node's own endpoints mean to its clients.
  public enum OwnNode: Hashable, Sendable {
    /// They are endpoints like others.
    case noMatter
    /// They come before those of the zone: `trafficDistribution: PreferSameNode`.
    case preferred
    /// There are no others: `internalTrafficPolicy: Local`.
    case only
  }
}

extension ZoneMatrix {
  /// Endpoints.
  public var endpointCount: Int { loads.reduce(0) { $0 + $1.endpoints } }

  /// The load of the busiest endpoint over the mean; `nil` if none has any.
  public var overload: Double? {
    let mean = meanLoad
    return mean > 0 ? loads.reduce(0) { max($0, $1.share) } / mean : nil
  }

  /// Endpoints that nobody asks.
  public var idleEndpoints: Int { loads.reduce(0) { $0 + ($1.share == 0 ? $1.endpoints : 0) } }

  /// The standard deviation of the loads over their mean; `nil` if there is none.
  public var variation: Double? {
    let mean = meanLoad
    guard mean > 0 else { return nil }
    let squares = loads.reduce(0) { $0 + Double($1.endpoints) * ($1.share - mean) * ($1.share - mean) }
    return (squares / Double(endpointCount)).squareRoot() / mean
  }

  private var meanLoad: Double {
    let count = endpointCount
    return count > 0 ? loads.reduce(0) { $0 + $1.share * Double($1.endpoints) } / Double(count) : 0
  }

  /// The share of the traffic of one zone's clients.
  public func share(from zone: String) -> Double { flows.reduce(0) { $0 + ($1.from == zone ? $1.share : 0) } }
}

/// Nodes of one zone that are alike to a Service: clients on them, and so many of its endpoints on each.
public struct ServingNodes: Hashable, Sendable {
  /// The zone.
  public let zone: String
  /// How many nodes they are.
  public let count: Int
  /// Ready endpoints on each.
  public let endpointsPerNode: Int
  /// The weight of the clients on all of them together, in any unit.
  public let clients: Double

  /// Makes nodes.
  public init(zone: String, count: Int = 1, endpointsPerNode: Int = 0, clients: Double) {
    self.zone = zone
    self.count = max(1, count)
    self.endpointsPerNode = max(0, endpointsPerNode)
    self.clients = clients
  }

  /// The weight, or 0 for what is no weight.
  var weight: Double { clients > 0 && clients.isFinite ? clients : 0 }
}
