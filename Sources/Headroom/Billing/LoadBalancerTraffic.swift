/// A load balancer of a plan: the ways its traffic takes, and what they cost.
public struct LoadBalancerTraffic: Hashable, Sendable {
  /// A Service behind it, with the share of the traffic that it gets.
  public struct Route: Hashable, Sendable {
    /// The Service's name.
    public let service: String
    /// The share of the traffic, 0 to 1.
    public let share: Double
    /// The way with the Service's hints.
    public let path: LoadBalancerPath
    /// The way without hints.
    public let pathWithoutHints: LoadBalancerPath
    /// Targets that are registered in the load balancer's zones.
    public var targets: Int { targetsByZone.values.reduce(0, +) }
    /// Registered targets by zone.
    public let targetsByZone: [String: Int]
    /// The same with the most nodes or pods.
    public let peakTargetsByZone: [String: Int]
    /// Ready pods in zones that the load balancer is not enabled in: it sends them nothing.
    public let unreachedPods: Int
  }

  /// The load balancer.
  public let loadBalancer: LoadBalancer
  /// The zones it is enabled in.
  public let zones: [String]
  /// The Services behind it.
  public let routes: [Route]
  /// What it carries in a month; `nil` if nobody told.
  public let volume: TrafficVolume?
  /// The bill as planned.
  public let lines: [BillLine]
  /// The bill without hints.
  public let linesWithoutHints: [BillLine]

  init(
    of loadBalancer: LoadBalancer, before service: KubernetesService, volume: TrafficVolume?, context: TrafficContext
  ) {
    self.loadBalancer = loadBalancer
    self.volume = volume
    let zones = loadBalancer.zones.isEmpty ? context.zones.loadBalancerZones : loadBalancer.zones.sorted()
    self.zones = zones
    let groups =
      loadBalancer.targetGroups.isEmpty
      ? [LoadBalancer.TargetGroup(service: service.name, weight: 1)] : loadBalancer.targetGroups
    let weights = groups.reduce(0) { $0 + $1.weight }
    let routes = groups.compactMap { group -> Route? in
      guard let target = context.service(group.service) else { return nil }
      let share = weights > 0 ? Double(group.weight) / Double(weights) : 0
      return Self.route(loadBalancer, to: target, share: share, zones: zones, context: context)
    }
    self.routes = routes
    let name = service.name
    func lines(_ path: (Route) -> LoadBalancerPath) -> [BillLine] {
      func crossing(_ hop: (LoadBalancerPath) -> Double) -> DataVolume? {
        let share = routes.reduce(0) { $0 + $1.share * hop(path($1)) }
        return share == 0 ? .zero : volume.map { $0.total * share }
      }
      return Self.lines(loadBalancer, name, context, crossing)
    }
    let capacity = Self.capacityLines(
      loadBalancer, name, volume: volume,
      connections: loadBalancer.connections ?? service.connections ?? context.connections,
      tariff: context.tariff)
    self.lines = lines(\.path) + capacity
    linesWithoutHints = lines(\.pathWithoutHints) + capacity
  }

  /// How often a byte crosses zones on hops that are billed, on average over the Services behind it.
  public var billedCrossings: Double {
    routes.reduce(0) { $0 + $1.share * $1.path.billedCrossings(of: loadBalancer.kind) }
  }
}

extension LoadBalancerTraffic {
  private static func route(
    _ loadBalancer: LoadBalancer, to service: KubernetesService, share: Double, zones: [String], context: TrafficContext
  ) -> Route {
    let planZones = context.zones
    var route = LoadBalancerPath.Route(zones: zones)
    route.target = loadBalancer.target
    route.crossesZones = loadBalancer.crossesZones
    route.policy = service.externalPolicy
    route.clientRouting = loadBalancer.clientRouting
    // Machines of the VPC of which nobody tells the zones are taken to be where the nodes are.
    route.clients =
      loadBalancer.clients == .internet ? nil : context.weights(of: loadBalancer.clients) ?? planZones.weights
    let endpoints = planZones.pods(of: service.workload)
    let nodes = planZones.servingNodes(of: service.workload, clients: [:])
    let mode = context.request(of: service).mode
    let hints = context.hints(mode, endpoints)
    let path = LoadBalancerPath(
      route, nodes: nodes, endpoints: endpoints, hints: hints, prefersOwnNode: mode == .preferSameNode)
    let plain = hints.isEmpty ? path : LoadBalancerPath(route, nodes: nodes, endpoints: endpoints)
    func enabled(_ targets: [String: Int]) -> [String: Int] { targets.filter { zones.contains($0.key) } }
    let isPods = loadBalancer.target == .ip
    let misses = isPods || service.externalPolicy == .local
    return Route(
      service: service.name, share: share, path: path, pathWithoutHints: plain,
      targetsByZone: enabled(isPods ? endpoints : planZones.nodes),
      peakTargetsByZone: enabled(isPods ? planZones.peakPods(of: service.workload) : planZones.peakNodes),
      unreachedPods: misses ? endpoints.reduce(0) { $0 + (zones.contains($1.key) ? 0 : $1.value) } : 0)
  }

