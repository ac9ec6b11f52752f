/// A discount on list prices, such as that of a Savings Plan or of an agreement with AWS.
public struct Discount: Hashable, Sendable {
  /// What a discount applies to.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Instances that are paid by the hour.
    case onDemand
    /// Spot instances.
    case spot
    /// Instances that are reserved for one year.
    case reserved1y
    /// Instances that are reserved for three years.
    case reserved3y
    /// Pods on Fargate.
    case fargate
    /// Everything else: the control plane, volumes, load balancers, gateways and traffic.
    case other

    /// The scope of instances.
    init(_ capacity: CapacityType) {
      switch capacity {
      case .onDemand: self = .onDemand
      case .spot: self = .spot
      case .reserved1y: self = .reserved1y
      case .reserved3y: self = .reserved3y
      }
    }
  }

  /// The share of the list price that is not paid, in millionths.
  private let millionths: Int

  /// Reads a percentage from 0% to 100% with at most four decimals, such as `12.5%`.
  public init?(_ text: String) {
    guard text.hasSuffix("%"), let percent = ExactDecimal(text.dropLast().utf8),
      percent.billionths <= 100 * ExactDecimal.unit, percent.billionths % 100_000 == 0
    else { return nil }
    millionths = Int(percent.billionths / 100_000)
  }

  /// Returns a price with the discount, rounded half-even to a billionth of the currency's unit.
  func applied(to price: Money) -> Money {
    let paid = price.nanounits * Int128(1_000_000 - millionths)
    return Money(nanounits: paid.dividedRoundingHalfEven(by: 1_000_000), currency: price.currency)
  }
}

extension Discount {
  /// Returns the price of a meter with the discount, which its source then names.
  func applied(to price: UnitPrice) -> UnitPrice {
    var discounted = UnitPrice(
      perUnit: price.perUnit.map { applied(to: $0) }, unit: price.unit, source: noted(price.source), asOf: price.asOf,
      confidence: price.confidence, tierFrom: price.tierFrom, tierTo: price.tierTo)
    discounted.isAssumed = price.isAssumed
    return discounted
  }

  /// Returns the price of an instance with the discount, which its source then names.
  func applied(to price: InstancePrices.Price) -> InstancePrices.Price {
    InstancePrices.Price(
      perHour: applied(to: price.perHour), tenancy: price.tenancy, source: noted(price.source), asOf: price.asOf)
  }

  private func noted(_ source: String) -> String { "\(source), less \(self) discount" }
}

extension Discount: CustomStringConvertible {
  /// The percentage, such as `12.5%`.
  public var description: String { (Int128(millionths) * 100_000).decimalOfBillionths + "%" }
}
