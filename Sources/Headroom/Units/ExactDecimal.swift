/// A decimal number that was read without rounding: a whole number of billionths.
///
/// Prices and Kubernetes quantities have at most nine decimals, which a binary floating-point number cannot hold
/// exactly.
package struct ExactDecimal: Hashable, Sendable {
  package let billionths: Int128

  /// The number 1, in billionths.
  package static let unit: Int128 = 1_000_000_000

  /// The largest whole part that can be read: far above any price, byte count or CPU count, and small enough that
  /// calculations with it do not overflow.
  static let largest: Int128 = 1_000_000_000_000_000_000

  init(billionths: Int128) { self.billionths = billionths }

  /// Reads digits with at most one dot and nine decimals. Returns `nil` for a sign, an exponent or anything else.
  package init?(_ text: some Collection<UInt8>) {
    let dot = UInt8(ascii: ".")
    let parts = text.split(separator: dot, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int128(decimalDigits: parts[0]), whole <= Self.largest else {
      return nil
    }
    var fraction: Int128 = 0
    if parts.count == 2 {
      guard parts[1].count <= 9, let digits = Int128(decimalDigits: parts[1]) else { return nil }
      fraction = digits
      for _ in parts[1].count..<9 { fraction *= 10 }
    }
    billionths = whole * Self.unit + fraction
  }
}

extension Int128 {
  /// A number of billionths as a decimal number, without zeros at the end, such as `0.0255` or `70`.
  package var decimalOfBillionths: String {
    let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: ExactDecimal.unit.magnitude)
    var digits = String(fraction)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return (self < 0 ? "-" : "") + (digits.isEmpty ? "\(whole)" : "\(whole).\(digits)")
  }

  /// Returns the quotient rounded to the nearest whole number; a quotient halfway between two rounds to the even one.
  package func dividedRoundingHalfEven(by divisor: Int128) -> Int128 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    let twice = 2 * remainder.magnitude
    guard twice > divisor.magnitude || twice == divisor.magnitude && quotient % 2 != 0 else { return quotient }
    return quotient + ((self < 0) == (divisor < 0) ? 1 : -1)
  }
}
