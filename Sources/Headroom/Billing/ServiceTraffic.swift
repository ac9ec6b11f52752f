/// The traffic of a Service between zones, and its cost with and without topology hints.
public struct ServiceTraffic: Hashable, Sendable {
  /// The clients that send requests to the Service.
  package enum Callers: Hashable, Sendable {
    /// Pods, with the weight of each zone.
    case pods([String: Double])
    /// Load balancers: those of the Service, or one that it shares with another Service.
    case loadBalancers
    /// None: the client workload has no running pod, or the plan has no nodes.
    case nobody
  }

  /// The Service.
  public let service: KubernetesService
  /// The clients that send requests to the Service.
  package let callers: Callers
  /// The routing settings of the Service, with the mode that takes effect.
  package let request: TopologyRequest
  /// The number of ready pods in each zone.
  package let endpoints: [String: Int]
  /// The traffic between zones; `nil` if it cannot be computed for the reason in ``obstacle``.
  package let routing: ServiceRouting?
  /// The reason why ``routing`` cannot be computed; `nil` if it can.
  package let obstacle: String?
  /// The load balancers in front of the Service.
  package let loadBalancers: [LoadBalancerTraffic]
  /// The bill as planned.
  public let lines: [BillLine]
  /// The bill without topology hints.
  package let linesWithoutHints: [BillLine]
  /// The numbers of replicas between `replicas` and `maxReplicas` for which topology-mode `Auto` assigns no hints in
  /// the zones of this plan.
  package let countsWithoutHints: [Int]
  /// The number of pods that each zone needs if every zone serves its own clients.
  ///
  /// `nil` if the Service has no clients in the cluster, and for a DaemonSet.
  package let localReplicas: LocalReplicas?
  /// What `trafficDistribution` would save if the Service asked for it; `nil` if it asks for hints already, if the
  /// cluster's version does not know the setting, or if the saving is not known.
  package let freeLocality: FreeLocality?
  /// The monthly cost of the additional pods in ``localReplicas``; `nil` if the price of a node is not known.
  package let costOfExtraReplicas: Money?
  private let currency: Currency

  init(of service: KubernetesService, context: TrafficContext) {
    self.service = service
    currency = context.currency
    let zones = context.zones
    callers = context.callers(of: service)
    endpoints = zones.pods(of: service.workload)
    request = context.request(of: service)
    obstacle = context.obstacle(to: service, request.mode, callers)
    routing = obstacle == nil ? context.routing(of: service, request.mode, callers) : nil
    loadBalancers = zip(service.loadBalancers, service.volumesOfLoadBalancers).map { loadBalancer, volume in
      LoadBalancerTraffic(of: loadBalancer, before: service, volume: volume, context: context)
    }
    (lines, linesWithoutHints) = Self.bills(service, callers, routing, loadBalancers, context.tariff)
    freeLocality = FreeLocality(of: service, request, callers, routing, context)
    let counts = request.mode == .auto && obstacle == nil ? zones.replicas(of: service.workload) : nil
    countsWithoutHints =
      both(counts, zones.ratios).map { counts, ratios in
        TopologyHints.countsWithoutHints(in: counts, ratios: ratios).map(\.endpoints)
      } ?? []
    let count = endpoints.values.reduce(0, +)
    if case .pods(let clients) = callers, count > 0, zones.replicas(of: service.workload) != nil {
      localReplicas = LocalReplicas(clients: clients, replicas: count)
    } else {
      localReplicas = nil
    }
    let extra = localReplicas?.extra
    costOfExtraReplicas =
      extra == 0 ? .zero(currency) : both(extra, context.monthlyCost(ofPod: service.workload)).map { $1 * $0 }
  }

