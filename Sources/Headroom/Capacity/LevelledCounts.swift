/// Returns how many equal things each of several places gets if they are placed one by one, each where the most is
/// free.
///
/// - Parameters:
///   - count: The number of things.
///   - size: The number of addresses that each takes, at least 1.
///   - free: The number of free addresses of each place. It may become negative.
func levelledCounts(_ count: Int, size: Int, free: [Int]) -> [Int] {
  guard count > 0, !free.isEmpty else { return free.map { _ in 0 } }
  guard free.count > 1 else { return [count] }
  // Placing one by one takes the largest numbers of the series free, free − size, free − 2 × size, … of all places.
  func taken(_ free: Int, above level: Int) -> Int { free < level ? 0 : (free - level) / size + 1 }
  var low = free.max()! - count * size
  var high = free.max()!
  while low < high {
    let level = low + (high - low + 1) / 2
    if free.reduce(0, { $0 + taken($1, above: level) }) >= count { low = level } else { high = level - 1 }
  }
  var counts = free.map { taken($0, above: low + 1) }
  var left = count - counts.reduce(0, +)
  for place in free.indices where left > 0 && taken(free[place], above: low) > counts[place] {
    counts[place] += 1
    left -= 1
  }
  return counts
}
