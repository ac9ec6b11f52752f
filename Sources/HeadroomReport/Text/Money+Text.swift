internal import Headroom

extension Money {
  /// The amount with all its decimals, two at the least: `16.425`, `3.00`.
  var exact: String {
    let isWholeCents = nanounits % 10_000_000 == 0
    return isWholeCents ? formatted() : decimal
  }
}
