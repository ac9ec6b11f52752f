/// A number in the notation of Kubernetes quantities, such as `100m`, `1.5Gi`, `2` or `1e3`.
///
/// A minus is refused, because no resource read here can be negative.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`, `quantity.go`.
package struct KubernetesQuantity: Hashable, Sendable {
  /// The value in billionths; anything finer is rounded up, as Kubernetes does.
  package let billionths: Int128

  /// Reads digits with at most one dot, followed by a decimal or binary suffix or an exponent.
  ///
  /// Returns `nil` for anything else.
  package init?(_ text: String) {
    let unsigned = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
    let digits = unsigned.prefix { 48...57 ~= $0 || $0 == UInt8(ascii: ".") }
    // Kubernetes also reads `.5` and `5.`.
    var number = String(Substring(digits))
    if number.utf8.count > 1 {
      if number.hasPrefix(".") { number = "0" + number }
      if number.hasSuffix(".") { number.removeLast() }
    }
    guard let number = ExactDecimal(number.utf8), let factor = Self.factor(unsigned.dropFirst(digits.count)) else {
      return nil
    }
    let (product, overflow) = number.billionths.multipliedReportingOverflow(by: factor.multiplier)
    guard !overflow else { return nil }
    billionths = product.dividedRoundingUp(by: factor.divisor)
    guard billionths <= ExactDecimal.largest * ExactDecimal.unit else { return nil }
  }

  private static func factor(_ suffix: Substring.UTF8View) -> (multiplier: Int128, divisor: Int128)? {
    switch String(Substring(suffix)) {
    case "": (1, 1)
    case "n": (1, 1_000_000_000)
    case "u": (1, 1_000_000)
    case "m": (1, 1000)
    case "k": (1000, 1)
    case "M": (1_000_000, 1)
    case "G": (1_000_000_000, 1)
    case "T": (1_000_000_000_000, 1)
    case "P": (1_000_000_000_000_000, 1)
    case "E": (1_000_000_000_000_000_000, 1)
    case "Ki": (1 << 10, 1)
    case "Mi": (1 << 20, 1)
    case "Gi": (1 << 30, 1)
    case "Ti": (1 << 40, 1)
    case "Pi": (1 << 50, 1)
    case "Ei": (1 << 60, 1)
    default: exponent(suffix)
    }
  }

  /// Returns the factor of an exponent such as `e3` or `E-2`; `nil` if it is none, or is beyond any amount.
  private static func exponent(_ suffix: Substring.UTF8View) -> (multiplier: Int128, divisor: Int128)? {
    guard let first = suffix.first, first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return nil }
    var digits = suffix.dropFirst()
    let sign = digits.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard let exponent = Int(decimalDigits: digits), exponent <= 18 else { return nil }
    let power = (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
    return sign == UInt8(ascii: "-") ? (1, power) : (power, 1)
  }
}
