/// A Service of a plan: where its traffic goes, and what that costs with and without hints.
public struct ServiceTraffic: Hashable, Sendable {
  /// The Service.
  public let service: Service
  /// Which of its wishes counts.
  public let request: TopologyRequest
  /// Ready pods by zone.
  public let endpoints: [String: Int]
  /// The weight of its clients by zone; empty if they come through load balancers.
  public let clients: [String: Double]
  /// How traffic runs between zones; `nil` if that hangs on the CPU of a type that is not known.
  public let routing: ServiceRouting?
  /// The load balancers in front of it.
  public let exposures: [ExposureTraffic]
  /// The bill as planned.
  public let lines: [BillLine]
  /// The bill if no pod had a hint.
  public let linesWithoutHints: [BillLine]
  /// Numbers of replicas between `replicas` and `maxReplicas` that get no hints, for this plan's zones.
  public let countsWithoutHints: [Int]
  /// The pods that each zone needs if none may help another; `nil` without clients in the cluster.
  public let localReplicas: LocalReplicas?
  /// What a month of the pods costs that only locality needs; `nil` if the price of a node is not known.
  public let costOfExtraReplicas: Money?

  /// Whether all of its traffic comes through load balancers.
  public let comesFromOutside: Bool
  private let currency: Currency

  init(
    of service: Service, in zones: PlanZones, version: KubernetesVersion?, ipFamily: NetworkSettings.IPFamily,
    context: TrafficContext
  ) {
    self.service = service
    currency = context.currency
    var request = TopologyRequest(
      annotations: service.annotations, trafficDistribution: service.trafficDistribution, version: version)
    if service.isHeadless, request.mode != .none {
      request = request.refused("a headless Service has no address for kube-proxy to act on: hints do nothing")
    }
    self.request = request
    endpoints = zones.pods(of: service.workload)
    // Who tells no volume and stands behind another Service's load balancer is asked through that.
    let isBehindAnother = service.volume == nil && service.measured == nil && context.shared.contains(service.name)
    comesFromOutside = service.clients.areOutside || isBehindAnother
    clients = comesFromOutside ? [:] : context.clients(service.clients, measured: service.measured)
    let asking: String? = if case .workload(let name) = service.clients { name } else { nil }
    let needsNodes = service.internalPolicy == .local || request.mode == .preferSameNode
    let weights = clients.isEmpty ? zones.weights : clients
    let nodes =
      needsNodes
      ? zones.servingNodes(of: service.workload, clients: weights, asking: asking)
      : weights.map { ServingNodes(zone: $0.key, clients: $0.value) }
    let addressType: TopologyHints.AddressType = ipFamily == .ipv6 ? .ipv6 : .ipv4
    let routing =
      request.mode == .auto && zones.cpu == nil
      ? nil
      : ServiceRouting(
        mode: request.mode, endpoints: endpoints, clients: nodes, ratios: zones.ratios,
        policy: service.internalPolicy, addressType: addressType)
    self.routing = routing
    exposures = service.exposures.map { exposure in
      ExposureTraffic(of: exposure, before: service, in: zones, context: context)
    }
    let purpose = "\(service.name), pod to pod"
    let isAddressable = !service.isHeadless && service.internalPolicy == .cluster
    let isInside = !comesFromOutside
    func inside(_ crossing: DataVolume?) -> [BillLine] {
      guard isInside else { return [] }
      return context.meter.crossing(crossing, purpose, isAddressable: isAddressable)
    }
    let volume = service.measured?.total ?? service.volume?.total
    func crossing(_ fraction: Double?, isMeasured: Bool) -> DataVolume? {
      if isMeasured, let measured = service.measured { return measured.crossing }
      return fraction == 0 ? .zero : zip2(volume, fraction).map(*)
    }
    let hasHints = routing.map { !$0.hints.isEmpty } ?? false
    let asAsked = crossing(routing?.asAsked.crossZoneFraction, isMeasured: !hasHints)
    let plain = crossing(routing?.withoutHints.crossZoneFraction, isMeasured: true)
    lines = inside(asAsked) + exposures.flatMap(\.lines)
    linesWithoutHints = inside(plain) + exposures.flatMap(\.linesWithoutHints)
    let counts = request.mode == .auto ? zones.replicas(of: service.workload) : nil
    countsWithoutHints =
      zip2(counts, zones.ratios).map { counts, ratios in
        TopologyHints.countsWithoutHints(in: counts, ratios: ratios).map(\.endpoints)
      } ?? []
    let count = endpoints.values.reduce(0, +)
    let local = clients.isEmpty || count == 0 ? nil : LocalReplicas(clients: clients, replicas: count)
    localReplicas = local
    let extra = local?.extra
    costOfExtraReplicas =
      extra == 0 ? .zero(currency) : zip2(extra, zones.monthlyCost(ofPod: service.workload)).map { $1 * $0 }
  }
}

extension ServiceTraffic {
  /// The share of the traffic between pods that crosses zones; `nil` if all of it comes through load balancers or the
  /// share is not known.
  public var crossZoneFraction: Double? {
    guard !comesFromOutside else { return nil }
    if let measured = service.measured, routing?.hints.isEmpty ?? true { return measured.crossZoneFraction }
    return routing?.asAsked.crossZoneFraction
  }

  /// The same share without hints.
  public var crossZoneFractionWithoutHints: Double? {
    guard !comesFromOutside else { return nil }
    return service.measured?.crossZoneFraction ?? routing?.withoutHints.crossZoneFraction
  }

  /// The traffic between pods as planned; `nil` if all comes through load balancers or it is not known.
  public var matrix: ZoneMatrix? { comesFromOutside ? nil : routing?.asAsked }

  /// Each zone's traffic to each, as shares of all of it: as measured while nothing changes it, or else as computed.
  public var flows: [ZoneMatrix.Flow] {
    guard !comesFromOutside else { return [] }
    guard let measured = service.measured, routing?.hints.isEmpty ?? true, measured.total > .zero else {
      return routing?.asAsked.flows ?? []
    }
    let total = measured.total.gigabytes
    return measured.volumes.sorted { $0.key < $1.key }.flatMap { from, row in
      row.sorted { $0.key < $1.key }.map { ZoneMatrix.Flow(from: from, to: $0.key, share: $0.value.gigabytes / total) }
    }
  }

  /// What is sent in a month, both directions; `nil` if nobody told.
  public var volume: DataVolume? { service.measured?.total ?? service.volume?.total }

  /// The bill as planned, added up.
  public var total: BillTotal { BillTotal(lines, currency: currency) }

  /// The bill without hints, added up.
  public var totalWithoutHints: BillTotal { BillTotal(linesWithoutHints, currency: currency) }

  /// What hints save in a month; `nil` if either bill is not known.
  public var saving: Money? {
    guard let with = total.costPerMonth, let without = totalWithoutHints.costPerMonth else { return nil }
    return Money(nanounits: without.nanounits - with.nanounits, currency: with.currency)
  }
}

/// Both values, or none.
private func zip2<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}
