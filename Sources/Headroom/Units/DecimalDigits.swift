extension FixedWidthInteger {
  /// Reads one or more ASCII digits and nothing else: no sign, no space, no separator.
  ///
  /// Returns `nil` for any other text and for a number that the type cannot hold.
  package init?(decimalDigits digits: some Collection<UInt8>) {
    guard !digits.isEmpty else { return nil }
    var value: Self = 0
    for byte in digits {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Self(byte - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    self = value
  }

  /// Returns the quotient rounded up; both numbers must not be negative.
  package func dividedRoundingUp(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? quotient : quotient + 1
  }
}
