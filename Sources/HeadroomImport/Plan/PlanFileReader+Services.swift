internal import Headroom

/// Reads Services, their traffic and the load balancers in front of them.
extension PlanFileReader {
  /// Returns the Services.
  ///
  /// - Parameters:
  ///   - node: The value of the key `services`.
  ///   - zoneIDs: The names of the zones by zone ID.
  mutating func readServices(_ node: YAMLNode?, zoneIDs: [String: String]) -> [KubernetesService] {
    cursor.list(node, PlanPart(.plan, key: "services")).compactMap { readService($0, zoneIDs: zoneIDs) }
  }

  /// Returns a Service, or `nil` if its name is missing or not unique, or if it has no workload.
  private mutating func readService(_ node: YAMLNode, zoneIDs: [String: String]) -> KubernetesService? {
    let part = self.part(.service, node)
    let values = cursor.object(node, part, keys: PlanKeys.service)
    guard let name = readName(values, part, node) else { return nil }
    cursor.require("workload", of: part, in: values, at: node)
    guard let workload = cursor.text(values["workload"], part.key("workload")) else { return nil }
    var service = KubernetesService(name: name, workload: workload)
    let clients = readClients(values["clients"], part.key("clients"))
    service.annotations = cursor.texts(values["annotations"], part.key("annotations"))
    service.trafficDistribution = cursor.text(values["trafficDistribution"], part.key("trafficDistribution"))
    service.internalPolicy = readPolicy(values, "internalTrafficPolicy", part)
    service.externalPolicy = readPolicy(values, "externalTrafficPolicy", part)
    service.isHeadless = cursor.flag(values["headless"], part.key("headless")) ?? false
    service.volume = readVolume(values, part, node)
    service.measured = values["measured"].flatMap { node in
      let key = part.key("measured")
      let traffic = readMeasured(
        cursor.object(node, key, keys: PlanKeys.measured), key, zoneIDs, node, needsClients: true)
      // Bytes of requests and responses together do not tell which zone the clients are in.
      if let traffic, traffic.exchanges == nil {
        let isGiven = if case .zones = clients { true } else if case .workload = clients { true } else { false }
        if !isGiven {
          cursor.complain(
            key, "with direction both, `clients` must give the zones or the workload of the clients", at: node)
        }
      }
      return traffic
    }
    service.connections = readConnections(
      values, ("connectionsPerSecond", "activeConnections"), part, node)
    service.ports = cursor.list(values["ports"], part.key("ports")).compactMap { cursor.number($0, part.key("ports")) }
    let loadBalancers = cursor.list(values["exposures"], part.key("exposures"))
    // Without `clients`, the clients of a Service with load balancers are taken to come through these: from the
    // internet if one of the load balancers faces it, from the VPC otherwise.
    service.assumesClients = clients == nil
    service.clients = clients ?? (loadBalancers.isEmpty || service.measured != nil ? .nodes : .vpc)
    service.loadBalancers = loadBalancers.enumerated().compactMap {
      readLoadBalancer($1, of: service, part.key("exposures.\($0)"))
    }
    if clients == nil, service.clients == .vpc, service.loadBalancers.contains(where: { $0.clients == .internet }) {
      service.clients = .internet
    }
    return service
  }

  /// Returns a traffic policy. Kubernetes' default is `Cluster` for both.
  private mutating func readPolicy(
    _ values: [String: YAMLNode], _ key: String, _ part: PlanPart
  ) -> KubernetesService.TrafficPolicy {
    cursor.choice(values[key], part.key(key), KubernetesService.TrafficPolicy.self) ?? .cluster
  }

  /// Returns the clients of a Service, load balancer or data store; `nil` if the key is absent or cannot be read.
  mutating func readClients(_ node: YAMLNode?, _ part: PlanPart) -> KubernetesService.Clients? {
    guard let node else { return nil }
    if node.text == "nodes" { return .nodes }
    let values = cursor.object(node, part, keys: PlanKeys.clients)
    guard values.count <= 1 else {
      cursor.complain(part, "expected exactly one of `workload`, `zones` and `cidr`", at: node)
      return nil
    }
    if let name = cursor.text(values["workload"], part) { return .workload(name) }
    if let zones = values["zones"] {
      var weights: [String: Double] = [:]
      for (zone, text) in cursor.texts(zones, part) {
        guard let number = ExactDecimal(text.utf8) else {
          cursor.complain(part, "'\(text.prefix(80))' is not a weight such as 2 or 0.5", at: zones)
          continue
        }
        weights[zone] = Double(number.billionths) / Double(ExactDecimal.unit)
      }
      return .zones(weights)
    }
    guard let cidr = cursor.choice(values["cidr"], part, Outside.self) else { return nil }
    return cidr == .vpc ? .vpc : .internet
  }

  /// The clients outside the cluster.
  enum Outside: String, CaseIterable {
    case vpc, internet
  }

