/// The cost of a plan in addition to its Services: gateways, endpoints, data stores, internet traffic and the control
/// plane.
struct NetworkCost {
  private let use: NetworkUse
  private let context: TrafficContext
  private var tariff: Tariff { context.tariff }

  init(_ use: NetworkUse, context: TrafficContext) {
    self.use = use
    self.context = context
  }

  /// Returns the bill lines, in the order in which reports list them.
  ///
  /// - Parameters:
  ///   - egress: The data that load balancers send to the internet per month; `nil` if that of one is not known.
  ///   - publicAddresses: The number of public addresses of load balancers.
  ///   - today: The day that decides whether standard support of the Kubernetes version has ended.
  func lines(egress: DataVolume?, publicAddresses: Int, today: CalendarDate?) -> [BillLine] {
    var lines: [BillLine] = []
    if use.paysControlPlane == true { lines += controlPlane(today) }
    lines += use.measured.flatMap { tariff.crossing($0.traffic.crossing, .measured(name: $0.name)) }
    lines += dataStores + natGateways + endpoints + transitGateway + lattice + interRegion
    lines += internet(egress)
    lines += addresses(publicAddresses)
    return lines
  }

  /// Returns the lines of the control plane: the hours of the cluster, and those of its provisioned tier.
  func controlPlane(_ today: CalendarDate?) -> [BillLine] {
    [cluster(today)]
      + (use.controlPlaneTier.map { [tariff.line($0.meter, .controlPlaneTier($0), .hours(1))] } ?? [])
  }

  private func cluster(_ today: CalendarDate?) -> BillLine {
    let support = context.version.flatMap { EKSSupport(of: $0) }
    // EKS no longer supports the versions before 1.21, which are not in the support table.
    let isGone = context.version.map { $0 < KubernetesVersion(1, 21) } ?? false
    if isGone || both(support, today).map({ $1 >= $0.extendedEnds }) ?? false {
      return tariff.line(.controlPlaneExtended, .controlPlane(.ended), .hours(1), isAssumed: true)
    }
    if let support, let today, today >= support.standardEnds {
      return tariff.line(.controlPlaneExtended, .controlPlane(.extended(since: support.standardEnds)), .hours(1))
    }
    return tariff.line(
      .controlPlane, .controlPlane(.standard), .hours(1), isAssumed: support == nil || today == nil)
  }

  // MARK: Data stores

  private var dataStores: [BillLine] {
    use.dataStores.flatMap { store -> [BillLine] in
      let volume = part(crossing(from: context.weights(of: store.clients), to: store.zones), of: store.volume)
      guard store.kind.isManagedDatabase else { return tariff.crossing(volume, .clientToStore(name: store.name)) }
      // AWS meters each byte once at the clients and once at the database, in both directions.
      let (ofClients, isOther) = tariff.crossingMeter(.databaseClientSide, orElse: .crossAZOut)
      let (ofStore, isOtherToo) = tariff.crossingMeter(.databaseStoreSide, orElse: .crossAZIn)
      let client = tariff.line(
        ofClients, .storeClientSide(name: store.name), volume?.quantity, isAssumed: isOther)
      // RDS bills both sides. Two texts of AWS contradict each other about the store's side of ElastiCache.
      let own = tariff.line(
        ofStore, .storeSide(name: store.name, isCertain: store.kind == .rds), volume?.quantity,
        isAssumed: isOtherToo || store.kind != .rds)
      return store.isStoreSideBilled ? [client, own] : [client]
    }
  }

  /// Returns a share of a volume; zero if either is zero, even if the other is not known.
  private func part(_ share: Double?, of volume: DataVolume?) -> DataVolume? {
    if share == 0 || volume == .zero { return .zero }
    return share.flatMap { share in volume.map { $0 * share } }
  }

  /// Returns the share of the clients' traffic that crosses zones if some zones answer requests in equal shares.
  private func crossing(from clients: [String: Double]?, to zones: [String]) -> Double? {
    guard let clients, !clients.isEmpty else { return nil }
    let endpoints = Dictionary(zones.map { ($0, 1) }, uniquingKeysWith: +)
    return ZoneMatrix(clients: clients, endpoints: endpoints).crossZoneFraction
  }

  // MARK: Gateways and endpoints

  private var natGateways: [BillLine] {
    guard let nat = use.natGateways else { return [] }
    let both = nat.processed
    let share = natCrossing(nat)
    let count = nat.zones.count
    let zones = Dictionary(nat.zones.map { ($0, 1) }) { $1 }
    // In every region where its price is known, a regional gateway costs as much as a zonal one in each zone.
    let isRegional = nat.isRegional && tariff.price(.regionalNATGatewayHour) != nil
    // A NAT gateway bills the data that it processes in both directions. Traffic between a node and a NAT gateway in
    // another zone is billed as traffic between zones in addition.
    return [
      tariff.line(
        isRegional ? .regionalNATGatewayHour : .natGatewayHour, .natGatewayHours(gateways: count), .hours(count),
        isAssumed: nat.isRegional && !isRegional
      ).inZones(zones),
      tariff.line(.natGatewayGB, .natGatewayData(gateways: count), both?.quantity).inZones(zones),
    ] + tariff.crossing(part(share, of: both), .natGatewayCrossing(gateways: count))
  }

