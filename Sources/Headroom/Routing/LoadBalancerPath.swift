/// The path of external traffic: from the client to the load balancer, on to a target and, if nodes are the targets, on
/// to a pod.
///
/// Load balancers never read topology hints. The first hop goes to a zone that DNS returns. The second goes to any
/// target of that zone, or of all zones with cross-zone load balancing. The third, from a node to a pod, is done by
/// kube-proxy, which obeys hints.
///
/// Sources: Elastic Load Balancing user guides (cross-zone load balancing), `pkg/backend` in
/// kubernetes-sigs/aws-load-balancer-controller (225f4456).
package struct LoadBalancerPath: Hashable, Sendable {
  /// The share of the traffic that crosses zones between client and load balancer.
  package let clientCrossing: Double
  /// The share of the traffic that crosses zones between load balancer and target.
  package let targetCrossing: Double
  /// The share of the traffic that crosses zones between node and pod; 0 if pods are the targets.
  package let podCrossing: Double
  /// The share of the traffic that finds no target or no pod.
  package let dropped: Double
  /// The shares of the traffic that the pods receive.
  package let loads: [ZoneMatrix.Load]

  /// The settings of a load balancer that decide the path.
  package struct Route: Hashable, Sendable {
    /// The kind of targets.
    package var target = LoadBalancer.Target.instance
    /// Whether cross-zone load balancing is on, so that each zone's part of the load balancer uses the targets of all
    /// zones.
    package var crossesZones = false
    /// The zones in which the load balancer is enabled.
    package var zones: [String]
    /// The weight of the clients by zone, for clients inside the VPC; `nil` for the internet.
    package var clients: [String: Double]?
    /// The zones whose addresses clients in the VPC get from DNS.
    package var clientRouting = LoadBalancer.ClientRouting.anyZone
    /// The external traffic policy. With Local, nodes keep the traffic for their own pods and nodes without pods get
    /// none.
    package var policy = KubernetesService.TrafficPolicy.cluster

    /// Creates a route through the zones of a load balancer.
    package init(zones: [String]) {
      self.zones = zones
    }
  }

  /// Computes a path.
  ///
  /// With three equal zones, nodes as targets, the policy Cluster and cross-zone load balancing, two thirds of the
  /// traffic cross zones on the second hop and two thirds on the third, which makes 4/3 crossings per byte.
  ///
  /// - Parameters:
  ///   - route: The settings of the load balancer.
  ///   - nodes: The nodes, with the number of pods on each. If nodes are the targets, all of them are registered.
  ///   - endpoints: The number of ready pods by zone.
  ///   - hints: The zone hints of the pods, which only the third hop uses.
  ///   - prefersOwnNode: Whether the third hop stays on the node if it has a pod (`PreferSameNode`).
  package init(
    _ route: Route, nodes: [ServingNodes], endpoints: [String: Int], hints: [TopologyHints.Share] = [],
    prefersOwnNode: Bool = false
  ) {
    let enabled = Set(route.zones)
    let targets = Self.targets(route, nodes: nodes, endpoints: endpoints).filter { enabled.contains($0.key) }
    let all = targets.values.reduce(0, +)
    // The result of adding floating-point numbers depends on the order, so the order is fixed.
    let ordered = targets.sorted { $0.key < $1.key }
    // Without cross-zone load balancing, a zone without targets is removed from DNS and the other zones take its
    // clients.
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
  /// The average number of times that a byte crosses zones on its way.
  package var crossings: Double { clientCrossing + targetCrossing + podCrossing }

  /// Returns the average number of billed zone crossings per byte.
  ///
  /// AWS does not bill the traffic between clients, an ALB and its targets, so only an ALB's third hop counts.
  package func billedCrossings(of kind: LoadBalancer.Kind) -> Double {
    kind == .alb ? podCrossing : crossings
  }

  /// Returns the number of targets by zone that receive traffic.
  private static func targets(
    _ route: Route, nodes: [ServingNodes], endpoints: [String: Int]
  ) -> [String: Int] {
    guard route.target == .instance else { return endpoints }
    // With the policy Local, nodes without a pod fail the load balancer's health check.
    let registered = route.policy == .local ? nodes.filter { $0.endpointsPerNode > 0 } : nodes
    return Dictionary(registered.map { ($0.zone, $0.count) }, uniquingKeysWith: +)
  }

  /// Returns the shares of the traffic that arrive in each zone of the load balancer, and the share that crosses zones
  /// on the way there.
  private static func arrivals(_ route: Route, zones: [String]) -> (byZone: [(String, Double)], crossing: Double) {
    // DNS returns the addresses of all zones in turn, unless the routing policy prefers the client's own zone.
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

  /// Returns the traffic from the targets to the pods.
  private static func lastHop(
    _ route: Route, arriving: [String: Double], nodes: [ServingNodes], endpoints: [String: Int],
    hints: [TopologyHints.Share], prefersOwnNode: Bool
  ) -> ZoneMatrix {
    if route.target == .ip {
      // A zone's share goes to the pods of that zone, which is what hints to the own zone describe.
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
