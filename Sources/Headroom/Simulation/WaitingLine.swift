/// Since when pods wait, first come first served.
struct WaitingLine {
  private var times: [Int] = []
  private var first = 0

  var count: Int { times.count - first }

  /// Since when the first in line waits.
  var since: Int? { first < times.count ? times[first] : nil }

  mutating func append(_ time: Int) { times.append(time) }

  /// The first in line is served.
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

  /// The last in line goes away.
  mutating func removeLast() -> Int { times.removeLast() }

  /// How many have waited since a time or longer.
  func count(since limit: Int) -> Int { times[first...].prefix { $0 <= limit }.count }
}