  /// Returns the bill as planned and the bill without hints. Traffic between pods precedes that of load balancers.
  private static func bills(
    _ service: KubernetesService, _ callers: Callers, _ routing: ServiceRouting?,
    _ loadBalancers: [LoadBalancerTraffic], _ tariff: Tariff
  ) -> ([BillLine], [BillLine]) {
    let outside = (loadBalancers.flatMap(\.lines), loadBalancers.flatMap(\.linesWithoutHints))
    guard callers != .loadBalancers else { return outside }
    func lines(_ crossing: DataVolume?) -> [BillLine] {
      tariff.crossing(
        crossing, .podToPod(service: service.name),
        isAddressable: !service.isHeadless && service.internalPolicy == .cluster)
    }
    func crossing(_ matrix: ZoneMatrix?) -> DataVolume? {
      if matrix?.crossZoneFraction == 0 { return .zero }
      return both(service.measured?.total ?? service.volume?.total, matrix?.crossZoneFraction).map(*)
    }
    // Measured traffic is billed as measured, unless topology hints change it.
    let changes = service.measured == nil || routing.map { !$0.hints.isEmpty } ?? false
    let planned = changes ? crossing(routing?.asAsked) : service.measured?.crossing
    let plain = service.measured?.crossing ?? crossing(routing?.withoutHints)
    return (lines(planned) + outside.0, lines(plain) + outside.1)
  }
}

extension ServiceTraffic {
  /// The weight of the clients in each zone; empty if the clients are not pods.
  package var clients: [String: Double] { if case .pods(let weights) = callers { weights } else { [:] } }

  /// The traffic between pods as planned; `nil` if there is none or it cannot be computed.
  package var matrix: ZoneMatrix? { if case .pods = callers { routing?.asAsked } else { nil } }

  private var isAsMeasured: Bool { service.measured != nil && routing?.hints.isEmpty ?? true }

  /// The share of the traffic between pods that crosses zones, from 0 to 1; `nil` if there is no such traffic or it
  /// cannot be computed.
  public var crossZoneFraction: Double? {
    isAsMeasured ? service.measured?.crossZoneFraction : matrix?.crossZoneFraction
  }

  /// The share of the traffic between pods that crosses zones without topology hints, from 0 to 1; `nil` if there is no
  /// such traffic or it cannot be computed.
  public var crossZoneFractionWithoutHints: Double? {
    guard case .pods = callers else { return nil }
    return service.measured?.crossZoneFraction ?? routing?.withoutHints.crossZoneFraction
  }

  /// The traffic from each zone to each other, as shares of the whole: as measured unless topology hints change it, and
  /// otherwise as computed.
  package var flows: [ZoneMatrix.Flow] {
    guard isAsMeasured, let measured = service.measured, measured.total > .zero else { return matrix?.flows ?? [] }
    let total = measured.total.gigabytes
    return measured.pairs.sorted { $0.key < $1.key }.flatMap { from, row in
      row.sorted { $0.key < $1.key }.map { ZoneMatrix.Flow(from: from, to: $0.key, share: $0.value.gigabytes / total) }
    }
  }

  /// The traffic per month in both directions, between pods and through load balancers; `nil` if the plan does not give
  /// it.
  public var volume: DataVolume? {
    let own = callers == .loadBalancers ? nil : service.measured?.total ?? service.volume?.total
    let parts = (callers == .loadBalancers ? [] : [own]) + loadBalancers.map { $0.volume?.total }
    return parts.isEmpty ? nil : parts.reduce(DataVolume.zero) { both($0, $1).map(+) }
  }

  /// The sum of the bill as planned.
  public var total: BillTotal { BillTotal(lines, currency: currency) }

  /// The sum of the bill without topology hints.
  public var totalWithoutHints: BillTotal { BillTotal(linesWithoutHints, currency: currency) }

  /// The amount that topology hints save per month; `nil` if either bill is not known.
  public var saving: Money? {
    guard let with = total.costPerMonth, let without = totalWithoutHints.costPerMonth else { return nil }
    return without - with
  }
}

extension KubernetesService {
  /// The volume of each load balancer: the one that the plan gives for it, or otherwise an equal part of the rest of
  /// the Service's volume.
  var volumesOfLoadBalancers: [TrafficVolume?] {
    guard clients.areOutside, let volume else { return loadBalancers.map(\.volume) }
    let given = loadBalancers.compactMap(\.volume)
    let rest = given.reduce(volume) { $0.subtracting($1) }
    let part = rest.divided(by: max(1, loadBalancers.count - given.count))
    return loadBalancers.map { $0.volume ?? part }
  }
}
