/// The way of external traffic: client to load balancer, load balancer to target, and with nodes as targets on to a pod.
///
/// Load balancers never read hints. The first hop goes to a zone that DNS gives; the second to any target of the zone, or
/// of all zones; the third, on nodes as targets, is kube-proxy's and obeys hints.
///
/// Sources: Elastic Load Balancing user guides (cross-zone load balancing), `pkg/backend` in
/// kubernetes-sigs/aws-load-balancer-controller (225f4456).
public struct LoadBalancerPath: Hashable, Sendable {
  /// The share of the traffic that crosses zones on the way from client to load balancer.
  public let clientCrossing: Double
  /// The share that crosses from load balancer to target.
  public let targetCrossing: Double
  /// The share that crosses from node to pod; 0 if pods are the targets.
  public let podCrossing: Double
  /// The share that finds no target or no pod.
  public let dropped: Double
  /// What pods carry, as shares of the traffic.
  public let loads: [ZoneMatrix.Load]

  /// What the path goes through.
  public struct Route: Hashable, Sendable {
    /// What is registered.
    public var target = LoadBalancer.Target.instance
    /// Whether a zone's part of the load balancer uses the targets of all its zones.
    public var crossesZones = false
    /// The zones that the load balancer is enabled in.
    public var zones: [String]
    /// Where clients inside the VPC are, by weight; `nil` for the internet, which is outside all zones.
    public var clients: [String: Double]?
    /// In which zones clients of the VPC are answered.
    public var clientRouting = LoadBalancer.ClientRouting.anyZone
    /// Whether nodes keep the traffic for pods of their own, and those without get none.
    public var policy = KubernetesService.TrafficPolicy.cluster

    /// Makes a route through the zones of a load balancer.
    public init(zones: [String]) {
      self.zones = zones
    }
  }

  /// Computes a path.
  ///
  /// Three zones alike, nodes as targets, Cluster policy and cross-zone on: two thirds cross on the second hop and two
  /// thirds of all on the third, so 4/3 crossings a byte.
  ///
  /// - Parameters:
  ///   - route: What the path goes through.
  ///   - nodes: The nodes with so many pods on each; all of them are registered if nodes are the targets.
  ///   - endpoints: Ready pods by zone.
  ///   - hints: The pods' hints of zones, which only the third hop reads.
  ///   - prefersOwnNode: Whether the third hop stays on the node where it can: `PreferSameNode`.
  public init(
    _ route: Route, nodes: [ServingNodes], endpoints: [String: Int], hints: [TopologyHints.Share] = [],
    prefersOwnNode: Bool = false
  ) {
    let enabled = Set(route.zones)
    let targets = Self.targets(route, nodes: nodes, endpoints: endpoints).filter { enabled.contains($0.key) }
    let all = targets.values.reduce(0, +)
    // Sums of binary fractions hang on their order.
    let ordered = targets.sorted { $0.key < $1.key }
    // Without cross-zone, a zone without targets leaves DNS and the others take its clients.
    let zones = Set(route.zones).filter { route.crossesZones || targets[$0, default: 0] > 0 }.sorted()
    guard all > 0, !zones.isEmpty else {
      self.init(clientCrossing: 0, targetCrossing: 0, podCrossing: 0, dropped: 1, loads: Self.idle(endpoints))
      return
    }
    let (arrivals, crossing) = Self.arrivals(route, zones: zones)
    var atTargets: [String: Double] = [:]
    var targetCrossing = 0.0
    for (zone, share) in arrivals {
      if route.crossesZones {
        for (target, count) in ordered {
          let part = share * Double(count) / Double(all)
          atTargets[target, default: 0] += part
          if target != zone { targetCrossing += part }
        }
      } else {
        atTargets[zone, default: 0] += share
      }
    }
    let last = Self.lastHop(
      route, arriving: atTargets, nodes: nodes, endpoints: endpoints, hints: hints, prefersOwnNode: prefersOwnNode)
    self.init(
      clientCrossing: crossing, targetCrossing: targetCrossing, podCrossing: last.crossZoneFraction,
      dropped: last.dropped, loads: last.loads)
  }

