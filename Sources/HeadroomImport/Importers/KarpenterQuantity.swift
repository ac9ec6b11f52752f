internal import Headroom

/// A limit of a NodePool in the notation of Kubernetes, such as `100`, `500m`, `1k`, `1e3` or `1.5Ti`.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`, `quantity.go`.
enum KarpenterQuantity: Hashable {
  /// An amount in thousandths, rounded down.
  case thousandths(Int)
  /// More than any cluster has, which is as good as no limit.
  case huge

  /// The thousandths above which an amount is taken for huge: those of four pebibytes, and of more vCPUs than there are.
  private static let largest = Int128(1) << 62

  /// Reads an amount; `nil` for a text that is no quantity and for a negative one.
  init?(_ text: String) {
    let bytes = Array(text.utf8.drop { $0 == UInt8(ascii: "+") })
    guard !bytes.isEmpty, bytes.count <= 64, text.utf8.count - bytes.count <= 1 else { return nil }
    let number = bytes.prefix { 48...57 ~= $0 || $0 == UInt8(ascii: ".") }
    let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), number.contains(where: { 48...57 ~= $0 }),
      let suffix = Self.suffix(bytes[number.endIndex...])
    else { return nil }
    // The amount is digits × 10^exponent × factor, in thousandths.
    let fraction = parts.count == 2 ? parts[1] : []
    var digits = Array(parts[0] + fraction)
    var exponent = 3 + suffix.exponent - fraction.count
    while digits.last == 48, digits.count > 1 {
      digits.removeLast()
      exponent += 1
    }
    let significant = digits.drop { $0 == 48 }
    guard !significant.isEmpty else {
      self = .thousandths(0)
      return
    }
    // A number with more digits than fit is larger than anything, unless the exponent makes it small.
    guard significant.count + exponent <= 30 else {
      self = .huge
      return
    }
    let kept = significant.prefix(30)
    exponent += significant.count - kept.count
    guard var value = Int128(decimalDigits: kept) else { return nil }
    for _ in 0..<max(0, exponent) { value *= 10 }
    value = value.multipliedReportingOverflow(by: suffix.factor).overflow ? Int128.max : value * suffix.factor
    for _ in 0..<min(64, max(0, -exponent)) { value /= 10 }
    self = value <= Self.largest ? .thousandths(Int(value)) : .huge
  }

  private static let suffixes: [String: (exponent: Int, factor: Int128)] = [
    "": (0, 1), "n": (-9, 1), "u": (-6, 1), "m": (-3, 1), "k": (3, 1), "M": (6, 1), "G": (9, 1), "T": (12, 1),
    "P": (15, 1), "E": (18, 1), "Ki": (0, 1 << 10), "Mi": (0, 1 << 20), "Gi": (0, 1 << 30), "Ti": (0, 1 << 40),
    "Pi": (0, 1 << 50), "Ei": (0, 1 << 60),
  ]

  /// Returns the power of ten and the power of two that a suffix stands for.
  private static func suffix(_ bytes: ArraySlice<UInt8>) -> (exponent: Int, factor: Int128)? {
    if let known = suffixes[String(decoding: bytes, as: UTF8.self)] { return known }
    guard let first = bytes.first, first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return nil }
    var rest = bytes.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let exponent = Int(decimalDigits: rest) else { return nil }
    return (min(exponent, 1000) * (isNegative ? -1 : 1), 1)
  }
}
