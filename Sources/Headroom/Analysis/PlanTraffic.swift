/// The traffic of a plan: its Services, what else it sends, and the bill.
public struct PlanTraffic: Sendable {
  /// The Services, in the plan's order.
  public let services: [ServiceTraffic]
  /// What is paid for beside the Services.
  public let lines: [BillLine]
  /// The bill as planned.
  public let total: BillTotal
  /// The bill if no Service had hints.
  public let totalWithoutHints: BillTotal
  /// The volumes from which one way is cheaper than another.
  public let breakEvens: [BreakEven]
  /// The prices.
  public let prices: TrafficPrices
  /// Nodes by zone, as the traffic sees them.
  let nodes: [String: Int]
  /// Nodes that run a pod of CoreDNS; `nil` if the plan has no workload of that name.
  let coreDNSHosts: Int?
  /// Whether zones weigh by their number of nodes, for want of a type's CPU.
  let countsNodes: Bool
  /// Whether the zones of some nodes are a guess.
  let guessesNodes: Bool
  private let currency: Currency

  init(of plan: ClusterPlan, zones: PlanZones, prices: TrafficPrices, today: CalendarDate?) {
    let prices = prices.replacing(plan.networkUse.prices, source: Source.plan)
    self.prices = prices
    nodes = zones.nodes
    coreDNSHosts = zones.hosts(of: "coredns")
    countsNodes = zones.cpu == nil || zones.nodes.isEmpty
    guessesNodes = zones.guessesNodes
    currency = plan.region.currency
    let context = TrafficContext(of: plan, zones: zones, prices: prices)
    services = plan.services.map { ServiceTraffic(of: $0, context: context) }
    let outside = services.flatMap(\.exposures).filter { $0.exposure.clients == .internet }
    let egress = outside.reduce(DataVolume.zero) { (sum: DataVolume?, load) in
      guard let sum, let volume = load.volume else { return nil }
      return sum + volume.response
    }
    lines = NetworkCost(plan.networkUse, context: context).lines(
      egress: egress, publicAddresses: outside.reduce(0) { $0 + $1.zones.count }, today: today)
    total = BillTotal(services.lazy.map(\.lines).joined() + lines, currency: currency)
    totalWithoutHints = BillTotal(services.lazy.map(\.linesWithoutHints).joined() + lines, currency: currency)
    let nat = plan.networkUse.natGateways
    let planned = nat.flatMap { nat in nat.outbound.flatMap { out in nat.inbound.map { out + $0 } } }
    breakEvens =
      (nat == nil ? [] : [BreakEven.natGateways(zones: zones.zones.count, planned: planned, meter: context.meter)])
      .compactMap(\.self)
      + plan.networkUse.endpoints.compactMap { BreakEven.endpoint($0, meter: context.meter) }
      + services.compactMap { BreakEven.locality(of: $0, meter: context.meter) }
  }
}

extension PlanTraffic {
  /// All lines as planned.
  public var allLines: [BillLine] { services.flatMap(\.lines) + lines }

  /// What kube-proxy decides about, and so hints may change: traffic between pods, and from node to pod.
  public var addressable: BillTotal { BillTotal(allLines.filter(\.isAddressable), currency: currency) }

  /// What hints cannot touch: load balancers' own hops, data stores, gateways, hours.
  public var notAddressable: BillTotal { BillTotal(allLines.filter { !$0.isAddressable }, currency: currency) }

  /// Whether there is anything to say.
  public var isEmpty: Bool { services.isEmpty && lines.isEmpty }
}