  private static func lines(
    _ loadBalancer: LoadBalancer, _ name: String, _ context: TrafficContext,
    _ crossing: ((LoadBalancerPath) -> Double) -> DataVolume?
  ) -> [BillLine] {
    let tariff = context.tariff
    let kind = loadBalancer.kind
    let client = crossing(\.clientCrossing)
    let target = crossing(\.targetCrossing)
    var lines: [BillLine] = []
    switch loadBalancer.kind {
    case .nlb:
      if loadBalancer.clients != .internet {
        lines += tariff.crossing(client, .clientToLoadBalancer(service: name, kind), ends: .nlb)
      }
      lines += tariff.crossing(target, .loadBalancerToTarget(service: name, kind), ends: .nlb)
    case .alb:
      lines.append(tariff.line(.albCrossAZ, .loadBalancerToTarget(service: name, kind), target?.quantity))
    }
    if loadBalancer.target == .instance {
      lines += tariff.crossing(crossing(\.podCrossing), .nodeToPod(service: name, kind), isAddressable: true)
    }
    return lines
  }

  /// Hours and capacity units. Without connections the units are those of the bytes alone, and marked as assumed.
  private static func capacityLines(
    _ loadBalancer: LoadBalancer, _ name: String, volume: TrafficVolume?, connections: KubernetesService.Connections?,
    tariff: Tariff
  ) -> [BillLine] {
    // New connections a second and open ones that a unit holds, beside one GB an hour.
    let (meters, new, open): ((hour: Meter, unit: Meter), Int, Int) =
      switch (loadBalancer.kind, loadBalancer.listener) {
      case (.alb, _): ((.albHour, .albCapacityUnitHour), 25, 3000)
      case (.nlb, .tcp): ((.nlbHour, .nlbCapacityUnitHour), 800, 100_000)
      case (.nlb, .udp): ((.nlbHour, .nlbCapacityUnitHour), 400, 50_000)
      case (.nlb, .tls): ((.nlbHour, .nlbCapacityUnitHour), 50, 3000)
      }
    let hours = Int128(Money.hoursPerMonth) * ExactDecimal.unit
    let units = volume.map { volume in
      let byConnections = connections.map {
        max(hours * Int128($0.perSecond) / Int128(new), hours * Int128($0.active) / Int128(open))
      }
      return Quantity(billionths: max(volume.total.billionths, byConnections ?? 0), unit: "LCU-hour")
    }
    return [
      tariff.line(meters.hour, .loadBalancerHours(service: name, loadBalancer.kind), .hours(1)),
      tariff.line(
        meters.unit, .capacityUnits(service: name, loadBalancer.kind), units, isAssumed: connections == nil),
    ]
  }
}

extension TrafficVolume {
  /// What is left of it; nothing if the other is more.
  func subtracting(_ other: TrafficVolume) -> TrafficVolume {
    func rest(_ volume: DataVolume, _ part: DataVolume) -> DataVolume {
      DataVolume(billionths: volume.billionths - part.billionths)
    }
    return TrafficVolume(request: rest(request, other.request), response: rest(response, other.response))
  }

  /// An equal part, rounded to a billionth of a GB.
  func divided(by count: Int) -> TrafficVolume {
    func part(_ volume: DataVolume) -> DataVolume {
      DataVolume(billionths: volume.billionths.dividedRoundingHalfEven(by: Int128(count)))
    }
    return TrafficVolume(request: part(request), response: part(response))
  }
}
