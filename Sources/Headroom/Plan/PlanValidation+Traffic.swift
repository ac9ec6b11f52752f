/// The checks for contradictions in a plan's Services and network.
extension PlanValidation {
  /// The largest accepted number of connections, queries or records.
  private static let mostThings = 1_000_000_000
  /// The largest number of target groups of a load balancer, a quota that cannot be raised.
  ///
  /// Source: Elastic Load Balancing user guide, quotas.
  private static let mostTargetGroups = 100

  mutating func checkTraffic() {
    checkNames(plan.services.map(\.name), .service)
    let workloads = Set(plan.workloads.map(\.name))
    let services = Set(plan.services.map(\.name))
    let shared = plan.sharedServices
    for service in plan.services {
      let part = PlanPart(.service, service.name)
      checkReferences([service.workload], in: workloads, "workload", part.key("workload"))
      checkClients(service.clients, workloads, part.key("clients"))
      if service.volume != nil, service.measured != nil {
        complain(part.key("measured"), "a volume and `measured` are mutually exclusive; give one of them")
      }
      if service.clients.areOutside, service.loadBalancers.isEmpty, !shared.contains(service.name) {
        complain(part.key("clients"), "clients outside the cluster need a load balancer; define it in `exposures`")
      }
      if service.clients.areOutside, service.loadBalancers.isEmpty, shared.contains(service.name), service.volume != nil
      {
        complain(
          part.key("gbPerMonth"),
          "'\(service.name)' shares the load balancer of another Service; give its volume only there")
      }
      checkVolumes(of: service, part)
      checkConnections(service.connections, part)
      for (number, loadBalancer) in service.loadBalancers.enumerated() {
        if service.isHeadless, loadBalancer.target == .instance {
          complain(part.key("exposures.\(number)"), "a headless Service has no node port; targetType must be ip")
        }
        check(loadBalancer, services, workloads, part.key("exposures.\(number)"))
      }
    }
    checkNetworkUse(workloads)
  }

  /// The volumes of the load balancers are part of the Service's volume, and must add up to it if each of them has one.
  private mutating func checkVolumes(of service: KubernetesService, _ part: PlanPart) {
    guard service.clients.areOutside, let volume = service.volume else { return }
    let given = service.loadBalancers.compactMap(\.volume)
    guard !given.isEmpty else { return }
    let sum = given.dropFirst().reduce(given[0]) {
      TrafficVolume(request: $0.request + $1.request, response: $0.response + $1.response)
    }
    let isMore = sum.request > volume.request || sum.response > volume.response
    if isMore || given.count == service.loadBalancers.count && sum != volume {
      complain(
        part.key("exposures"),
        "the load balancers carry \(sum.total.quantity.number) GB, but the Service has "
          + "\(volume.total.quantity.number) GB; they must not exceed it, and must add up to it if each has one"
      )
    }
  }

  private mutating func check(
    _ loadBalancer: LoadBalancer, _ services: Set<String>, _ workloads: Set<String>, _ part: PlanPart
  ) {
    checkZones(loadBalancer.zones, part)
    checkClients(loadBalancer.clients, workloads, part)
    checkConnections(loadBalancer.connections, part)
    checkReferences(loadBalancer.targetGroups.map(\.service), in: services, "service", part)
    checkRange(loadBalancer.rules, "rules", part)
    if loadBalancer.targetGroups.count > Self.mostTargetGroups {
      complain(
        part,
        "there are \(loadBalancer.targetGroups.count) target groups; at most \(Self.mostTargetGroups) are allowed")
    }
    for group in loadBalancer.targetGroups where !(0...999).contains(group.weight) {
      complain(part, "the weight of '\(group.service)' is \(group.weight); expected 0 to 999")
    }
  }

  private mutating func checkClients(_ clients: KubernetesService.Clients, _ workloads: Set<String>, _ part: PlanPart) {
    switch clients {
    case .nodes, .vpc, .internet: break
    case .workload(let name): checkReferences([name], in: workloads, "workload", part)
    case .zones(let weights):
      checkZones(weights.keys.sorted(), part)
      if weights.values.contains(where: { !($0 >= 0 && $0 <= 1e12) }) || !weights.values.contains(where: { $0 > 0 }) {
        complain(part, "weights must be 0 or more, and at least one must be above 0")
      }
    }
  }

  private mutating func checkZones(_ zones: [String], _ part: PlanPart) {
    for zone in zones where !plan.region.contains(zone: zone) {
      complain(part, "zone '\(zone)' is not in region \(plan.region); expected a zone such as \(plan.region)a")
    }
    if Set(zones).count < zones.count { complain(part, "a zone is listed twice; zones must be unique") }
  }

