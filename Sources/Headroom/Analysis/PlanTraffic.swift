/// The traffic of a plan: its Services, what else it sends, and what all of it costs in a month.
public struct PlanTraffic: Sendable {
  /// The capacity that the traffic stands on.
  public let analysis: PlanAnalysis
  /// The Services, in the plan's order.
  public let services: [ServiceTraffic]
  /// The lines of the bill that belong to no Service.
  public let lines: [BillLine]
  /// The bill as planned.
  public let total: BillTotal
  /// The bill if no Service had topology hints.
  public let totalWithoutHints: BillTotal
  /// The volumes from which one way of doing something is cheaper than another.
  public let breakEvens: [BreakEven]
  /// The costs of the node groups, in the plan's order.
  public let groupCosts: [GroupCost]
  /// The prices that it is billed at, with those of the plan itself.
  public let prices: Prices
  /// The nodes by zone.
  let nodes: [String: Int]
  /// The number of nodes that run a pod of CoreDNS; `nil` if the plan has no workload of that name.
  let coreDNSHosts: Int?
  /// Whether zones weigh by their number of nodes, because the CPU of a type is not known.
  let countsNodes: Bool
  /// Whether the zones of some nodes are a guess.
  let guessesNodes: Bool
  private let currency: Currency

  /// Computes the traffic of a plan.
  ///
  /// - Parameters:
  ///   - analysis: The plan's capacity.
  ///   - prices: The prices, by default those that come with the library.
  public init(of analysis: PlanAnalysis, prices: Prices? = nil) {
    let plan = analysis.plan
    var prices = prices ?? .bundled(for: plan.region)
    prices.network = prices.network.replacing(plan.networkUse.prices, source: Source.plan)
    self.analysis = analysis
    self.prices = prices
    let zones = PlanZones(of: plan, groups: analysis.groups, pods: analysis.workloads)
    nodes = zones.nodes
    coreDNSHosts = zones.hosts(of: "coredns")
    countsNodes = zones.cpu == nil || zones.nodes.isEmpty
    guessesNodes = zones.guessesNodes
    currency = plan.region.currency
    let context = TrafficContext(of: plan, groups: analysis.groups, zones: zones, prices: prices)
    groupCosts = context.costs
    services = plan.services.map { ServiceTraffic(of: $0, context: context) }
    let outside = services.flatMap(\.loadBalancers).filter { $0.loadBalancer.clients == .internet }
    let egress = outside.reduce(DataVolume.zero) { (sum: DataVolume?, load) in
      guard let sum, let volume = load.volume else { return nil }
      return sum + volume.response
    }
    lines = NetworkCost(plan.networkUse, context: context).lines(
      egress: egress, publicAddresses: outside.reduce(0) { $0 + $1.zones.count }, today: prices.today)
    total = BillTotal(services.lazy.map(\.lines).joined() + lines, currency: currency)
    totalWithoutHints = BillTotal(services.lazy.map(\.linesWithoutHints).joined() + lines, currency: currency)
    let nat = plan.networkUse.natGateways
    let planned = nat.flatMap { nat in both(nat.outbound, nat.inbound).map(+) }
    breakEvens =
      (nat == nil ? [] : [BreakEven.natGateways(zones: zones.zones.count, planned: planned, tariff: context.tariff)])
      .compactMap(\.self)
      + plan.networkUse.endpoints.compactMap { BreakEven.endpoint($0, tariff: context.tariff) }
      + services.compactMap { BreakEven.locality(of: $0, tariff: context.tariff) }
  }
}

extension PlanTraffic {
  /// All lines as planned.
  public var allLines: [BillLine] { services.flatMap(\.lines) + lines }

  /// The part of the bill that kube-proxy decides about, and that hints can change: between pods, and from node to pod.
  public var addressable: BillTotal { BillTotal(allLines.filter(\.isAddressable), currency: currency) }

  /// The part of the bill that does not depend on hints: load balancers' own hops, data stores, gateways, hours.
  public var notAddressable: BillTotal { BillTotal(allLines.filter { !$0.isAddressable }, currency: currency) }

  /// Whether the plan has neither Services nor anything else to pay for.
  public var isEmpty: Bool { services.isEmpty && lines.isEmpty }
}
