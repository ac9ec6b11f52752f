/// The monthly cost of the nodes of a group, by the way in which its instances are paid for.
public struct GroupCost: Hashable, Sendable {
  /// The price of one node; `nil` if the price of one of the group's instance types is not known.
  ///
  /// In a group with a given size it is the highest among the instance types. In a group that grows with its pods it is
  /// that of the type whose nodes for the pods cost the least together.
  public let price: InstancePrices.Price?
  /// The instance type with that price; if a price is not known, the first type without one. `nil` on Fargate.
  package let type: InstanceType?
  /// The number of nodes with that price, now and at the peak.
  package let nodes: Int, peakNodes: Int
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

  /// Computes the cost of a group. The cost of Fargate profiles is not that of nodes, and the built-in prices are those
  /// of Linux.
  ///
  /// - Parameters:
  ///   - load: The group with its nodes.
  ///   - prices: The prices of instances.
  ///   - meters: The prices by meter, of which those of instances take precedence.
  ///   - discounts: The discounts of the plan, which that of the group replaces.
  package init(
    of load: GroupLoad, prices: InstancePrices, meters: MeterPrices? = nil, discounts: [Discount.Scope: Discount] = [:]
  ) {
    let group = load.profile.group
    let types = group.isFargate ? [] : load.fleets.isEmpty ? group.instanceTypes : load.fleets.map(\.type)
    let discount = group.discount ?? discounts[Discount.Scope(group.capacityType)]
    let known = types.compactMap { type -> PricedType? in
      // Prices that the plan or a file gives are those of the bill, so they are not discounted.
      if let own = meters?[group.meter(of: type)]?.first, let amount = own.perUnit {
        return PricedType(
          type: type, price: InstancePrices.Price(perHour: amount, source: own.source, asOf: own.asOf))
      }
      guard group.platform != .windows, let price = prices[type.name, group.capacityType] else { return nil }
      return PricedType(type: type, price: discount?.applied(to: price) ?? price)
    }
    guard known.count == types.count, !known.isEmpty else {
      let missing = types.first { type in !known.contains { $0.type == type } }
      (price, type, range, fleets) = (nil, missing, nil, [])
      (nodes, peakNodes) = (load.nodes, load.peakNodes)
      return
    }
    if load.fleets.isEmpty {
      let sorted = known.sorted { $0.price.perHour < $1.price.perHour }
      let (least, most) = (sorted[0].price, sorted[sorted.count - 1])
      (price, type, fleets) = (most.price, most.type, [])
      (nodes, peakNodes) = (load.nodes, load.peakNodes)
      range = least.perMonth * load.nodes...most.price.perMonth * load.nodes
      return
    }
    fleets = zip(load.fleets, known).map { PricedFleet(fleet: $0, price: $1.price) }
    let sorted = fleets.sorted { $0.perMonth < $1.perMonth }
    (price, type) = (sorted[0].price, sorted[0].fleet.type)
    (nodes, peakNodes) = (sorted[0].fleet.nodes, sorted[0].fleet.peakNodes)
    range = sorted[0].perMonth...sorted[sorted.count - 1].perMonth
  }

  private struct PricedType {
    let type: InstanceType
    let price: InstancePrices.Price
  }

  /// The cost per month of 730 hours; `nil` if the price is not known.
  public var perMonth: Money? { price.map { $0.perMonth * nodes } }

  /// The derivation of the cost; empty if the price is not known.
  public var steps: [DerivationStep] {
    guard let price, let cost = perMonth else { return [] }
    let source = "\(price.source), Linux, \(price.tenancy) tenancy"
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

extension NodeGroup {
  /// Returns the meter of the hours of the group's instances of a type.
  func meter(of type: InstanceType) -> Meter {
    platform == .windows ? .windowsHour(type.name) : .instanceHour(type.name, capacityType)
  }
}
