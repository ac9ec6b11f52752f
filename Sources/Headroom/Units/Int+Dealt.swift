extension Int {
  /// Deals a number in proportion to weights, by largest remainder; no share is larger than its weight.
  ///
  /// Of equal remainders the first counts, so the order of the weights must not be that of a file.
  package func dealt(over weights: [Int]) -> [Int] {
    let total = weights.reduce(0, +)
    guard self < total else { return weights }
    guard self > 0 else { return weights.map { _ in 0 } }
    let products = weights.map { Int128(self) * Int128($0) }
    var shares = products.map { Int($0 / Int128(total)) }
    let left = self - shares.reduce(0, +)
    let byRemainder = weights.indices.sorted { first, second in
      let (one, two) = (products[first] % Int128(total), products[second] % Int128(total))
      return one == two ? first < second : one > two
    }
    for place in byRemainder.prefix(left) { shares[place] += 1 }
    return shares
  }

  /// Deals a number in proportion to parts of weights, and what is left in proportion to the rest of them.
  package func dealt(over weights: [Int], first parts: [Int]) -> [Int] {
    let start = dealt(over: parts)
    let rest = (self - start.reduce(0, +)).dealt(over: zip(weights, start).map { $0 - $1 })
    return zip(start, rest).map { $0 + $1 }
  }
}