  /// Returns a volume that is given as requests per second with their sizes, or as GB per month.
  private mutating func readVolume(_ values: [String: YAMLNode], _ part: PlanPart, _ node: YAMLNode) -> TrafficVolume? {
    let keys = ["requestsPerSecond", "requestBytes", "responseBytes"]
    if let month = values["gbPerMonth"] {
      if let key = keys.first(where: { values[$0] != nil }) {
        cursor.complain(part.key(key), "`gbPerMonth` and `\(key)` are mutually exclusive", at: values[key])
      }
      let volumes = cursor.object(month, part.key("gbPerMonth"), keys: PlanKeys.volume)
      for key in PlanKeys.volume where volumes[key] == nil {
        cursor.complain(part.key("gbPerMonth"), "`\(key)` is missing", at: month)
      }
      guard let request = cursor.volume(volumes["request"], part.key("gbPerMonth")),
        let response = cursor.volume(volumes["response"], part.key("gbPerMonth"))
      else { return nil }
      return TrafficVolume(request: request, response: response)
    }
    guard keys.contains(where: { values[$0] != nil }) else { return nil }
    for key in keys { cursor.require(key, of: part, in: values, at: node) }
    let rate = cursor.value(
      values[keys[0]], part.key(keys[0]), expected: "a number of requests per second, at most a billion",
      read: { ExactDecimal($0.utf8).flatMap { $0.billionths <= Self.highestRate ? $0 : nil } })
    let request = readSize(values, keys[1], part)
    let response = readSize(values, keys[2], part)
    guard let rate, let request, let response else { return nil }
    return TrafficVolume(
      requestsPerSecond: rate, requestBytes: request, responseBytes: response, bytesPerGB: bytesPerGB)
  }

  private static let highestRate = 1_000_000_000 * ExactDecimal.unit

  /// Returns the size of a request or a response in bytes.
  private mutating func readSize(_ values: [String: YAMLNode], _ key: String, _ part: PlanPart) -> Int? {
    cursor.value(values[key], part.key(key), expected: "a number of bytes such as 2Ki, at most 1Ti") {
      MemoryAmount($0).flatMap { $0.bytes <= 1 << 40 ? $0.bytes : nil }
    }
  }

  /// Returns numbers of connections, for which both keys are required; `nil` if both are absent.
  mutating func readConnections(
    _ values: [String: YAMLNode], _ keys: (String, String), _ part: PlanPart, _ node: YAMLNode
  ) -> KubernetesService.Connections? {
    let (perSecond, active) = keys
    guard values[perSecond] != nil || values[active] != nil else { return nil }
    for key in [perSecond, active] { cursor.require(key, of: part, in: values, at: node) }
    guard let new = cursor.number(values[perSecond], part.key(perSecond)),
      let open = cursor.number(values[active], part.key(active))
    else { return nil }
    return KubernetesService.Connections(perSecond: new, active: open)
  }

  /// Returns a load balancer in front of a Service.
  private mutating func readLoadBalancer(
    _ node: YAMLNode, of service: KubernetesService, _ part: PlanPart
  ) -> LoadBalancer? {
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.loadBalancer)
    guard values["type"] != nil else {
      cursor.complain(part, "`type` is missing; expected nlb or alb", at: node)
      return nil
    }
    guard let kind = cursor.choice(values["type"], part, LoadBalancer.Kind.self) else { return nil }
    var loadBalancer = LoadBalancer(kind)
    // The AWS Load Balancer Controller registers nodes unless the Service asks for pods.
    loadBalancer.target = cursor.choice(values["targetType"], part, LoadBalancer.Target.self) ?? .instance
    // Cross-zone load balancing is on by default for an ALB and off for an NLB.
    loadBalancer.crossesZones = cursor.flag(values["crossZone"], part) ?? kind.crossesZones
    loadBalancer.zones = cursor.texts(inList: values["zones"], part)
    let fallback: KubernetesService.Clients = service.clients.areOutside ? service.clients : .vpc
    loadBalancer.clients = readClients(values["clients"], part) ?? fallback
    loadBalancer.clientRouting =
      cursor.choice(values["clientRoutingPolicy"], part, LoadBalancer.ClientRouting.self) ?? .anyZone
    loadBalancer.listener = cursor.choice(values["protocol"], part, LoadBalancer.ListenerProtocol.self) ?? .tcp
    if kind == .alb {
      for key in ["protocol", "clientRoutingPolicy"] where values[key] != nil {
        cursor.complain(part, "`\(key)` applies only to an NLB", at: values[key])
      }
    } else {
      for key in ["loadBalancer", "rules"] where values[key] != nil {
        cursor.complain(part, "`\(key)` applies only to an ALB", at: values[key])
      }
    }
    loadBalancer.sharedName = cursor.text(values["loadBalancer"], part)
    loadBalancer.rules = cursor.number(values["rules"], part) ?? 1
    loadBalancer.volume = readVolume(values, part, node)
    loadBalancer.connections = readConnections(values, ("connectionsPerSecond", "activeConnections"), part, node)
    loadBalancer.targetGroups = cursor.list(values["targetGroups"], part).compactMap { readTargetGroup($0, part) }
    return loadBalancer
  }

  /// Returns a target group of a load balancer that shares its traffic between Services.
  private mutating func readTargetGroup(_ node: YAMLNode, _ part: PlanPart) -> LoadBalancer.TargetGroup? {
    let values = cursor.object(node, part, keys: PlanKeys.targetGroup)
    for key in PlanKeys.targetGroup where values[key] == nil { cursor.complain(part, "`\(key)` is missing", at: node) }
    guard let name = cursor.text(values["service"], part), let weight = cursor.number(values["weight"], part) else {
      return nil
    }
    return LoadBalancer.TargetGroup(service: name, weight: weight)
  }
}
