/// The monthly cost of the nodes of a group, by the way in which its instances are paid for.
///
/// Which types a group with several of them gets is not known in advance. The cost is that of one type, which the bill
/// marks as assumed:
///
/// - Karpenter and EKS Auto Mode: the type whose nodes for the pods cost the least together, now and at the peak. Of
///   dozens of types, those without a price are passed over.
/// - an Auto Scaling group: the first type, because its default strategy for on-demand instances is `prioritized`.
/// - an Auto Scaling group of spot instances: the most expensive type, because the strategy looks at spare capacity.
///
/// Sources: EKS user guide, managed-node-groups (capacity types); EC2 Auto Scaling user guide, allocation strategies.
public struct GroupCost: Hashable, Sendable {
  /// Nodes of one instance type.
  package struct Nodes: Hashable, Sendable {
    /// The instance type.
    package let type: InstanceType
    /// The number of nodes.
    let count: Int
    /// The price of one of them; `nil` if it is not known.
    let price: InstancePrices.Price?

    var perMonth: Money? { price.map { $0.perMonth * count } }
  }

  /// The nodes now and at the peak, which may be of different types in a group that grows with its pods; `nil` on
  /// Fargate. If a price that the choice depends on is not known, they are those of the first type without one.
  package let now: Nodes?, peak: Nodes?
  /// The least and the most that the nodes can cost per month, depending on their instance types; `nil` if a price is
  /// not known.
  package let range: ClosedRange<Money>?
  /// The number of instance types among which the nodes may be.
  let typeCount: Int
  /// The nodes of each instance type alone, for a group that grows with its pods.
  private let fleets: [Nodes]
  /// The reason why the type of the nodes was chosen, for the derivation.
  private let choice: String

  /// Computes the cost of a group. The cost of Fargate profiles is not that of nodes.
  init(of load: GroupLoad, prices: NodePrices) {
    let group = load.profile.group
    if group.isFargate {
      (now, peak, range, typeCount, fleets, choice) = (nil, nil, nil, 0, [], "")
      return
    }
    let today: [Nodes], largest: [Nodes]
    if load.fleets.isEmpty {
      let types = group.instanceTypes.map { (type: $0, price: prices.instance($0, of: group)) }
      today = types.map { Nodes(type: $0.type, count: load.nodes, price: $0.price) }
      largest = types.map { Nodes(type: $0.type, count: load.peakNodes, price: $0.price) }
      fleets = []
    } else {
      let types = load.fleets.map { (fleet: $0, price: prices.instance($0.type, of: group)) }
      today = types.map { Nodes(type: $0.fleet.type, count: $0.fleet.nodes, price: $0.price) }
      largest = types.map { Nodes(type: $0.fleet.type, count: $0.fleet.peakNodes, price: $0.price) }
      fleets = today
    }
    typeCount = today.count
    let strategy = Strategy(of: group)
    now = strategy.chosen(from: today, first: group.instanceTypes.first)
    peak = strategy.chosen(from: largest, first: group.instanceTypes.first)
    choice = typeCount > 1 ? strategy.rawValue : "the instance type"
    let costs = today.compactMap(\.perMonth).sorted()
    let isComplete = costs.count == today.count || strategy.passesOver(today)
    range = isComplete ? both(costs.first, costs.last).map { $0...$1 } : nil
  }

  /// How a group chooses among its instance types.
  private enum Strategy: String {
    case first = "the first type"
    case leastExpensive = "the least expensive type"
    case mostExpensive = "the most expensive type"

    init(of group: NodeGroup) {
      switch group.manager {
      case .karpenter, .autoMode: self = .leastExpensive
      default: self = group.capacityType == .spot ? .mostExpensive : .first
      }
    }

    func chosen(from nodes: [Nodes], first type: InstanceType?) -> Nodes? {
      if self == .first { return nodes.first { $0.type == type } ?? nodes.first }
      let nodes = passesOver(nodes) ? nodes.filter { $0.price != nil } : nodes
      if let unpriced = nodes.first(where: { $0.price == nil }) { return unpriced }
      // Nodes that do not exist yet cost nothing, so the price of one decides.
      func weight(_ nodes: Nodes) -> (Money, Money) { (nodes.perMonth!, nodes.price!.perHour) }
      return self == .leastExpensive
        ? nodes.min { weight($0) < weight($1) } : nodes.max { weight($0) < weight($1) }
    }

    /// Whether types without a price are passed over: a NodePool that allows dozens of types allows some that the region
    /// does not sell, and Karpenter, too, launches only types whose price it knows.
    ///
    /// Source: `createOfferings` in `pkg/providers/instancetype/types.go` of aws/karpenter-provider-aws.
    func passesOver(_ nodes: [Nodes]) -> Bool {
      self == .leastExpensive && nodes.count > 24 && nodes.count { $0.price != nil } > nodes.count / 2
    }
  }

  /// The price of one node now; `nil` if it is not known, and on Fargate.
  public var price: InstancePrices.Price? { now?.price }

  /// The cost per month of 730 hours; `nil` if the price is not known, and on Fargate.
  public var perMonth: Money? { now?.perMonth }

  /// Whether the plan leaves open which instance types the group has.
  var isAssumed: Bool { typeCount > 1 }

  /// The derivation of the cost; empty if the price is not known.
  public var steps: [DerivationStep] {
    guard let now, let price, let cost = perMonth else { return [] }
    func source(_ price: InstancePrices.Price) -> String { price.provenance }
    // Of many types the least expensive ones are enough.
    let least = fleets.filter { $0.price != nil }.sorted { ($0.perMonth!, $0.type.name) < ($1.perMonth!, $1.type.name) }
    let alone = least.prefix(12).sorted { $0.type.name < $1.type.name }.compactMap { item -> DerivationStep? in
      guard let price = item.price, let cost = item.perMonth else { return nil }
      return DerivationStep(
        "cost with \(item.type.name) alone", formula: "nodes that the pods need × price per hour × 730",
        arithmetic: "\(item.count) × \(price.perHour.formatted(decimals: 5)) × 730 = \(cost)",
        source: source(price), asOf: price.asOf)
    }
    return alone + [
      DerivationStep(
        "cost per month", formula: "nodes × price per hour (of \(choice)) × 730",
        arithmetic: "\(now.count) × \(price.perHour.formatted(decimals: 5)) × 730 = \(cost)", source: source(price),
        asOf: price.asOf)
    ]
  }
}

extension GroupCost {
  /// Returns the monthly cost of one pod: its share of a node by pod slots, CPU or memory, whichever is largest.
  ///
  /// - Returns: The cost; `nil` if the price of a node is not known.
  func perMonth(ofPod workload: Workload, on profile: GroupProfile) -> Money? {
    let node = profile.nodes.first { $0.type == now?.type }.map(profile.alone)?.least ?? profile.least
    guard let price = price?.perMonth, node.podSlots > 0 else { return nil }
    var part = 1 / Double(node.podSlots)
    if let wanted = workload.cpu, let all = node.cpu, all.millicores > 0 {
      part = max(part, Double(wanted.millicores) / Double(all.millicores))
    }
    if let wanted = workload.memory, let all = node.memory, all.bytes > 0 {
      part = max(part, Double(wanted.bytes) / Double(all.bytes))
    }
    return Money(nanounits: Int128((Double(price.nanounits) * min(part, 1)).rounded()), currency: price.currency)
  }
}
