/// One line of a bill: a quantity of something at a price.
public struct BillLine: Hashable, Sendable {
  /// The side of traffic that is metered at both ends.
  public enum Side: String, Hashable, Sendable {
    /// The side that sends.
    case out
    /// The side that receives.
    case `in`
  }

  /// What is metered.
  public let meter: Meter
  /// What it is for.
  public let purpose: BillPurpose
  /// The side of traffic that is metered at both ends; `nil` for everything else.
  public let side: Side?
  /// The quantity of a month; `nil` if the plan does not give the volume.
  public let quantity: Quantity?
  /// The price with its source; `nil` if the list has no such meter.
  public let price: NetworkPrices.Price?
  /// Whether the price or the quantity is an assumption.
  public let isAssumed: Bool
  /// Whether topology hints can make the line smaller.
  public let isAddressable: Bool
  private let currency: Currency

  init(
    _ meter: Meter, _ purpose: BillPurpose, _ quantity: Quantity?, at price: NetworkPrices.Price?,
    in currency: Currency, side: Side? = nil, isAssumed: Bool = false, isAddressable: Bool = false
  ) {
    self.meter = meter
    self.side = side
    self.purpose = purpose
    self.quantity = quantity.map { Quantity(billionths: $0.billionths, unit: price?.unit ?? $0.unit) }
    self.price = price
    self.currency = currency
    self.isAssumed = isAssumed || price?.isAssumed ?? false
    self.isAddressable = isAddressable
  }

  /// The cost of a month; `nil` if the quantity or the price is not known. A quantity of 0 costs 0 at any price.
  public var cost: Money? {
    guard let quantity else { return nil }
    if quantity.billionths == 0 { return .zero(currency) }
    guard let price = price?.perUnit else { return nil }
    return price * quantity
  }
}

extension BillLine: CustomStringConvertible {
  /// What the line is for, with its side.
  public var description: String { side.map { "\(purpose), \($0.rawValue)" } ?? purpose.description }
}
