/// The traffic of a plan and its monthly cost: Services, gateways, endpoints, data stores and the control plane.
public struct PlanTraffic: Sendable {
  /// The capacity of the plan, which the traffic is computed from.
  package let analysis: PlanAnalysis
  /// The traffic of the Services, in the order of the plan.
  public let services: [ServiceTraffic]
  /// The bill lines that do not belong to any Service.
  public let lines: [BillLine]
  /// The bill as planned.
  public let total: BillTotal
  /// The bill if no Service had topology hints.
  public let totalWithoutHints: BillTotal
  /// The volumes above which one alternative is cheaper than another, such as several NAT gateways and a single one.
  package let breakEvens: [BreakEven]
  /// The costs of the node groups, in the order of the plan.
  public let groupCosts: [GroupCost]
  /// The bill lines that belong to the cluster and not to its traffic: nodes, volumes, Fargate, hybrid nodes, and the
  /// control plane unless ``lines`` have it or the plan leaves it out.
  package let clusterLines: [BillLine]
  /// The prices of the bill, including those that the plan itself gives.
  public let prices: Prices
  /// The number of nodes in each zone.
  let nodes: [String: Int]
  /// The number of nodes that run a pod of CoreDNS; `nil` if the plan has no workload `coredns`.
  let coreDNSHosts: Int?
  /// Whether zones are weighted by their number of nodes, because the CPU of an instance type is not known.
  let countsNodes: Bool
  /// Whether the zones of some nodes are a guess.
  let guessesNodes: Bool
  private let currency: Currency

  /// Computes the traffic of a plan.
  ///
  /// - Parameters:
  ///   - analysis: The capacity of the plan.
  ///   - prices: The prices, by default the prices that the library contains.
  public init(of analysis: PlanAnalysis, prices: Prices? = nil) {
    let plan = analysis.plan
    let prices = (prices ?? .bundled(for: plan.region)).paid(by: plan)
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
    // What load balancers send to the internet adds to the internet traffic of the account, which has price tiers.
    let outside = services.flatMap(\.loadBalancers).filter { $0.loadBalancer.clients == .internet }
    let egress = outside.reduce(DataVolume.zero) { (sum: DataVolume?, load) in
      guard let sum, let volume = load.carriedVolume else { return nil }
      return sum + volume.response
    }
    let balancers = BalancerMembers.all(of: services)
    let publicAddresses = balancers.reduce(0) { sum, balancer in
      let zones = balancer.members.filter { $0.traffic.loadBalancer.clients == .internet }.flatMap(\.traffic.zones)
      return sum + Set(zones).count
    }
    let network = NetworkCost(plan.networkUse, context: context)
    let nodes = NodeBill(context.tariff, context.nodePrices)
    clusterLines =
      (plan.networkUse.paysControlPlane == nil ? network.controlPlane(prices.today) : [])
      + zip(analysis.groups, groupCosts).flatMap { nodes.lines(of: $0, $1) }
      + plan.incompleteGroups.map(nodes.line) + network.hybridNodes
    lines =
      balancers.flatMap { $0.capacityLines(context.tariff) }
      + network.lines(egress: egress, publicAddresses: publicAddresses, today: prices.today)
    total = BillTotal(services.lazy.map(\.lines).joined() + lines, currency: currency)
    totalWithoutHints = BillTotal(services.lazy.map(\.linesWithoutHints).joined() + lines, currency: currency)
    // A single gateway is no alternative for a plan that has to survive the loss of its zone.
    let nat = plan.policy.survivesZoneLoss ? nil : plan.networkUse.natGateways
    let natBreakEven = nat.flatMap { nat in
      nat.isRegional
        ? nil : BreakEven.natGateways(zones: zones.zones.count, planned: nat.processed, tariff: context.tariff)
    }
    breakEvens =
      (natBreakEven.map { [$0] } ?? [])
      + plan.networkUse.endpoints.compactMap { BreakEven.endpoint($0, tariff: context.tariff) }
      + services.compactMap { BreakEven.locality(of: $0, tariff: context.tariff) }
  }
}

extension PlanTraffic {
  /// All lines of the bill as planned.
  package var allLines: [BillLine] { services.flatMap(\.lines) + lines }

  /// The part of the bill that topology hints can change, because kube-proxy chooses the pod: traffic between pods, and
  /// from nodes to pods.
  package var addressable: BillTotal { BillTotal(allLines.filter(\.isAddressable), currency: currency) }

  /// The part of the bill that does not depend on topology hints: traffic to and from load balancers, data stores,
  /// gateways, and everything that is paid by the hour.
  package var notAddressable: BillTotal { BillTotal(allLines.filter { !$0.isAddressable }, currency: currency) }

  /// The amount that topology hints save per month; `nil` if either bill is not known.
  package var saving: Money? {
    guard let with = total.costPerMonth, let without = totalWithoutHints.costPerMonth else { return nil }
    return without - with
  }

  /// Whether the plan has neither Services nor other bill lines.
  package var isEmpty: Bool { services.isEmpty && lines.isEmpty }
}
