/// The traffic of a load balancer: its paths between zones and their cost.
package struct LoadBalancerTraffic: Hashable, Sendable {
  /// A Service behind the load balancer, with its share of the traffic.
  package struct Route: Hashable, Sendable {
    /// The name of the Service.
    package let service: String
    /// The share of the load balancer's traffic that the Service receives, from 0 to 1.
    package let share: Double
    /// The path of the traffic with the topology hints of the Service.
    package let path: LoadBalancerPath
    /// The path of the traffic without topology hints.
    package let pathWithoutHints: LoadBalancerPath
    /// The number of targets that are registered in the zones of the load balancer.
    package var targets: Int { targetsByZone.values.reduce(0, +) }
    /// The number of registered targets in each zone.
    package let targetsByZone: [String: Int]
    /// The number of registered targets of one port at the peak.
    let peakTargets: PlanZones.Peak
    /// The number of ports, each of which has a target group with these targets.
    package let ports: Int
    /// The number of ready pods in zones in which the load balancer is not enabled. It sends them no traffic.
    package let unreachedPods: Int
  }

  /// The load balancer.
  package let loadBalancer: LoadBalancer
  /// The zones in which the load balancer is enabled.
  package let zones: [String]
  /// The Services behind the load balancer.
  package let routes: [Route]
  /// The traffic per month; `nil` if the plan does not give it.
  package let volume: TrafficVolume?
  /// The numbers of connections; `nil` if the plan does not give them.
  let connections: KubernetesService.Connections?
  /// The bill as planned.
  package let lines: [BillLine]
  /// The bill without topology hints.
  package let linesWithoutHints: [BillLine]

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
    func routes(_ zones: [String]) -> [Route] {
      groups.compactMap { group -> Route? in
        guard let target = context.service(group.service) else { return nil }
        let share = weights > 0 ? Double(group.weight) / Double(weights) : 0
        return Self.route(loadBalancer, to: target, share: share, zones: zones, context: context)
      }
    }
    let each = routes(zones)
    let common = Self.zonesOfAllGroups(loadBalancer, each, zones)
    let routes = common == zones ? each : routes(common)
    self.routes = routes
    let name = service.name
    func lines(_ path: (Route) -> LoadBalancerPath) -> [BillLine] {
      func crossing(_ hop: (LoadBalancerPath) -> Double) -> DataVolume? {
        let share = routes.reduce(0) { $0 + $1.share * hop(path($1)) }
        return share == 0 ? .zero : carried.map { $0.total * share }
      }
      return Self.lines(loadBalancer, name, context, crossing)
    }
    let carried = Self.carried(volume, routes)
    let connections = loadBalancer.connections ?? service.connections ?? context.connections
    self.connections = connections
    // A shared load balancer is billed once for all of its Services.
    let capacity =
      loadBalancer.sharedName != nil
      ? []
      : Self.capacityLines(
        loadBalancer, name, volume: carried, connections: connections, tariff: context.tariff)
    self.lines = lines(\.path) + capacity
    linesWithoutHints = lines(\.pathWithoutHints) + capacity
  }

  /// The traffic per month that reaches a pod; zero if none does, and `nil` if the plan does not give the volume.
  var carriedVolume: TrafficVolume? { Self.carried(volume, routes) }

  /// The average number of times that a byte crosses zones on hops that AWS bills, over all Services behind the load
  /// balancer.
  package var billedCrossings: Double {
    routes.reduce(0) { $0 + $1.share * $1.path.billedCrossings(of: loadBalancer.kind) }
  }
}

