internal import Headroom

extension Money {
  /// The amount with all its decimals, two at the least: `16.425`, `3.00`.
  var exact: String {
    let short = formatted()
    return Money(short, currency: currency) == self ? short : trimmed
  }

  /// The amount with all its decimals: `0.059`, `0.0225`.
  var trimmed: String {
    var text = formatted(decimals: 9)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
