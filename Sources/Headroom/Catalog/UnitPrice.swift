/// The price of one unit of a meter, or of one tier of it, with its source and date.
public struct UnitPrice: Hashable, Sendable {
  /// The reliability of a price.
  package enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// AWS' price list or several sources give the price.
    case high
    /// One source gives the price.
    case medium
    /// The price is derived from a general price, an old table, or a text that actual bills contradict.
    case low
    /// The price is not known.
    case unknown
  }

  /// The price per unit; `nil` if it is not known from any source.
  public let perUnit: Money?
  /// The unit that the price is for: `GB`, `hour`, `AZ-hour`, `LCU-hour`.
  public let unit: String
  /// The source of the price.
  public let source: String
  /// The date of the source.
  public let asOf: CalendarDate?
  /// The reliability of the price.
  package let confidence: Confidence
  /// The number of units per month from which a tier applies, in billionths.
  package internal(set) var tierFrom: Int128
  /// The number of units per month up to which a tier applies, in billionths; `nil` if there is no upper end.
  package let tierTo: Int128?
  /// Whether the price is assumed, because the region's own price is not known.
  public var isAssumed: Bool

  /// The largest price that is accepted from a plan or a file: a higher one is taken for an error, and would make sums
  /// overflow.
  package static func highest(_ currency: Currency) -> Money {
    Money(nanounits: 1_000_000 * ExactDecimal.unit, currency: currency)
  }

  package init(
    perUnit: Money?, unit: String, source: String, asOf: CalendarDate?, confidence: Confidence = .high,
    tierFrom: Int128 = 0, tierTo: Int128? = nil
  ) {
    self.perUnit = perUnit
    self.unit = unit
    self.source = source
    self.asOf = asOf
    self.confidence = confidence
    self.tierFrom = tierFrom
    self.tierTo = tierTo
    isAssumed = confidence == .low
  }
}