  private mutating func checkConnections(_ connections: KubernetesService.Connections?, _ part: PlanPart) {
    guard let connections else { return }
    checkRange(connections.perSecond, "connectionsPerSecond", part)
    checkRange(connections.active, "activeConnections", part)
  }

  private mutating func checkRange(_ number: Int, _ key: String, _ part: PlanPart, from least: Int = 0) {
    if !(least...Self.mostThings).contains(number) {
      complain(part.key(key), "\(key) is \(number); expected \(least) to \(Self.mostThings)")
    }
  }

  private mutating func checkNetworkUse(_ workloads: Set<String>) {
    let use = plan.networkUse
    let part = PlanPart(.network)
    if let nat = use.natGateways {
      let key = part.key("natGateways")
      if nat.zones.isEmpty { complain(key, "NAT gateways need a zone; set `zones` to a list or `one` to a zone") }
      checkZones(nat.zones, key)
      let most = nat.isRegional ? 32 : 8
      if !(1...most).contains(nat.addresses) {
        let what = nat.isRegional ? "per zone of a regional gateway" : "per gateway"
        complain(key, "addresses is \(nat.addresses); expected 1 to \(most) \(what)")
      }
    }
    for (number, endpoint) in use.endpoints.enumerated() {
      let part = part.key("endpoints.\(number)")
      checkZones(endpoint.zones, part)
      if endpoint.kind == .interface, endpoint.zones.isEmpty {
        complain(part, "interface endpoint \(endpoint.service) has no zone; at least one is required")
      }
    }
    for traffic in use.interRegion where traffic.destination == plan.region {
      complain(part.key("interRegion"), "\(traffic.destination) is the plan's own region; expected another region")
    }
    for (number, store) in use.dataStores.enumerated() {
      let part = part.key("dataStores.\(number)")
      checkZones(store.zones, part)
      if store.zones.isEmpty {
        complain(part, "data store \(store.name) has no zone; at least one is required")
      }
      if store.clients.areOutside {
        complain(part, "the clients of data store \(store.name) must be pods; set `workload` or `zones`")
      }
      checkClients(store.clients, workloads, part)
    }
    checkConnections(use.loadBalancerConnections, part.key("loadBalancerConnections"))
    checkNumbers(use, part)
    checkPrices(use.prices, part)
  }

  private mutating func checkNumbers(_ use: NetworkUse, _ part: PlanPart) {
    if let gateway = use.transitGateway { checkRange(gateway.attachments, "transitGateway", part) }
    if let count = use.publicIPv4Addresses { checkRange(count, "publicIPv4Addresses", part) }
    if let dns = use.dns {
      checkRange(dns.queriesPerSecond, "dns", part)
      if let replicas = dns.coreDNSReplicas { checkRange(replicas, "dns", part, from: 1) }
    }
    if let egress = use.egress {
      checkRange(egress.connectionsPerDestination, "egress", part)
      if let new = egress.newPerSecond { checkRange(new, "egress", part) }
    }
    if let dns = use.externalDNS {
      for number in [dns.records, dns.ownershipRecords, dns.otherRecords] { checkRange(number, "externalDNS", part) }
      for number in [dns.hostedZones, dns.interval] { checkRange(number, "externalDNS", part, from: 1) }
    }
  }

  private mutating func checkPrices(_ prices: [Meter: Money], _ part: PlanPart) {
    guard !prices.isEmpty else { return }
    let known = Set(MeterPrices.bundled(for: plan.region).meters).union(MeterPrices.allMeters)
    for (meter, price) in prices.sorted(by: { $0.key < $1.key }) {
      if let type = meter.typeName {
        let own = plan.nodeGroups.lazy.flatMap(\.instanceTypes).map(\.name)
        if InstanceCatalog.bundled[type] == nil, !own.contains(type) {
          let hint =
            nearestName(to: type, among: InstanceCatalog.bundled.types.map(\.name)).map { "; did you mean '\($0)'?" }
            ?? ""
          complain(part.key("prices.\(meter)"), "there is no instance type '\(type)'\(hint)")
        }
      } else if !known.contains(meter) {
        let hint =
          nearestName(to: meter.rawValue, among: known.sorted().map(\.rawValue)).map { "; did you mean '\($0)'?" } ?? ""
        complain(part.key("prices.\(meter)"), "there is no price '\(meter)'\(hint)")
      }
      if price > UnitPrice.highest(price.currency) {
        complain(part.key("prices.\(meter)"), "the price of \(meter) is too high; expected at most 1000000 per unit")
      }
    }
  }
}
