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

  /// The flows by clients' zone, then endpoints' zone; those of nothing are left out.
  public let flows: [Flow]
  /// The share of the traffic that crosses zones.
  public let crossZoneFraction: Double
  /// The share of the traffic that finds no endpoint: all of it if there is none.
  public let dropped: Double
  /// The load of the busiest endpoint over the mean; `nil` without endpoints.
  public let overload: Double?
  /// Endpoints that nobody asks.
  public let idleEndpoints: Int

  /// Computes the traffic of a Service.
  ///
  /// Without hints, clients and endpoints spread evenly over three zones send two thirds across.
  ///
  /// - Parameters:
  ///   - clients: The weight of the clients in each zone, in any unit; negative ones count as none.
  ///   - endpoints: Ready endpoints by zone.
  ///   - hints: The endpoints' hints; empty if there are none. Together they are all of the endpoints.
  public init(clients: [String: Double], endpoints: [String: Int], hints: [TopologyHints.Share] = []) {
    let weights = clients.filter { $0.value > 0 && $0.value.isFinite }.sorted { $0.key < $1.key }
    let whole = weights.reduce(0) { $0 + $1.value }
    let present = endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let count = present.reduce(0) { $0 + $1.value }
    guard whole > 0, count > 0 else {
      flows = []
      crossZoneFraction = 0
      dropped = whole > 0 ? 1 : 0
      overload = nil
      idleEndpoints = count
      return
    }
    let hinted = Dictionary(hints.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
    var flows: [Flow] = []
    // What each endpoint gets from zones without a hint of their own.
    var fromAnywhere = 0.0
    var fromOwn: [String: Double] = [:]
    for (zone, weight) in weights {
      let share = weight / whole
      if let chosen = hinted[zone], chosen > 0 {
        fromOwn[zone] = share / Double(chosen)
        for part in hints where part.hint == zone {
          flows.append(Flow(from: zone, to: part.zone, share: share * Double(part.endpoints) / Double(chosen)))
        }
      } else {
        fromAnywhere += share / Double(count)
        for (target, number) in present {
          flows.append(Flow(from: zone, to: target, share: share * Double(number) / Double(count)))
        }
      }
    }
    self.flows = flows.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    crossZoneFraction = flows.reduce(0) { $0 + ($1.from == $1.to ? 0 : $1.share) }
    dropped = 0
    let loads = hinted.isEmpty ? [fromAnywhere] : hinted.keys.map { (fromOwn[$0] ?? 0) + fromAnywhere }
    overload = (loads.max() ?? 0) * Double(count)
    idleEndpoints = hints.filter { (fromOwn[$0.hint] ?? 0) + fromAnywhere == 0 }.reduce(0) { $0 + $1.endpoints }
  }
}

extension TopologyHints {
  /// The hints of `trafficDistribution: PreferClose` and `PreferSameZone`: each endpoint its own zone, however few
  /// there are and however busy they get.
  ///
  /// Source: `trafficdist/trafficdist.go` in kubernetes/endpointslice (daa4d010).
  ///
  /// - Parameter endpoints: Ready endpoints by zone.
  public static func sameZone(_ endpoints: [String: Int]) -> [Share] {
    endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      Share(zone: $0.key, hint: $0.key, endpoints: $0.value)
    }
  }
}
