/// An amount of something that is billed, with its unit, such as `3413.333333333 GB` or `2190 hour`.
public struct Quantity: Hashable, Sendable {
  /// The amount in billionths of the unit.
  package let billionths: Int128
  /// The unit, as the price names it.
  public let unit: String

  init(billionths: Int128, unit: String) {
    self.billionths = billionths
    self.unit = unit
  }

  /// Returns the hours that a number of resources run in a month of 730 hours.
  static func hours(_ count: Int) -> Quantity {
    Quantity(billionths: Int128(count) * Int128(Money.hoursPerMonth) * ExactDecimal.unit, unit: "hour")
  }

  /// The amount as a floating-point number.
  public var value: Double { Double(billionths) / 1_000_000_000 }

  /// The amount without trailing zeros, such as `3413.333333333` or `2190`.
  package var number: String {
    let (whole, fraction) = billionths.quotientAndRemainder(dividingBy: ExactDecimal.unit)
    guard fraction != 0 else { return "\(whole)" }
    var digits = String(fraction.magnitude)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

extension Quantity: CustomStringConvertible {
  /// The amount and its unit.
  public var description: String { "\(number) \(unit)" }
}

extension Money {
  /// Returns the cost of a quantity at a price per unit, rounded half-even to a billionth of the currency's unit.
  public static func * (price: Money, quantity: Quantity) -> Money {
    let exact = price.nanounits * quantity.billionths
    return Money(nanounits: exact.dividedRoundingHalfEven(by: ExactDecimal.unit), currency: price.currency)
  }
}
