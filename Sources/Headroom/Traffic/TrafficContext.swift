/// What the traffic of every Service of a plan is computed with.
struct TrafficContext {
  let services: [String: Service]
  let zones: PlanZones
  let meter: Meter
  let currency: Currency
  let version: KubernetesVersion?
  let connections: Service.Connections?
  /// Names of Services that stand behind another one's load balancer.
  let shared: Set<String>

  init(of plan: ClusterPlan, zones: PlanZones, prices: TrafficPrices) {
    services = Dictionary(uniqueKeysWithValues: plan.services.map { ($0.name, $0) })
    self.zones = zones
    meter = Meter(prices: prices)
    currency = plan.region.currency
    version = plan.kubernetesVersion.flatMap(KubernetesVersion.init)
    connections = plan.networkUse.loadBalancerConnections
    var shared: Set<String> = []
    for service in plan.services {
      for group in service.exposures.flatMap(\.targetGroups) where group.service != service.name {
        shared.insert(group.service)
      }
    }
    self.shared = shared
  }

  /// The weight of clients by zone; empty for those outside the cluster.
  func clients(_ clients: Service.Clients, measured: MeasuredTraffic?) -> [String: Double] {
    if let measured { return measured.clients }
    return switch clients {
    case .nodes: zones.weights
    case .workload(let name): zones.pods(of: name).mapValues(Double.init)
    case .zones(let weights): weights
    case .vpc, .internet: [:]
    }
  }

  /// What counts of a Service's wishes.
  func mode(of service: Service) -> TopologyMode {
    TopologyRequest(
      annotations: service.annotations, trafficDistribution: service.trafficDistribution, version: version
    ).mode
  }

  /// The hints that endpoints get.
  func hints(_ mode: TopologyMode, _ endpoints: [String: Int]) -> [TopologyHints.Share] {
    switch mode {
    case .none: []
    case .auto: TopologyHints(endpoints: endpoints, ratios: zones.ratios).shares
    case .preferClose, .preferSameZone, .preferSameNode: TopologyHints.sameZone(endpoints)
    }
  }
}
