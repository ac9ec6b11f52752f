/// Returns a number with one decimal.
func oneDecimal(_ number: Double) -> String {
  // No value that is shown this way comes near the limit. A larger one is lowered to it, so that `Int` cannot trap.
  let tenths = Int(min(max((number * 10).rounded(), -1e15), 1e15))
  return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

/// Returns a number of at least 0 with at most the given number of decimals, without trailing zeros.
///
/// The result does not depend on a locale.
func shortDecimal(_ number: Double, places: Int) -> String {
  let unit = (0..<places).reduce(1) { scale, _ in scale * 10 }
  let scaled = Int(min(max((number * Double(unit)).rounded(), 0), 1e18))
  var digits = String(scaled % unit)
  digits = String(repeating: "0", count: places - digits.count) + digits
  while digits.last == "0" { digits.removeLast() }
  return digits.isEmpty ? "\(scaled / unit)" : "\(scaled / unit).\(digits)"
}
