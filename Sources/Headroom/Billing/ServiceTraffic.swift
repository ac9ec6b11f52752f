/// A Service of a plan: where its traffic goes, and what that costs with and without hints.
public struct ServiceTraffic: Hashable, Sendable {
  /// Who asks, as far as zones matter.
  public enum Callers: Hashable, Sendable {
    /// Pods, by the weight of each zone.
    case pods([String: Double])
    /// Load balancers: its own, or one that it shares.
    case loadBalancers
    /// Nobody: the workload that should ask has no pod that runs, or there is no node.
    case nobody
  }

  /// The Service.
  public let service: KubernetesService
  /// Who asks.
  public let callers: Callers
  /// Which of its wishes counts.
  public let request: TopologyRequest
  /// Ready pods by zone.
  public let endpoints: [String: Int]
  /// How traffic runs between zones; `nil` if that cannot be told: see ``obstacle``.
  public let routing: ServiceRouting?
  /// Why ``routing`` cannot be told; `nil` if it can.
  public let obstacle: String?
  /// The load balancers in front of it.
  public let loadBalancers: [LoadBalancerTraffic]
  /// The bill as planned.
  public let lines: [BillLine]
  /// The bill if no pod had a hint.
  public let linesWithoutHints: [BillLine]
  /// Numbers of replicas between `replicas` and `maxReplicas` that get no hints, for this plan's zones.
  public let countsWithoutHints: [Int]
  /// The pods that each zone needs if none may help another; `nil` without clients in the cluster, and for a DaemonSet.
  public let localReplicas: LocalReplicas?
  /// What a month of the pods costs that only locality needs; `nil` if the price of a node is not known.
  public let costOfExtraReplicas: Money?
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

  /// The bill as planned and without hints: between pods, then through load balancers.
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
    // What was measured holds until hints change it.
    let changes = service.measured == nil || routing.map { !$0.hints.isEmpty } ?? false
    let planned = changes ? crossing(routing?.asAsked) : service.measured?.crossing
    let plain = service.measured?.crossing ?? crossing(routing?.withoutHints)
    return (lines(planned) + outside.0, lines(plain) + outside.1)
  }
}

extension ServiceTraffic {
  /// The weight of the clients by zone; empty unless pods ask.
  public var clients: [String: Double] { if case .pods(let weights) = callers { weights } else { [:] } }

  /// The traffic between pods as planned; `nil` if there is none or it cannot be told.
  public var matrix: ZoneMatrix? { if case .pods = callers { routing?.asAsked } else { nil } }

  private var isAsMeasured: Bool { service.measured != nil && routing?.hints.isEmpty ?? true }

  /// The share of the traffic between pods that crosses zones; `nil` if there is none or it cannot be told.
  public var crossZoneFraction: Double? {
    isAsMeasured ? service.measured?.crossZoneFraction : matrix?.crossZoneFraction
  }

  /// The same share without hints.
  public var crossZoneFractionWithoutHints: Double? {
    guard case .pods = callers else { return nil }
    return service.measured?.crossZoneFraction ?? routing?.withoutHints.crossZoneFraction
  }

  /// Each zone's traffic to each, as shares of all of it: as measured while nothing changes it, or else as computed.
  public var flows: [ZoneMatrix.Flow] {
    guard isAsMeasured, let measured = service.measured, measured.total > .zero else { return matrix?.flows ?? [] }
    let total = measured.total.gigabytes
    return measured.volumes.sorted { $0.key < $1.key }.flatMap { from, row in
      row.sorted { $0.key < $1.key }.map { ZoneMatrix.Flow(from: from, to: $0.key, share: $0.value.gigabytes / total) }
    }
  }

  /// What is sent in a month, both directions, between pods and through its load balancers; `nil` if nobody told.
  public var volume: DataVolume? {
    let own = callers == .loadBalancers ? nil : service.measured?.total ?? service.volume?.total
    let parts = (callers == .loadBalancers ? [] : [own]) + loadBalancers.map { $0.volume?.total }
    return parts.isEmpty ? nil : parts.reduce(DataVolume.zero) { both($0, $1).map(+) }
  }

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

extension KubernetesService {
  /// What each load balancer carries: its own volume, or an equal part of what the others leave of the Service's.
  var volumesOfLoadBalancers: [TrafficVolume?] {
    guard clients.areOutside, let volume else { return loadBalancers.map(\.volume) }
    let given = loadBalancers.compactMap(\.volume)
    let rest = given.reduce(volume) { $0.subtracting($1) }
    let part = rest.divided(by: max(1, loadBalancers.count - given.count))
    return loadBalancers.map { $0.volume ?? part }
  }
}