extension LoadBalancerTraffic {
  /// Returns the zones that DNS answers with if a load balancer without cross-zone load balancing forwards to several
  /// weighted target groups: those that have a target in each group with a weight.
  ///
  /// If no zone has them all, the load balancer keeps all of its zones. Whether a group of weight 0 counts is not
  /// documented; it is assumed not to.
  ///
  /// Source: AWS re:Post, elb-dns-cross-zone-balance-configuration.
  private static func zonesOfAllGroups(
    _ loadBalancer: LoadBalancer, _ routes: [Route], _ zones: [String]
  ) -> [String] {
    let weighted = routes.filter { $0.share > 0 }
    guard !loadBalancer.crossesZones, weighted.count > 1 else { return zones }
    let common = zones.filter { zone in weighted.allSatisfy { $0.targetsByZone[zone, default: 0] > 0 } }
    return common.isEmpty ? zones : common
  }

  /// Returns the part of a volume that a load balancer carries: all of it, or nothing if no pod is reached.
  private static func carried(_ volume: TrafficVolume?, _ routes: [Route]) -> TrafficVolume? {
    let reachesPods = routes.contains { $0.share > 0 && $0.path.dropped < 1 }
    return reachesPods ? volume : .zero
  }

  private static func route(
    _ loadBalancer: LoadBalancer, to service: KubernetesService, share: Double, zones: [String], context: TrafficContext
  ) -> Route {
    let planZones = context.zones
    var route = LoadBalancerPath.Route(zones: zones)
    route.target = loadBalancer.target
    route.crossesZones = loadBalancer.crossesZones
    route.policy = service.externalPolicy
    route.clientRouting = loadBalancer.clientRouting
    // The plan does not give the zones of clients in the VPC, so they are assumed to be where the nodes are.
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
    // Nodes forward to pods in all zones, unless the policy is Local. Only then can pods in other zones be missed.
    let misses = isPods || service.externalPolicy == .local
    return Route(
      service: service.name, share: share, path: path, pathWithoutHints: plain,
      targetsByZone: enabled(isPods ? endpoints : planZones.nodes),
      peakTargets: (isPods ? planZones.peakPods(of: service.workload) : planZones.peakNodes).inZones(zones),
      ports: max(1, service.ports.count),
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
      // AWS bills traffic between zones that an NLB receives from clients in the VPC and sends to targets.
      if loadBalancer.clients != .internet {
        lines += tariff.crossing(client, .clientToLoadBalancer(service: name, kind), ends: .nlb)
      }
      lines += tariff.crossing(target, .loadBalancerToTarget(service: name, kind), ends: .nlb)
    case .alb:
      // Traffic between an ALB and its clients or targets is free across zones; its capacity units include it.
      lines.append(tariff.line(.albCrossAZ, .loadBalancerToTarget(service: name, kind), target?.quantity))
    }
    if loadBalancer.target == .instance {
      // kube-proxy on the target node forwards to a pod that may be in another zone: ordinary traffic between nodes.
      lines += tariff.crossing(crossing(\.podCrossing), .nodeToPod(service: name, kind), isAddressable: true)
    }
    return lines
  }

  /// Returns the lines for hours and capacity units.
  ///
  /// If the numbers of connections are not known, the capacity units are those of the bytes alone and are marked as
  /// assumed.
  static func capacityLines(
    _ loadBalancer: LoadBalancer, _ name: String, volume: TrafficVolume?, connections: KubernetesService.Connections?,
    tariff: Tariff
  ) -> [BillLine] {
    // A capacity unit holds 1 GB per hour and these numbers of new connections per second and open connections. The
    // dimension that needs the most units is billed.
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
  /// Returns the rest of the volume after subtracting another; zero if the other is larger.
  func subtracting(_ other: TrafficVolume) -> TrafficVolume {
    func rest(_ volume: DataVolume, _ part: DataVolume) -> DataVolume {
      DataVolume(billionths: volume.billionths - part.billionths)
    }
    return TrafficVolume(request: rest(request, other.request), response: rest(response, other.response))
  }

  /// Returns one of several equal parts of the volume, rounded to a billionth of a GB.
  func divided(by count: Int) -> TrafficVolume {
    func part(_ volume: DataVolume) -> DataVolume {
      DataVolume(billionths: volume.billionths.dividedRoundingHalfEven(by: Int128(count)))
    }
    return TrafficVolume(request: part(request), response: part(response))
  }
}
