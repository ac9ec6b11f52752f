/// A currency in which AWS publishes prices.
public enum Currency: String, Hashable, Sendable, CaseIterable {
  /// United States dollars, for every region outside mainland China.
  case usd = "USD"
  /// Chinese yuan, for the two regions in mainland China.
  case cny = "CNY"
}

/// An amount of money in one currency, exact to a billionth of its unit.
///
/// Prices have up to five decimals, which a binary floating-point number cannot hold exactly; sums of `Money` are
/// exact. Amounts in different currencies cannot be added.
public struct Money: Hashable, Sendable {
  /// The currency.
  public let currency: Currency
  /// The amount in billionths of the currency's unit.
  package let nanounits: Int128

  /// Creates an amount from billionths of the currency's unit.
  package init(nanounits: Int128, currency: Currency) {
    self.nanounits = nanounits
    self.currency = currency
  }

  /// Reads an amount such as `0.0255`: digits with at most nine decimals, without a sign.
  public init?(_ text: String, currency: Currency) {
    self.init(text.utf8, currency: currency)
  }

  /// Reads the bytes of an amount, in the same form.
  package init?(_ bytes: some Collection<UInt8>, currency: Currency) {
    guard let decimal = ExactDecimal(bytes) else { return nil }
    self.init(nanounits: decimal.billionths, currency: currency)
  }

  /// Returns an amount of zero in a currency.
  public static func zero(_ currency: Currency) -> Money { Money(nanounits: 0, currency: currency) }
}

extension Money {
  /// The number of hours in a month, as AWS' own calculators count it: 730.
  ///
  /// Source: AWS Pricing Calculator, which multiplies hourly prices by 730 (365 × 24 ÷ 12).
  package static let hoursPerMonth = 730

  /// Returns the sum, or `nil` if the currencies differ.
  public static func + (first: Money, second: Money) -> Money? {
    guard first.currency == second.currency else { return nil }
    return Money(nanounits: first.nanounits + second.nanounits, currency: first.currency)
  }

  /// Returns the difference, or `nil` if the currencies differ.
  public static func - (first: Money, second: Money) -> Money? {
    guard first.currency == second.currency else { return nil }
    return Money(nanounits: first.nanounits - second.nanounits, currency: first.currency)
  }

  /// Returns the amount multiplied by a whole number.
  public static func * (amount: Money, count: Int) -> Money {
    Money(nanounits: amount.nanounits * Int128(count), currency: amount.currency)
  }

  /// The exact amount as text, without currency and without zeros at the end, such as `0.0255` or `70`.
  public var decimal: String { nanounits.decimalOfBillionths }

  /// Returns the amount as text, rounded half-even, without currency and without digit grouping, such as `227.76`.
  ///
  /// - Parameter decimals: The number of decimals to print, 0 to 9.
  public func formatted(decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 9)
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let rounded = nanounits.dividedRoundingHalfEven(by: ExactDecimal.unit / scale)
    let sign = rounded < 0 ? "-" : ""
    let (whole, fraction) = rounded.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = String(fraction)
    return "\(sign)\(whole).\(String(repeating: "0", count: places - digits.count))\(digits)"
  }
}

extension Money: Comparable {
  /// Returns whether an amount is smaller. Amounts in different currencies are ordered by the code of the currency,
  /// which gives sorting an order but says nothing about their value.
  public static func < (first: Money, second: Money) -> Bool {
    (first.currency.rawValue, first.nanounits) < (second.currency.rawValue, second.nanounits)
  }
}

extension Money: CustomStringConvertible {
  /// The amount with two decimals and its currency, such as `227.76 USD`.
  public var description: String { "\(formatted()) \(currency.rawValue)" }
}
