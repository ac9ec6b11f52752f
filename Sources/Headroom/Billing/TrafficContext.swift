/// The data that the traffic of all Services of a plan is computed from.
struct TrafficContext {
  private let plan: ClusterPlan
  private let groups: [GroupLoad]
  let zones: PlanZones
  let tariff: Tariff
  let nodePrices: NodePrices
  let currency: Currency
  let version: KubernetesVersion?
  /// The costs of the node groups, in the order of the plan.
  let costs: [GroupCost]
  /// The numbers of connections of each load balancer whose Service does not give any.
  let connections: KubernetesService.Connections?
  private let addressType: TopologyHints.AddressType
  /// The monthly cost of one pod of each workload that a Service uses; none if the prices of its node group are not
  /// known.
  private let costOfPod: [String: Money]
  /// The names of the Services for which a load balancer sends requests to nodes, on which kube-proxy then chooses a pod.
  private let servicesOnNodes: Set<String>

  init(of plan: ClusterPlan, groups: [GroupLoad], zones: PlanZones, prices: Prices) {
    self.plan = plan
    self.groups = groups
    self.zones = zones
    tariff = Tariff(prices: prices.meters)
    nodePrices = NodePrices(prices, of: plan)
    costs = groups.map { [nodePrices] in GroupCost(of: $0, prices: nodePrices) }
    currency = plan.region.currency
    version = plan.kubernetesVersion
    connections = plan.networkUse.loadBalancerConnections
    addressType = plan.network.ipFamily == .ipv6 ? .ipv6 : .ipv4
    costOfPod = Self.costOfPod(in: plan, groups, costs)
    servicesOnNodes = Set(
      plan.services.flatMap { service in
        service.loadBalancers.filter { $0.target == .instance }.flatMap { balancer in
          balancer.targetGroups.isEmpty ? [service.name] : balancer.targetGroups.map(\.service)
        }
      })
  }

  /// Returns the weight of the clients in each zone; `nil` for clients outside the cluster.
  func weights(of clients: KubernetesService.Clients) -> [String: Double]? {
    switch clients {
    case .nodes: zones.weights
    case .workload(let name): zones.pods(of: name).mapValues(Double.init)
    case .zones(let weights): weights
    case .vpc, .internet: nil
    }
  }

  /// Returns the clients of a Service.
  ///
  /// A Service without a volume that is a target of another Service's load balancer receives its requests through it.
  func callers(of service: KubernetesService) -> ServiceTraffic.Callers {
    let isShared = service.volume == nil && service.measured == nil && plan.index.sharedServices.contains(service.name)
    guard !isShared, let weights = service.measured?.clients ?? weights(of: service.clients) else {
      return .loadBalancers
    }
    return weights.values.contains { $0 > 0 } ? .pods(weights) : .nobody
  }

  /// Returns the routing settings of a Service with the mode that takes effect.
  func request(of service: KubernetesService) -> TopologyRequest {
    let request = TopologyRequest(
      annotations: service.annotations, trafficDistribution: service.trafficDistribution, version: version)
    guard request.mode != .none else { return request }
    if service.isHeadless {
      // Clients of a headless Service connect to the addresses of pods, so kube-proxy does not choose an endpoint.
      return request.refused(
        "topology hints have no effect on a headless Service, because it has no cluster IP for kube-proxy")
    }
    if callers(of: service) == .loadBalancers, !servicesOnNodes.contains(service.name) {
      return request.refused(
        "topology hints have no effect, because all clients come through load balancers that choose pods themselves")
    }
    // With a Local policy kube-proxy chooses only among the pods of its node and does not read hints.
    if service.internalPolicy == .local, callers(of: service) != .loadBalancers {
      return request.refused(
        "topology hints have no effect with internalTrafficPolicy Local, because traffic never leaves the node")
    }
    return request
  }

  /// Returns the reason why the traffic of a Service cannot be computed; `nil` if it can.
  func obstacle(to service: KubernetesService, _ mode: TopologyMode, _ callers: ServiceTraffic.Callers) -> String? {
    if mode == .auto, let obstacle = zones.obstacleToRatios {
      return "\(obstacle), and the hints of topology-mode Auto depend on it"
    }
    guard callers == .nobody else { return nil }
    if case .workload(let name) = service.clients { return "the Service has no clients: no pod of \(name) runs" }
    return "the Service has no clients: the plan has no nodes"
  }

  /// Returns the traffic of a Service between zones.
  ///
  /// If all requests come through load balancers, the nodes of the plan count as the clients.
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

  /// Returns the topology hints of a Service's endpoints; none if they cannot be computed.
  func hints(_ mode: TopologyMode, _ endpoints: [String: Int]) -> [TopologyHints.Share] {
    switch mode {
    case .none: []
    case .auto where zones.obstacleToRatios != nil: []
    case .auto: TopologyHints(endpoints: endpoints, ratios: zones.ratios).shares
    case .preferClose, .preferSameZone, .preferSameNode: TopologyHints.sameZone(endpoints)
    }
  }

  /// Returns the Service with a name; `nil` if the plan has none.
  func service(_ name: String) -> KubernetesService? {
    plan.index.services[name].map { plan.services[$0] }
  }

  /// Returns the monthly cost of one pod of a workload; `nil` if the prices of its node groups are not known.
  func monthlyCost(ofPod name: String) -> Money? { costOfPod[name] }

  private static func costOfPod(in plan: ClusterPlan, _ groups: [GroupLoad], _ costs: [GroupCost]) -> [String: Money] {
    let growWithPods = groups.map(\.profile.group.growsWithPods)
    let mayGrow = groups.map { $0.peakNodes > $0.nodes }
    var costOfPod: [String: Money] = [:]
    for name in Set(plan.services.map(\.workload)) {
      guard let workload = plan.index.workloads[name] else { continue }
      // More pods bring nodes of a group that grows with its pods, or else of one that may still grow.
      let homes = plan.index.groupsOfWorkload[workload]
      guard let home = homes.first(where: { growWithPods[$0] }) ?? homes.first(where: { mayGrow[$0] }) ?? homes.first
      else { continue }
      costOfPod[name] = costs[home].perMonth(ofPod: plan.workloads[workload], on: groups[home].profile)
    }
    return costOfPod
  }
}
