/// The monthly cost of the nodes of a group at on-demand prices.
public struct GroupCost: Hashable, Sendable {
  /// The price of one node: the highest among the group's instance types; `nil` if one of these prices is not known.
  public let price: InstancePrices.Price?
  /// The number of nodes.
  package let nodes: Int

  /// Computes the cost of a group. The cost of Fargate and Windows groups is not known.
  package init(of load: GroupLoad, prices: InstancePrices) {
    nodes = load.nodes
    let group = load.profile.group
    // The price list contains only Linux instances and no prices of Fargate.
    guard !group.isFargate, group.platform == .linux else {
      price = nil
      return
    }
    let known = group.instanceTypes.compactMap { prices[$0.name] }
    let isComplete = known.count == group.instanceTypes.count
    price = isComplete ? known.max { $0.perHour.nanounits < $1.perHour.nanounits } : nil
  }

  /// The cost per month of 730 hours; `nil` if the price is not known.
  public var perMonth: Money? { price.map { $0.perMonth * nodes } }

  /// The derivation of the cost; empty if the price is not known.
  public var steps: [DerivationStep] {
    guard let price, let cost = perMonth else { return [] }
    return [
      DerivationStep(
        "cost per month", formula: "nodes × price per hour (of the most expensive type) × 730",
        arithmetic: "\(nodes) × \(price.perHour.formatted(decimals: 5)) × 730 = \(cost)",
        source: "data/ec2-ondemand-prices.csv, Linux on demand, \(price.tenancy) tenancy", asOf: price.asOf)
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
