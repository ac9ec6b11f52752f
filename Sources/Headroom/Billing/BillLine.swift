/// A line of the monthly bill: a metered quantity at a price.
public struct BillLine: Hashable, Sendable {
  /// One of the two sides of traffic that AWS meters at both ends.
  package enum Side: String, Hashable, Sendable {
    /// The side that sends.
    case out
    /// The side that receives.
    case `in`
  }

  /// The meter under which AWS bills the line.
  public let meter: Meter
  /// The purpose of the line, such as the traffic of a Service between pods.
  package let purpose: BillPurpose
  /// The side, if AWS meters the traffic at both ends; `nil` for everything else.
  package let side: Side?
  /// The quantity per month; `nil` if the plan does not give the volume.
  public let quantity: Quantity?
  /// The quantity per month at the peak; `nil` if it is not known. Traffic is the same as now, because a plan gives only
  /// one volume.
  public private(set) var peakQuantity: Quantity?
  /// The price with its source; `nil` if there is no price for the meter.
  public let price: UnitPrice?
  /// Whether the price or the quantity is an assumption.
  public let isAssumed: Bool
  /// Whether topology hints can change the line.
  package let isAddressable: Bool
  /// The zones that the line belongs to with their weights; empty for what belongs to the region.
  package private(set) var zones: [String: Int] = [:]
  /// The same at the peak.
  package private(set) var peakZones: [String: Int] = [:]
  private let currency: Currency

  init(
    _ meter: Meter, _ purpose: BillPurpose, _ quantity: Quantity?, at price: UnitPrice?,
    in currency: Currency, side: Side? = nil, isAssumed: Bool = false, isAddressable: Bool = false
  ) {
    self.meter = meter
    self.side = side
    self.purpose = purpose
    self.quantity = quantity.map { Quantity(billionths: $0.billionths, unit: price?.unit ?? $0.unit) }
    peakQuantity = self.quantity
    self.price = price
    self.currency = currency
    self.isAssumed = isAssumed || price?.isAssumed ?? false
    self.isAddressable = isAddressable
  }

  /// Returns the line with a quantity at the peak that differs from that of now.
  func atPeak(_ quantity: Quantity?) -> BillLine {
    var line = self
    line.peakQuantity = quantity.map { Quantity(billionths: $0.billionths, unit: price?.unit ?? $0.unit) }
    return line
  }

  /// Returns the line with the zones that it belongs to.
  func inZones(_ zones: [String: Int], atPeak peak: [String: Int]? = nil) -> BillLine {
    var line = self
    (line.zones, line.peakZones) = (zones, peak ?? zones)
    return line
  }

  /// The cost per month; `nil` if the quantity or the price is not known.
  ///
  /// A quantity of 0 costs 0, even if the price is not known.
  public var cost: Money? { cost(of: quantity) }

  /// The cost per month at the peak; `nil` if the quantity or the price is not known.
  public var peakCost: Money? { cost(of: peakQuantity) }

  private func cost(of quantity: Quantity?) -> Money? {
    guard let quantity else { return nil }
    if quantity.billionths == 0 { return .zero(currency) }
    guard let price = price?.perUnit else { return nil }
    return price * quantity
  }
}

extension BillLine: CustomStringConvertible {
  /// The purpose of the line, with the side if there is one, and where its price tier begins: "echo, pod to pod, out", "to the
  /// internet, beyond 10240 GB".
  public var description: String {
    let sided = side.map { "\(purpose), \($0.rawValue)" } ?? purpose.description
    guard let price, price.tierFrom > 0, let unit = quantity?.unit else { return sided }
    return "\(sided), beyond \(price.tierFrom.decimalOfBillionths) \(unit)"
  }
}
