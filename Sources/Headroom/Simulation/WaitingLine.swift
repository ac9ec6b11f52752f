/// A line of waiting pods, first come first served, with the times since when they wait.
struct WaitingLine {
  private var times: [Int] = []
  private var first = 0

  var count: Int { times.count - first }

  /// The time since when the first pod in the line waits.
  var since: Int? { first < times.count ? times[first] : nil }

  mutating func append(_ time: Int) { times.append(time) }

  /// Removes the first pod of the line, which is served, and returns since when it waited.
  mutating func removeFirst() -> Int {
    let time = times[first]
    first += 1
    if first == times.count {
      times.removeAll(keepingCapacity: true)
      first = 0
    } else if first > 256, first * 2 > times.count {
      times.removeFirst(first)
      first = 0
    }
    return time
  }

  /// Removes the last pod of the line, which gives up, and returns since when it waited.
  mutating func removeLast() -> Int { times.removeLast() }

  /// Returns how many pods have waited since a time or longer.
  func count(since limit: Int) -> Int { times[first...].prefix { $0 <= limit }.count }
}
