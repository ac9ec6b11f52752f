internal import Headroom

extension Money {
  /// The amount with all its decimals, two at the least: `16.425`, `3.00`.
  var exact: String {
    let short = formatted()
    return Money(short, currency: currency) == self ? short : decimal
  }
}
