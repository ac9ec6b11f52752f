internal import Headroom

extension Money {
  /// The amount with all its decimals, at least two, such as `16.425` or `3.00`.
  var exact: String {
    let short = formatted()
    return Money(short, currency: currency) == self ? short : trimmed
  }

  /// The amount with all its decimals and without trailing zeros, such as `0.059` or `3`.
  var trimmed: String {
    var text = formatted(decimals: 9)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
