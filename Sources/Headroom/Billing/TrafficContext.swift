/// What the traffic of every Service of a plan is computed with.
struct TrafficContext {
  private let plan: ClusterPlan
  private let groups: [GroupLoad]
  let zones: PlanZones
  let tariff: Tariff
  let currency: Currency
  let version: KubernetesVersion?
  /// The costs of the node groups, in the plan's order.
  let costs: [GroupCost]
  /// Connections of load balancers whose Service does not tell.
  let connections: KubernetesService.Connections?
  private let addressType: TopologyHints.AddressType

  init(of plan: ClusterPlan, groups: [GroupLoad], zones: PlanZones, prices: Prices) {
    self.plan = plan
    self.groups = groups
    self.zones = zones
    tariff = Tariff(prices: prices.network)
    costs = groups.map { GroupCost(of: $0, prices: prices.instances) }
    currency = plan.region.currency
    version = plan.kubernetesVersion
    connections = plan.networkUse.loadBalancerConnections
    addressType = plan.network.ipFamily == .ipv6 ? .ipv6 : .ipv4
  }

  /// The weight of clients by zone; `nil` for those outside the cluster.
  func weights(of clients: KubernetesService.Clients) -> [String: Double]? {
    switch clients {
    case .nodes: zones.weights
    case .workload(let name): zones.pods(of: name).mapValues(Double.init)
    case .zones(let weights): weights
    case .vpc, .internet: nil
    }
  }

  /// Who asks a Service. One that tells no volume and stands behind another's load balancer is asked through that.
  func callers(of service: KubernetesService) -> ServiceTraffic.Callers {
    let isShared = service.volume == nil && service.measured == nil && plan.index.sharedServices.contains(service.name)
    guard !isShared, let weights = service.measured?.clients ?? weights(of: service.clients) else {
      return .loadBalancers
    }
    return weights.values.contains { $0 > 0 } ? .pods(weights) : .nobody
  }

  /// What counts of a Service's wishes.
  func request(of service: KubernetesService) -> TopologyRequest {
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
  func obstacle(to service: KubernetesService, _ mode: TopologyMode, _ callers: ServiceTraffic.Callers) -> String? {
    if mode == .auto, let obstacle = zones.obstacleToRatios {
      return "\(obstacle), and the hints of topology-mode Auto hang on it"
    }
    guard callers == .nobody else { return nil }
    if case .workload(let name) = service.clients { return "nobody asks: no pod of \(name) runs" }
    return "nobody asks: the plan has no nodes"
  }

  /// How a Service's traffic runs, with the plan's nodes as clients if all comes through load balancers.
  func routing(of service: KubernetesService, _ mode: TopologyMode, _ callers: ServiceTraffic.Callers) -> ServiceRouting
  {
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

  /// The Service of a name; `nil` if the plan has none.
  func service(_ name: String) -> KubernetesService? {
    plan.index.services[name].map { plan.services[$0] }
  }

  /// The cost of one pod of a workload for a month; `nil` if no price of its node groups is known.
  func monthlyCost(ofPod name: String) -> Money? {
    let index = plan.index
    guard let workload = index.workloads[name] else { return nil }
    let homes = index.groupsOfWorkload[workload]
    guard let home = homes.first(where: { costs[$0].price != nil }),
      let node = groups[home].profile.fewestPods
    else { return nil }
    return costs[home].perMonth(ofPod: plan.workloads[workload], on: node)
  }
}
