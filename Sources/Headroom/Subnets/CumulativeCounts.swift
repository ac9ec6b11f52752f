/// A list of counts with running sums that are updated and searched in logarithmic time (a Fenwick tree).
struct CumulativeCounts {
  private var sums: [Int]

  init(_ counts: [Int]) {
    sums = Array(repeating: 0, count: counts.count + 1)
    for (index, count) in counts.enumerated() { add(count, at: index) }
  }

  mutating func add(_ count: Int, at index: Int) {
    var place = index + 1
    while place < sums.count {
      sums[place] += count
      place += place & -place
    }
  }

  /// Returns the index of the count that contains a position, and the offset in it, if all counts are laid end to end.
  func place(of number: Int) -> (index: Int, offset: Int) {
    var left = number
    var place = 0
    var step = 1
    while step * 2 < sums.count { step *= 2 }
    while step > 0 {
      if place + step < sums.count, sums[place + step] <= left {
        place += step
        left -= sums[place]
      }
      step /= 2
    }
    return (place, left)
  }
}