  /// Returns the share of the traffic of nodes that have no NAT gateway in their zone; `nil` if there are no nodes.
  private func natCrossing(_ nat: NetworkUse.NATGateways) -> Double? {
    let weights = context.zones.weights.sorted { $0.key < $1.key }
    let whole = weights.reduce(0) { $0 + $1.value }
    guard whole > 0 else { return nil }
    return weights.reduce(0) { $0 + (nat.zones.contains($1.key) ? 0 : $1.value) } / whole
  }

  private var endpoints: [BillLine] {
    let interfaces = use.endpoints.filter { $0.kind == .interface }
    let gateways = use.endpoints.filter { $0.kind == .gateway }
    var lines = gateways.map {
      tariff.line(.gatewayEndpoint, .gatewayEndpoint(service: $0.service), ($0.volume ?? .zero).quantity)
    }
    guard !interfaces.isEmpty else { return lines }
    for endpoint in interfaces {
      lines.append(
        tariff.line(
          .interfaceEndpointHour, .interfaceEndpointHours(service: endpoint.service), .hours(endpoint.zones.count)
        ).inZones(Dictionary(endpoint.zones.map { ($0, 1) }) { $1 }))
    }
    // The price tiers apply to the sum over all interface endpoints of an account.
    let volume = interfaces.reduce(DataVolume.zero) { (sum: DataVolume?, endpoint) in
      self.sum(sum, endpoint.volume)
    }
    return lines + tariff.tiers(.interfaceEndpointGB, .interfaceEndpointData, volume?.quantity)
  }

  private var transitGateway: [BillLine] {
    guard let gateway = use.transitGateway else { return [] }
    return [
      tariff.line(.transitGatewayHour, .transitGatewayAttachments, .hours(gateway.attachments)),
      tariff.line(.transitGatewayGB, .transitGatewayData, gateway.volume?.quantity),
    ]
  }

  private var lattice: [BillLine] {
    guard let lattice = use.lattice else { return [] }
    return [
      tariff.line(.latticeHour, .latticeServices(count: lattice.services), .hours(lattice.services)),
      tariff.line(.latticeGB, .latticeData, lattice.volume?.quantity),
    ]
  }

  /// Returns the lines of hybrid nodes, whose price has tiers over the vCPU-hours of a month.
  var hybridNodes: [BillLine] {
    guard use.hybridVCPUs > 0 else { return [] }
    return tariff.tiers(.hybridNode, .hybridNodes(vcpus: use.hybridVCPUs), .hours(use.hybridVCPUs))
  }

  private var interRegion: [BillLine] {
    use.interRegion.map { traffic in
      // The sender pays for traffic between regions. A pair of regions without a price uses the assumed default.
      let own = Meter.interRegionOut(to: traffic.destination)
      let isKnown = tariff.prices[own] != nil || tariff.prices[.interRegionOutDefault] == nil
      return tariff.line(
        isKnown ? own : .interRegionOutDefault, .interRegion(traffic.destination), traffic.volume?.quantity,
        isAssumed: !isKnown)
    }
  }

  // MARK: Internet

  /// Returns the lines for all traffic to the internet together, because the free allowance and the price tiers apply
  /// to the sum over the account.
  private func internet(_ egress: DataVolume?) -> [BillLine] {
    guard egress != .zero || use.internetEgress != nil || use.natGateways != nil else { return [] }
    let nat = use.natGateways.map(\.outbound) ?? .zero
    guard let all = sum(sum(egress, use.internetEgress ?? .zero), nat) else {
      return tariff.tiers(.internetOut, .internet(free: .zero), nil)
    }
    let allowance = tariff.prices[.internetOutFree]?.first?.perUnit.map { DataVolume(billionths: $0.nanounits) }
    let free = min(all, allowance ?? .zero)
    return tariff.tiers(
      .internetOut, .internet(free: free), DataVolume(billionths: all.billionths - free.billionths).quantity)
  }

  private func addresses(_ ofLoadBalancers: Int) -> [BillLine] {
    let ofGateways = use.natGateways.map { $0.zones.count * $0.addresses } ?? 0
    let count = use.publicIPv4Addresses ?? ofLoadBalancers + ofGateways
    guard count > 0 else { return [] }
    return [
      tariff.line(
        .publicIPv4Address, .publicAddresses(count: count), .hours(count), isAssumed: use.publicIPv4Addresses == nil)
    ]
  }

  private func sum(_ first: DataVolume?, _ second: DataVolume?) -> DataVolume? {
    guard let first, let second else { return nil }
    return first + second
  }
}
