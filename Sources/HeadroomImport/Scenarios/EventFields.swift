internal import Headroom

/// The keys and values of one event of a scenario, whether they come from YAML or from a JSON line.
///
/// Events of clusters and of nodes have the same grammar: one key names what happens, other keys say more about it,
/// and `at`, `every` and `repeat` say when.
struct EventFields {
  /// The reason why an event is refused.
  struct Failure: Error {
    /// The key to blame, or `nil` if the event as a whole is wrong.
    let key: String?
    let reason: String
  }

  /// What can happen: the key that names it, and the keys that may accompany it.
  typealias Actions = [(name: String, others: Set<String>)]

  /// The times at which an event happens.
  struct Timing {
    /// The first time in seconds; `nil` if the event does not say it.
    let at: Int?
    /// The time between repetitions in seconds.
    let every: Int?
    /// How often the event happens; `nil` for as often as there is time.
    let times: Int?
  }

  /// The values as text, by key.
  let values: [String: String]

  /// The keys that every event may have.
  static let common: Set = ["at", "every", "repeat"]
  /// The highest number of repetitions.
  static let mostTimes = 100_000_000

  /// Returns the key that names what happens.
  func action(among actions: Actions) throws(Failure) -> String {
    let named = actions.filter { values[$0.name] != nil }
    guard let action = named.first, named.count == 1 else {
      let names = actions.map(\.name).joined(separator: ", ")
      let reason = named.isEmpty ? "the event has no action" : "the event has more than one action"
      throw Failure(key: named.last?.name, reason: "\(reason); expected exactly one of \(names)")
    }
    let strange = values.keys.filter { key in
      key != action.name && !Self.common.contains(key) && !action.others.contains(key)
    }
    if let key = strange.min() {
      let known = [action.name] + action.others.sorted() + Self.common.sorted()
      let hint = nearestName(to: key, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw Failure(key: key, reason: "'\(key.prefix(80))' does not apply to '\(action.name)'\(hint)")
    }
    return action.name
  }

  /// Returns when the event happens.
  func timing() throws(Failure) -> Timing {
    let every = try time("every")
    if let every, every < 1 { throw Failure(key: "every", reason: "`every` must be at least 1s") }
    let times = try every.map { _ throws(Failure) in try number("repeat", 1...Self.mostTimes) } ?? nil
    if every == nil, values["repeat"] != nil { throw Failure(key: "repeat", reason: "`repeat` requires `every`") }
    return Timing(at: try time("at") ?? every, every: every, times: times)
  }

  /// Returns the whole number of a key, or `nil` if the key is absent.
  func number(_ key: String, _ range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = values[key] else { return nil }
    let isNegative = text.hasPrefix("-")
    let digits = Int(decimalDigits: (isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]).utf8)
    guard let number = digits.map({ isNegative ? -$0 : $0 }), range.contains(number) else {
      throw Failure(
        key: key,
        reason:
          "`\(key)` is '\(text.prefix(80))'; expected a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Returns the seconds of a key, or `nil` if the key is absent.
  func time(_ key: String) throws(Failure) -> Int? {
    guard let text = values[key] else { return nil }
    guard let seconds = Self.seconds(text) else {
      throw Failure(
        key: key, reason: "`\(key)` is '\(text.prefix(80))'; expected a time such as 90s, 10m, 24h, 7d or 1h30m")
    }
    return seconds
  }

  /// Returns the number of seconds of a time such as `90s`, `1h30m` or `90`.
  ///
  /// Units go from large to small and occur once. Returns `nil` for any other text, and for a time of more than
  /// `ClusterTimeline.longest` seconds, which are about three years.
  static func seconds(_ text: String) -> Int? {
    if let number = Int(decimalDigits: text.utf8) { return number <= ClusterTimeline.longest ? number : nil }
    var total = 0
    var last = Int.max
    var rest = Substring(text).utf8
    repeat {
      let digits = rest.prefix { 48...57 ~= $0 }
      guard let number = Int(decimalDigits: digits), number <= ClusterTimeline.longest,
        let unit = rest.dropFirst(digits.count).first.flatMap(Self.unit), unit < last
      else { return nil }
      total += number * unit
      last = unit
      rest = rest.dropFirst(digits.count + 1)
    } while !rest.isEmpty
    return total <= ClusterTimeline.longest ? total : nil
  }

  /// Returns the number of seconds of a unit.
  private static func unit(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "s"): 1
    case UInt8(ascii: "m"): 60
    case UInt8(ascii: "h"): 3600
    case UInt8(ascii: "d"): 86_400
    default: nil
    }
  }
}
