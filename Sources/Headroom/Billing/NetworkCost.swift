/// What a plan pays for beside its Services: gateways, endpoints, data stores, the internet, the control plane.
struct NetworkCost {
  private let use: NetworkUse
  private let context: TrafficContext
  private var tariff: Tariff { context.tariff }

  init(_ use: NetworkUse, context: TrafficContext) {
    self.use = use
    self.context = context
  }

  /// The lines, in the order in which a reader looks for them.
  ///
  /// - Parameters:
  ///   - egress: What load balancers answer to the internet in a month; `nil` if that of one is not known.
  ///   - publicAddresses: Public addresses of load balancers.
  ///   - today: The day that decides whether the version's standard support has ended.
  func lines(egress: DataVolume?, publicAddresses: Int, today: CalendarDate?) -> [BillLine] {
    var lines: [BillLine] = []
    if use.paysControlPlane { lines.append(controlPlane(today)) }
    lines += use.measured.flatMap { tariff.crossing($0.traffic.crossing, .measured(name: $0.name)) }
    lines += dataStores + natGateways + endpoints + transitGateway + interRegion
    lines += internet(egress)
    lines += addresses(publicAddresses)
    return lines
  }

  private func controlPlane(_ today: CalendarDate?) -> BillLine {
    let support = context.version.flatMap { EKSSupport(of: $0) }
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
      // Both directions on either side: a byte is metered once where it leaves and once where it enters.
      let client = tariff.line(.databaseClientSide, .storeClientSide(name: store.name), volume?.quantity)
      let own = tariff.line(.databaseStoreSide, .storeSide(name: store.name), volume?.quantity)
      return store.isStoreSideBilled ? [client, own] : [client]
    }
  }

  /// The share of a volume; nothing of nothing is known, whatever the other is.
  private func part(_ share: Double?, of volume: DataVolume?) -> DataVolume? {
    if share == 0 || volume == .zero { return .zero }
    return share.flatMap { share in volume.map { $0 * share } }
  }

  /// The share of the clients' traffic that crosses to zones that answer in equal shares.
  private func crossing(from clients: [String: Double]?, to zones: [String]) -> Double? {
    guard let clients, !clients.isEmpty else { return nil }
    let endpoints = Dictionary(zones.map { ($0, 1) }, uniquingKeysWith: +)
    return ZoneMatrix(clients: clients, endpoints: endpoints).crossZoneFraction
  }

  // MARK: Gateways and endpoints

  private var natGateways: [BillLine] {
    guard let nat = use.natGateways else { return [] }
    let both = sum(nat.outbound, nat.inbound)
    let share = natCrossing(nat)
    let count = nat.zones.count
    return [
      tariff.line(.natGatewayHour, .natGatewayHours(gateways: count), .hours(count)),
      tariff.line(.natGatewayGB, .natGatewayData(gateways: count), both?.quantity),
    ] + tariff.crossing(part(share, of: both), .natGatewayCrossing(gateways: count))
  }

  /// The share of the traffic whose node has no NAT gateway in its zone; `nil` if there is no node.
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
          .interfaceEndpointHour, .interfaceEndpointHours(service: endpoint.service), .hours(endpoint.zones.count)))
    }
    // Tiers count over all endpoints of an account.
    let volume = interfaces.reduce(DataVolume.zero) { (sum: DataVolume?, endpoint) in
      self.sum(sum, endpoint.volume)
    }
    return lines + tariff.tiers(.interfaceEndpointGB, .interfaceEndpointData, volume)
  }

  private var transitGateway: [BillLine] {
    guard let gateway = use.transitGateway else { return [] }
    return [
      tariff.line(.transitGatewayHour, .transitGatewayAttachments, .hours(gateway.attachments)),
      tariff.line(.transitGatewayGB, .transitGatewayData, gateway.volume?.quantity),
    ]
  }

  private var interRegion: [BillLine] {
    use.interRegion.map { traffic in
      let own = Meter.interRegionOut(to: traffic.destination)
      let isKnown = tariff.prices[own] != nil || tariff.prices[.interRegionOutDefault] == nil
      return tariff.line(
        isKnown ? own : .interRegionOutDefault, .interRegion(traffic.destination), traffic.volume?.quantity,
        isAssumed: !isKnown)
    }
  }

  // MARK: Internet

  /// One bill for all that goes to the internet: tiers and the free allowance are the account's.
  private func internet(_ egress: DataVolume?) -> [BillLine] {
    guard egress != .zero || use.internetEgress != nil || use.natGateways != nil else { return [] }
    let nat = use.natGateways.map(\.outbound) ?? .zero
    guard let all = sum(sum(egress, use.internetEgress ?? .zero), nat) else {
      return tariff.tiers(.internetOut, .internet(free: .zero), nil)
    }
    let allowance = tariff.prices[.internetOutFree]?.first?.perUnit.map { DataVolume(billionths: $0.nanounits) }
    let free = min(all, allowance ?? .zero)
    return tariff.tiers(
      .internetOut, .internet(free: free), DataVolume(billionths: all.billionths - free.billionths))
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
