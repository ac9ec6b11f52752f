/// The endpoints that zones give to others and receive from them: `getGivingAndReceivingZones` of `utils.go`.
///
/// Upstream moves them one by one, always from the largest surplus to the largest deficit. Moves far from the end are
/// made in bulk here: subtracting 1 from a binary fraction above 1 is exact, so that the result is the same.
package struct TopologyBalance: Equatable {
  package private(set) var gives: [String: Int] = [:]
  package private(set) var receives: [String: Int] = [:]

  package init(
    _ desired: [String: Double], present: [String: Int], prefersLargestName: Bool = false, inBulk: Bool = true
  ) {
    var zones = desired.keys.sorted()
    if prefersLargestName { zones.reverse() }
    let missing = zones.map { desired[$0]! - Double(present[$0] ?? 0) }
    var surplus = Pile(missing.map { max(-$0, 0) })
    var deficit = Pile(missing.map { max($0, 0) })
    if inBulk {
      // While both sides have more than 1 nothing can stop the moves.
      let moves = min(surplus.heads(above: 1), deficit.heads(above: 1))
      surplus.take(moves)
      deficit.take(moves)
    }
    while !zones.isEmpty {
      let most = surplus.largest
      let lack = deficit.largest
      if most <= 0 || lack <= 0 || (most < 1 && lack < 1) || most < 0.5 || lack < 0.5 { break }
      surplus.takeOne()
      deficit.takeOne()
    }
    for (index, zone) in zones.enumerated() {
      if surplus.taken[index] > 0 { gives[zone] = surplus.taken[index] }
      if deficit.taken[index] > 0 { receives[zone] = deficit.taken[index] }
    }
  }
}

/// Numbers of which always the largest, the first of several, goes down by one.
private struct Pile {
  private var values: [Double]
  private(set) var taken: [Int]

  init(_ values: [Double]) {
    self.values = values
    taken = values.map { _ in 0 }
  }

  private var place: Int {
    var best = 0
    for index in values.indices where values[index] > values[best] { best = index }
    return best
  }

  var largest: Double { values[place] }

  mutating func takeOne() {
    let place = place
    values[place] -= 1
    taken[place] += 1
  }

  /// How often a number above the limit goes down.
  func heads(above limit: Int) -> Int {
    values.reduce(0) { $0 + Self.steps(from: $1, to: limit) }
  }

  /// As often as ``takeOne()`` so many times; each time something is above 1.
  mutating func take(_ count: Int) {
    // The lowest limit that needs no more steps than there are.
    var low = 1
    var high = values.reduce(1) { max($0, Int($1) + 1) }
    while low < high {
      let middle = (low + high) / 2
      if heads(above: middle) <= count { high = middle } else { low = middle + 1 }
    }
    var left = count
    for index in values.indices {
      let steps = Self.steps(from: values[index], to: low)
      values[index] -= Double(steps)
      taken[index] += steps
      left -= steps
    }
    for _ in 0..<left { takeOne() }
  }

  /// How often a value goes down by one while it is above a limit.
  private static func steps(from value: Double, to limit: Int) -> Int {
    let distance = value - Double(limit)
    return distance > 0 ? Int(distance.rounded(.up)) : 0
  }
}