  private init(
    clientCrossing: Double, targetCrossing: Double, podCrossing: Double, dropped: Double, loads: [ZoneMatrix.Load]
  ) {
    self.clientCrossing = clientCrossing
    self.targetCrossing = targetCrossing
    self.podCrossing = podCrossing
    self.dropped = dropped
    self.loads = loads
  }
}

extension LoadBalancerPath {
  /// How often a byte crosses zones on its way, on average.
  public var crossings: Double { clientCrossing + targetCrossing + podCrossing }

  /// How often a byte crosses zones on hops that are billed: an ALB's first two hops are free.
  public func billedCrossings(of kind: LoadBalancer.Kind) -> Double {
    kind == .alb ? podCrossing : crossings
  }

  /// Targets by zone that take traffic.
  private static func targets(
    _ route: Route, nodes: [ServingNodes], endpoints: [String: Int]
  ) -> [String: Int] {
    guard route.target == .instance else { return endpoints }
    let registered = route.policy == .local ? nodes.filter { $0.endpointsPerNode > 0 } : nodes
    return Dictionary(registered.map { ($0.zone, $0.count) }, uniquingKeysWith: +)
  }

  /// Where traffic arrives at the load balancer, and how much crossed zones to get there.
  private static func arrivals(_ route: Route, zones: [String]) -> (byZone: [(String, Double)], crossing: Double) {
    let even = 1 / Double(zones.count)
    guard let clients = route.clients else { return (zones.map { ($0, even) }, 0) }
    let weights = clients.filter { $0.value > 0 && $0.value.isFinite }.sorted { $0.key < $1.key }
    let whole = weights.reduce(0) { $0 + $1.value }
    guard whole > 0 else { return (zones.map { ($0, even) }, 0) }
    var byZone = Dictionary(uniqueKeysWithValues: zones.map { ($0, 0.0) })
    var crossing = 0.0
    for (zone, weight) in weights {
      let share = weight / whole
      let near = byZone[zone] == nil ? 0 : route.clientRouting.share
      if near > 0 { byZone[zone]! += share * near }
      for other in zones {
        let part = share * (1 - near) * even
        byZone[other]! += part
        if other != zone { crossing += part }
      }
    }
    return (byZone.sorted { $0.key < $1.key }, crossing)
  }

  /// From targets to pods.
  private static func lastHop(
    _ route: Route, arriving: [String: Double], nodes: [ServingNodes], endpoints: [String: Int],
    hints: [TopologyHints.Share], prefersOwnNode: Bool
  ) -> ZoneMatrix {
    if route.target == .ip {
      // Each zone's share goes to the zone's own pods: the matrix of hints to the own zone.
      let reached = endpoints.filter { arriving[$0.key, default: 0] > 0 }
      let served = ZoneMatrix(clients: arriving, endpoints: reached, hints: TopologyHints.sameZone(reached))
      return served.adding(idle(endpoints.filter { reached[$0.key] == nil }))
    }
    let registered = route.policy == .local ? nodes.filter { $0.endpointsPerNode > 0 } : nodes
    let counts = Dictionary(registered.map { ($0.zone, $0.count) }, uniquingKeysWith: +)
    let reached = registered.map { group in
      let share = arriving[group.zone, default: 0] * Double(group.count) / Double(counts[group.zone]!)
      return ServingNodes(
        zone: group.zone, count: group.count, endpointsPerNode: group.endpointsPerNode, clients: share)
    }
    let ownNode: ZoneMatrix.OwnNode = route.policy == .local ? .only : prefersOwnNode ? .preferred : .noMatter
    return ZoneMatrix(
      nodes: reached, endpoints: endpoints, hints: route.policy == .local ? [] : hints, ownNode: ownNode)
  }

  private static func idle(_ endpoints: [String: Int]) -> [ZoneMatrix.Load] {
    endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      ZoneMatrix.Load(zone: $0.key, endpoints: $0.value, share: 0)
    }
  }
}
