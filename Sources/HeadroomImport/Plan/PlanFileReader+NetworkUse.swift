internal import Headroom

/// Reads gateways, endpoints, data stores, DNS and custom prices.
extension PlanFileReader {
  /// Returns the network use that does not come from Services.
  ///
  /// - Parameters:
  ///   - node: The value of the key `network`.
  ///   - currency: The currency of custom prices.
  ///   - zoneIDs: The names of the zones by zone ID.
  mutating func readNetworkUse(_ node: YAMLNode?, currency: Currency, zoneIDs: [String: String]) -> NetworkUse {
    var use = NetworkUse()
    guard let node else { return use }
    let part = PlanPart(.network)
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.network)
    if let bytes = cursor.value(
      values["bytesPerGB"], part.key("bytesPerGB"), expected: "a number of bytes from 1000000000 to 10000000000",
      read: { Int(decimalDigits: $0.utf8).flatMap { 1_000_000...10_000_000_000 ~= $0 ? $0 : nil } })
    {
      bytesPerGB = bytes
      use.bytesPerGB = bytes
    }
    use.paysControlPlane = cursor.flag(values["controlPlane"], part.key("controlPlane"))
    use.controlPlaneTier = cursor.choice(
      values["controlPlaneTier"], part.key("controlPlaneTier"), NetworkUse.ControlPlaneTier.self)
    use.hybridVCPUs = cursor.number(values["hybridNodeVCPUs"], part.key("hybridNodeVCPUs")) ?? 0
    use.lattice = values["vpcLattice"].map { readLattice($0, part.key("vpcLattice")) }
    use.natGateways = values["natGateways"].flatMap { readNATGateways($0, part.key("natGateways")) }
    use.endpoints = items("endpoints", values, part).enumerated().compactMap {
      readEndpoint($1, part.key("endpoints.\($0)"))
    }
    use.internetEgress = cursor.volume(values["internetEgressGBPerMonth"], part.key("internetEgressGBPerMonth"))
    use.transitGateway = values["transitGateway"].map { readTransitGateway($0, part.key("transitGateway")) }
    use.interRegion = items("interRegion", values, part).compactMap { readInterRegion($0, part.key("interRegion")) }
    use.dns = values["dns"].flatMap { readDNS($0, part.key("dns")) }
    use.dataStores = items("dataStores", values, part).enumerated().compactMap {
      readDataStore($1, number: $0 + 1, part.key("dataStores.\($0)"))
    }
    use.publicIPv4Addresses = cursor.number(values["publicIPv4Addresses"], part.key("publicIPv4Addresses"))
    if let connections = values["loadBalancerConnections"] {
      let key = part.key("loadBalancerConnections")
      let numbers = cursor.object(connections, key, keys: PlanKeys.connections)
      use.loadBalancerConnections = readConnections(numbers, ("perSecond", "active"), key, connections)
    }
    use.egress = values["egress"].flatMap { readEgress($0, part.key("egress")) }
    use.externalDNS = values["externalDNS"].flatMap { readExternalDNS($0, part.key("externalDNS")) }
    use.measured = items("measured", values, part).enumerated().compactMap { number, node in
      let key = part.key("measured.\(number)")
      let values = cursor.object(node, key, keys: PlanKeys.networkMeasured)
      let name = cursor.text(values["name"], key) ?? "measured \(number + 1)"
      return readMeasured(values, key, zoneIDs, node).map { NetworkUse.Measured(name: name, traffic: $0) }
    }
    use.prices = readPrices(values["prices"], part, currency)
    return use
  }

  /// Returns the services of VPC Lattice.
  private mutating func readLattice(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.Lattice {
    let values = cursor.object(node, part, keys: PlanKeys.lattice)
    return NetworkUse.Lattice(
      services: cursor.number(values["services"], part) ?? 1, volume: cursor.volume(values["gbPerMonth"], part))
  }

  /// Returns the prices that replace those of the price list, by their names in the list.
  private mutating func readPrices(_ node: YAMLNode?, _ part: PlanPart, _ currency: Currency) -> [Meter: Money] {
    var prices: [Meter: Money] = [:]
    guard let mapping = node?.pairs else {
      _ = cursor.texts(node, part.key("prices"))
      return [:]
    }
    for (key, value) in mapping {
      guard let usage = cursor.text(key, part.key("prices")) else { continue }
      let own = part.key("prices.\(usage)")
      cursor.mark(own, at: value)
      prices[Meter(rawValue: usage)] = cursor.value(value, own, expected: "a price such as 0.045") {
        Money($0, currency: currency)
      }
    }
    return prices
  }

  /// Returns the items of the list with a key.
  private mutating func items(_ key: String, _ values: [String: YAMLNode], _ part: PlanPart) -> [YAMLNode] {
    cursor.list(values[key], part.key(key))
  }

  /// Returns the NAT gateways: one in each of several zones, or a single one for all zones.
  private mutating func readNATGateways(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.NATGateways? {
    let values = cursor.object(node, part, keys: PlanKeys.natGateways)
    if values["zones"] != nil, values["one"] != nil {
      cursor.complain(part, "`zones` and `one` are mutually exclusive", at: node)
    }
    let zones =
      values["one"] != nil
      ? [cursor.text(values["one"], part) ?? ""] : cursor.texts(inList: values["zones"], part)
    var gateways = NetworkUse.NATGateways(zones: zones)
    gateways.isRegional = cursor.flag(values["regional"], part) ?? false
    if let month = values["gbPerMonth"] { readNATVolume(month, into: &gateways, part) }
    gateways.addresses = cursor.number(values["addresses"], part) ?? 1
    return gateways
  }

  /// Reads the data through NAT gateways: `out` and `in` of the internet, or these two for `internet` and `aws` apart.
  private mutating func readNATVolume(_ node: YAMLNode, into gateways: inout NetworkUse.NATGateways, _ part: PlanPart) {
    let volumes = cursor.object(node, part, keys: PlanKeys.natVolume)
    let isSplit = volumes["internet"] != nil || volumes["aws"] != nil
    if isSplit, volumes["out"] != nil || volumes["in"] != nil {
      cursor.complain(part, "`out` and `in` mean the internet; put them below `internet` if `aws` is given", at: node)
    }
    let internet = isSplit ? volumes["internet"].map { cursor.object($0, part, keys: PlanKeys.natDirection) } : volumes
    // A part that is left out of a split does not exist; a direction that is left out of a part is not known.
    let isNone = isSplit && internet == nil
    gateways.outbound = isNone ? .zero : cursor.volume(internet?["out"], part)
    gateways.inbound = isNone ? .zero : cursor.volume(internet?["in"], part)
    if let aws = volumes["aws"].map({ cursor.object($0, part, keys: PlanKeys.natDirection) }) {
      gateways.outboundToAWS = cursor.volume(aws["out"], part)
      gateways.inboundFromAWS = cursor.volume(aws["in"], part)
    }
  }

  /// Returns a VPC endpoint.
  private mutating func readEndpoint(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.Endpoint? {
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.endpoint)
    for key in ["service", "type"] where values[key] == nil { cursor.complain(part, "`\(key)` is missing", at: node) }
    guard let service = cursor.text(values["service"], part),
      let kind = cursor.choice(values["type"], part, NetworkUse.Endpoint.Kind.self)
    else { return nil }
    var endpoint = NetworkUse.Endpoint(service: service, kind: kind)
    endpoint.zones = cursor.texts(inList: values["zones"], part)
    endpoint.volume = cursor.volume(values["gbPerMonth"], part)
    return endpoint
  }

  /// Returns the use of a transit gateway.
  private mutating func readTransitGateway(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.TransitGateway {
    let values = cursor.object(node, part, keys: PlanKeys.transitGateway)
    return NetworkUse.TransitGateway(
      attachments: cursor.number(values["attachments"], part) ?? 1,
      volume: cursor.volume(values["gbPerMonth"], part))
  }

  /// Returns the traffic to another region.
  private mutating func readInterRegion(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.InterRegion? {
    let values = cursor.object(node, part, keys: PlanKeys.interRegion)
    if values["to"] == nil { cursor.complain(part, "`to` is missing; expected a region such as us-east-1", at: node) }
    let region = readRegion(values["to"], part)
    let volume = cursor.volume(values["gbPerMonth"], part)
    return region.map { NetworkUse.InterRegion(to: $0, volume: volume) }
  }

  /// Returns the load of the VPC's DNS resolver.
  private mutating func readDNS(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.DNS? {
    let values = cursor.object(node, part, keys: PlanKeys.dns)
    if values["queriesPerSecond"] == nil { cursor.complain(part, "`queriesPerSecond` is missing", at: node) }
    guard let queries = cursor.number(values["queriesPerSecond"], part) else { return nil }
    var dns = NetworkUse.DNS(queriesPerSecond: queries)
    dns.coreDNSReplicas = cursor.number(values["coreDNSReplicas"], part)
    dns.usesNodeLocalCache = cursor.flag(values["nodeLocalDNS"], part) ?? false
    return dns
  }

  /// Returns a data store. Without a name it is named after its kind and its place in the list.
  private mutating func readDataStore(_ node: YAMLNode, number: Int, _ part: PlanPart) -> NetworkUse.DataStore? {
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.dataStore)
    if values["kind"] == nil { cursor.complain(part, "`kind` is missing", at: node) }
    guard let kind = cursor.choice(values["kind"], part, NetworkUse.DataStore.Kind.self) else { return nil }
    var store = NetworkUse.DataStore(
      name: cursor.text(values["name"], part) ?? "\(kind.rawValue) \(number)", kind: kind,
      zones: cursor.texts(inList: values["zones"], part))
    if let month = values["gbPerMonth"], month.pairs != nil {
      let volumes = cursor.object(month, part, keys: PlanKeys.volume)
      if let request = cursor.volume(volumes["request"], part), let response = cursor.volume(volumes["response"], part)
      {
        store.volume = request + response
      }
    } else {
      store.volume = cursor.volume(values["gbPerMonth"], part)
    }
    store.clients = readClients(values["clients"], part) ?? .nodes
    store.isStoreSideBilled = cursor.flag(values["dbSideBilled"], part) ?? true
    return store
  }

  /// Returns the connections out of the VPC.
  private mutating func readEgress(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.Egress? {
    let values = cursor.object(node, part, keys: PlanKeys.egress)
    if values["connectionsPerDestination"] == nil {
      cursor.complain(part, "`connectionsPerDestination` is missing", at: node)
    }
    guard let connections = cursor.number(values["connectionsPerDestination"], part) else { return nil }
    var egress = NetworkUse.Egress(connectionsPerDestination: connections)
    egress.newPerSecond = cursor.number(values["newPerSecond"], part)
    return egress
  }

  /// Returns the records that ExternalDNS manages.
  private mutating func readExternalDNS(_ node: YAMLNode, _ part: PlanPart) -> NetworkUse.ExternalDNS? {
    let values = cursor.object(node, part, keys: PlanKeys.externalDNS)
    if values["records"] == nil { cursor.complain(part, "`records` is missing", at: node) }
    guard let records = cursor.number(values["records"], part) else { return nil }
    var dns = NetworkUse.ExternalDNS(records: records)
    dns.hostedZones = cursor.number(values["hostedZones"], part) ?? dns.hostedZones
    dns.ownershipRecords = cursor.number(values["txtRecordsPerName"], part) ?? dns.ownershipRecords
    dns.interval = cursor.number(values["intervalSeconds"], part) ?? dns.interval
    dns.otherRecords = cursor.number(values["otherRecords"], part) ?? dns.otherRecords
    return dns
  }
}
