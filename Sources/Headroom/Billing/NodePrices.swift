/// What an hour of a node costs, by node group and instance type, as a plan pays for it.
struct NodePrices {
  private let prices: Prices
  private let own: [Meter: Money]
  private let discounts: [Discount.Scope: Discount]

  /// Creates the prices of a plan's nodes.
  ///
  /// - Parameters:
  ///   - prices: The prices as the plan pays them, which are those of `Prices.paid(by:)`.
  ///   - plan: The plan.
  init(_ prices: Prices, of plan: ClusterPlan) {
    self.prices = prices
    own = plan.networkUse.prices
    discounts = plan.discounts
  }

  /// Returns the price of an instance of a group, with the discount of the group or the plan; `nil` if it is not known.
  ///
  /// Prices that the plan itself gives are those of the bill, so they are not discounted. The built-in prices are those
  /// of Linux.
  func instance(_ type: InstanceType, of group: NodeGroup) -> InstancePrices.Price? {
    let meter = group.meter(of: type)
    if let amount = own[meter] { return InstancePrices.Price(perHour: amount, source: Source.plan, asOf: nil) }
    guard let list = listPrice(meter, type, group) else { return nil }
    return (group.discount ?? discounts[Discount.Scope(group.capacityType)])?.applied(to: list) ?? list
  }

  private func listPrice(_ meter: Meter, _ type: InstanceType, _ group: NodeGroup) -> InstancePrices.Price? {
    if let other = prices.meters[meter]?.first, let amount = other.perUnit {
      return InstancePrices.Price(perHour: amount, source: other.source, asOf: other.asOf)
    }
    return group.platform == .windows ? nil : prices.instances[type.name, group.capacityType]
  }

  /// Returns the fee of EKS Auto Mode for a type: a share of its on-demand price, rounded half-even to five decimals,
  /// however the instance is paid for; `nil` if the price or the share is not known.
  ///
  /// A discount on instances does not reduce it, but one on everything else does.
  func autoModeFee(_ type: String) -> UnitPrice? {
    if let fee = prices.meters[.autoModeHour(type)]?.first { return fee }
    guard let price = prices.instances[type], let share = prices.meters[.autoModeShare]?.first,
      let part = share.perUnit
    else { return nil }
    let fiveDecimals = ExactDecimal.unit / 100_000
    let exact = price.perHour.nanounits * part.nanounits
    let rounded = exact.dividedRoundingHalfEven(by: ExactDecimal.unit * fiveDecimals) * fiveDecimals
    let fee = UnitPrice(
      perUnit: Money(nanounits: rounded, currency: price.perHour.currency), unit: "hour",
      source: "\(part.decimal) of the on-demand price; \(share.source)", asOf: price.asOf)
    return discounts[.other]?.applied(to: fee) ?? fee
  }

  /// Returns the price of a node of a group: that of the instance and, in EKS Auto Mode, the fee; `nil` if one of them
  /// is not known.
  func node(_ type: InstanceType, of group: NodeGroup) -> InstancePrices.Price? {
    guard let price = instance(type, of: group) else { return nil }
    guard group.manager == .autoMode else { return price }
    guard let fee = autoModeFee(type.name)?.perUnit, let sum = price.perHour + fee else { return nil }
    return InstancePrices.Price(
      perHour: sum, tenancy: price.tenancy, source: "\(price.source), with the fee of EKS Auto Mode", asOf: price.asOf)
  }
}

extension Prices {
  /// Returns the prices as a plan pays them: reduced by its discounts, except those of instances, and with the prices
  /// that the plan itself gives in place of others.
  func paid(by plan: ClusterPlan) -> Prices {
    var paid = self
    paid.meters = meters.discounted(plan.discounts).replacing(plan.networkUse.prices, source: Source.plan)
    return paid
  }
}

extension NodeGroup {
  /// Returns the meter of the hours of the group's instances of a type.
  func meter(of type: InstanceType) -> Meter {
    platform == .windows ? .windowsHour(type.name, capacityType) : .instanceHour(type.name, capacityType)
  }
}
