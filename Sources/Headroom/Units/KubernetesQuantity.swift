/// A number in the notation of Kubernetes quantities, such as `100m`, `1.5Gi`, `2` or `1e3`.
///
/// A sign is refused, because no resource read here can be negative.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`, `quantity.go`.
package struct KubernetesQuantity: Hashable, Sendable {
  /// The value in billionths; anything finer is rounded up, as Kubernetes does.
  package let billionths: Int128

  /// Reads digits with at most one dot, followed by a decimal or binary suffix or an exponent.
  ///
  /// Returns `nil` for anything else.
  package init?(_ text: String) {
    let digits = text.utf8.prefix { 48...57 ~= $0 || $0 == UInt8(ascii: ".") }
    guard let number = ExactDecimal(digits), let factor = Self.factor(text.utf8.dropFirst(digits.count)) else {
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
    case "k", "e3", "E3": (1000, 1)
    case "M", "e6", "E6": (1_000_000, 1)
    case "G", "e9", "E9": (1_000_000_000, 1)
    case "T", "e12", "E12": (1_000_000_000_000, 1)
    case "P", "e15", "E15": (1_000_000_000_000_000, 1)
    case "Ki": (1 << 10, 1)
    case "Mi": (1 << 20, 1)
    case "Gi": (1 << 30, 1)
    case "Ti": (1 << 40, 1)
    case "Pi": (1 << 50, 1)
    default: nil
    }
  }
}
