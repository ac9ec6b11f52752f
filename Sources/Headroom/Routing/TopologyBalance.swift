/// The number of endpoints that zones give to other zones and receive from them.
///
/// Upstream (`getGivingAndReceivingZones` of `utils.go`) moves endpoints one by one, always from the zone with the
/// largest surplus to the one with the largest deficit. Here all but the last moves are made in bulk. The result is the
/// same, because subtracting 1 from a floating-point number above 1 is exact.
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
      // While both sides have more than 1, the moves cannot end.
      let moves = min(surplus.heads(above: 1), deficit.heads(above: 1))
      surplus.take(moves)
      deficit.take(moves)
    }
    while !zones.isEmpty {
      let most = surplus.largest
      let lack = deficit.largest
      // Upstream moves an endpoint only if one side lacks or exceeds a whole one and the other at least half of one.
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

/// A list of numbers of which the largest is lowered by one again and again. Of several equal ones the first is
/// lowered.
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

  /// Returns how many times numbers above the limit can be lowered by one.
  func heads(above limit: Int) -> Int {
    values.reduce(0) { $0 + Self.steps(from: $1, to: limit) }
  }

  /// Lowers the largest number a given number of times, like ``takeOne()``; each time some number must be above 1.
  mutating func take(_ count: Int) {
    // Find the lowest limit that can be reached with the available number of steps.
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

  /// Returns how many times a value can be lowered by one while it is above a limit.
  private static func steps(from value: Double, to limit: Int) -> Int {
    let distance = value - Double(limit)
    return distance > 0 ? Int(distance.rounded(.up)) : 0
  }
}
