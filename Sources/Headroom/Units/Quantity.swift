/// How much of something a bill counts: `3413.333333333 GB`, `2190 hour`.
public struct Quantity: Hashable, Sendable {
  /// The number in billionths.
  public let billionths: Int128
  /// What is counted, as the price names it.
  public let unit: String

  init(billionths: Int128, unit: String) {
    self.billionths = billionths
    self.unit = unit
  }

  /// A number of things for a month of 730 hours.
  static func hours(_ count: Int) -> Quantity {
    Quantity(billionths: Int128(count) * Int128(Money.hoursPerMonth) * ExactDecimal.unit, unit: "hour")
  }

  /// The number as a binary fraction.
  public var value: Double { Double(billionths) / 1_000_000_000 }

  /// The number without zeros at its end: `3413.333333333`, `2190`.
  public var number: String {
    let (whole, fraction) = billionths.quotientAndRemainder(dividingBy: ExactDecimal.unit)
    guard fraction != 0 else { return "\(whole)" }
    var digits = String(fraction.magnitude)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

extension Quantity: CustomStringConvertible {
  /// Number and unit.
  public var description: String { "\(number) \(unit)" }
}

extension Money {
  /// The price of a quantity at so much a unit, rounded half-even to a billionth of the currency's unit.
  public static func * (price: Money, quantity: Quantity) -> Money {
    let exact = price.nanounits * quantity.billionths
    return Money(nanounits: exact.dividedRoundingHalfEven(by: ExactDecimal.unit), currency: price.currency)
  }
}
