/// What the traffic of every Service of a plan is computed with.
struct TrafficContext {
  let services: [String: Service]
  let zones: PlanZones
  let meter: Meter
  let currency: Currency
  let version: KubernetesVersion?
  /// Connections of load balancers whose Service does not tell.
  let connections: Service.Connections?
  /// Names of Services that stand behind another one's load balancer.
  private let shared: Set<String>
  private let addressType: TopologyHints.AddressType

  init(of plan: ClusterPlan, zones: PlanZones, prices: TrafficPrices) {
    services = Dictionary(uniqueKeysWithValues: plan.services.map { ($0.name, $0) })
    self.zones = zones
    meter = Meter(prices: prices)
    currency = plan.region.currency
    version = plan.kubernetesVersion.flatMap(KubernetesVersion.init)
    connections = plan.networkUse.loadBalancerConnections
    shared = plan.sharedServices
    addressType = plan.network.ipFamily == .ipv6 ? .ipv6 : .ipv4
  }

  /// The weight of clients by zone; `nil` for those outside the cluster.
  func weights(of clients: Service.Clients) -> [String: Double]? {
    switch clients {
    case .nodes: zones.weights
    case .workload(let name): zones.pods(of: name).mapValues(Double.init)
    case .zones(let weights): weights
    case .vpc, .internet: nil
    }
  }

  /// Who asks a Service. One that tells no volume and stands behind another's load balancer is asked through that.
  func callers(of service: Service) -> ServiceTraffic.Callers {
    let isShared = service.volume == nil && service.measured == nil && shared.contains(service.name)
    guard !isShared, let weights = service.measured?.clients ?? weights(of: service.clients) else {
      return .loadBalancers
    }
    return weights.values.contains { $0 > 0 } ? .pods(weights) : .nobody
  }

  /// What counts of a Service's wishes.
  func request(of service: Service) -> TopologyRequest {
    let request = TopologyRequest(
      annotations: service.annotations, trafficDistribution: service.trafficDistribution, version: version)
    guard request.mode != .none else { return request }
    if service.isHeadless {
      return request.refused("a headless Service has no address for kube-proxy to act on: hints do nothing")
    }
    if service.internalPolicy == .local, callers(of: service) != .loadBalancers {
      return request.refused("internalTrafficPolicy Local never leaves the node: hints do nothing")
    }
    return request
  }

  /// Why a Service's traffic cannot be told; `nil` if it can.
  func obstacle(to service: Service, _ mode: TopologyMode, _ callers: ServiceTraffic.Callers) -> String? {
    if mode == .auto, let obstacle = zones.obstacleToRatios {
      return "\(obstacle), and the hints of topology-mode Auto hang on it"
    }
    guard callers == .nobody else { return nil }
    if case .workload(let name) = service.clients { return "nobody asks: no pod of \(name) runs" }
    return "nobody asks: the plan has no nodes"
  }

  /// How a Service's traffic runs, with the plan's nodes as clients if all comes through load balancers.
  func routing(of service: Service, _ mode: TopologyMode, _ callers: ServiceTraffic.Callers) -> ServiceRouting {
    let endpoints = zones.pods(of: service.workload)
    var weights = zones.weights
    var asking: String?
    if case .pods(let clients) = callers {
      weights = clients
      if case .workload(let name) = service.clients { asking = name }
    }
    let needsNodes = service.internalPolicy == .local || mode == .preferSameNode
    let clients =
      needsNodes
      ? zones.servingNodes(of: service.workload, clients: weights, asking: asking)
      : weights.map { ServingNodes(zone: $0.key, clients: $0.value) }
    return ServiceRouting(
      mode: mode, endpoints: endpoints, clients: clients, ratios: zones.ratios, policy: service.internalPolicy,
      addressType: addressType)
  }

  /// The hints that a Service's endpoints get; none if they cannot be told.
  func hints(_ mode: TopologyMode, _ endpoints: [String: Int]) -> [TopologyHints.Share] {
    switch mode {
    case .none: []
    case .auto where zones.obstacleToRatios != nil: []
    case .auto: TopologyHints(endpoints: endpoints, ratios: zones.ratios).shares
    case .preferClose, .preferSameZone, .preferSameNode: TopologyHints.sameZone(endpoints)
    }
  }
}

extension ClusterPlan {
  /// Names of Services that stand behind another one's load balancer.
  var sharedServices: Set<String> {
    var shared: Set<String> = []
    for service in services {
      for group in service.exposures.flatMap(\.targetGroups) where group.service != service.name {
        shared.insert(group.service)
      }
    }
    return shared
  }
}
