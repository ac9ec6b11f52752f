/// The monthly cost of the nodes of a group at on-demand prices.
public struct GroupCost: Hashable, Sendable {
  /// The price of one node; `nil` if the price of one of the group's instance types is not known.
  ///
  /// In a group with a given size it is the highest among the instance types. In a group that grows with its pods it is
  /// that of the type whose nodes for the pods cost the least together.
  public let price: InstancePrices.Price?
  /// The number of nodes with that price.
  package let nodes: Int
  /// The least and the most that the nodes can cost per month, depending on their instance types; `nil` if a price is
  /// not known.
  package let range: ClosedRange<Money>?
  /// The nodes of each instance type alone with their price, for a group that grows with its pods.
  private let fleets: [PricedFleet]

  private struct PricedFleet: Hashable, Sendable {
    let fleet: Fleet
    let price: InstancePrices.Price

    var perMonth: Money { price.perMonth * fleet.nodes }
  }

  /// Computes the cost of a group. The cost of Fargate and Windows groups is not known.
  package init(of load: GroupLoad, prices: InstancePrices) {
    let group = load.profile.group
    let types = load.fleets.isEmpty ? group.instanceTypes : load.fleets.map(\.type)
    let known = types.compactMap { prices[$0.name] }
    // The price list contains only Linux instances and no prices of Fargate.
    guard !group.isFargate, group.platform != .windows, known.count == types.count, !known.isEmpty else {
      (price, nodes, range, fleets) = (nil, load.nodes, nil, [])
      return
    }
    if load.fleets.isEmpty {
      let sorted = known.sorted { $0.perHour < $1.perHour }
      (price, nodes, fleets) = (sorted.last, load.nodes, [])
      range = sorted[0].perMonth * load.nodes...sorted[sorted.count - 1].perMonth * load.nodes
      return
    }
    fleets = zip(load.fleets, known).map { PricedFleet(fleet: $0, price: $1) }
    let sorted = fleets.sorted { $0.perMonth < $1.perMonth }
    (price, nodes) = (sorted[0].price, sorted[0].fleet.nodes)
    range = sorted[0].perMonth...sorted[sorted.count - 1].perMonth
  }

  /// The cost per month of 730 hours; `nil` if the price is not known.
  public var perMonth: Money? { price.map { $0.perMonth * nodes } }

  /// The derivation of the cost; empty if the price is not known.
  public var steps: [DerivationStep] {
    guard let price, let cost = perMonth else { return [] }
    let source = "data/ec2-ondemand-prices.csv, Linux on demand, \(price.tenancy) tenancy"
    let alone = fleets.map { item in
      DerivationStep(
        "cost with \(item.fleet.type.name) alone", formula: "nodes that the pods need × price per hour × 730",
        arithmetic: "\(item.fleet.nodes) × \(item.price.perHour.formatted(decimals: 5)) × 730 = \(item.perMonth)",
        source: source, asOf: item.price.asOf)
    }
    let formula =
      fleets.isEmpty
      ? "nodes × price per hour (of the most expensive type) × 730" : "the least of the instance types alone"
    return alone + [
      DerivationStep(
        "cost per month", formula: formula,
        arithmetic: "\(nodes) × \(price.perHour.formatted(decimals: 5)) × 730 = \(cost)", source: source,
        asOf: price.asOf)
    ]
  }
}

extension GroupCost {
  /// Returns the monthly cost of one pod: its share of a node by pod slots, CPU or memory, whichever is largest.
  ///
  /// - Returns: The cost; `nil` if the price of a node is not known.
  func perMonth(ofPod workload: Workload, on profile: GroupProfile) -> Money? {
    let node = profile.least
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
