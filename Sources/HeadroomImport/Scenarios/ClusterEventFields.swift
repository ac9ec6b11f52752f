internal import Headroom

/// The keys and values of one event of a cluster simulation, whether they come from YAML or from a JSON line.
struct ClusterEventFields {
  /// The reason why an event is refused.
  struct Failure: Error {
    /// The key to blame, or `nil` if the event as a whole is wrong.
    let key: String?
    let reason: String
  }

  /// The values as text, by key.
  let values: [String: String]

  /// The keys that name an action, each with the keys that may accompany it.
  private static let actions: [(name: String, others: Set<String>)] = [
    ("scale", ["replicas", "by"]), ("addNodes", ["count"]), ("replace", ["maxUnavailable"]), ("drain", ["count"]),
    ("loseZone", []), ("churn", ["podsPerMinute", "until"]),
  ]
  /// The keys that every event may have.
  private static let common: Set = ["at", "every", "repeat"]

  /// Returns the event that the keys describe.
  ///
  /// - Parameter line: The line of the event in the file.
  func event(line: Int) throws(Failure) -> ClusterEvent {
    let named = Self.actions.filter { values[$0.name] != nil }
    guard let action = named.first, named.count == 1 else {
      let names = Self.actions.map(\.name).joined(separator: ", ")
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
    let every = try time("every")
    if let every, every < 1 { throw Failure(key: "every", reason: "`every` must be at least 1s") }
    var event = ClusterEvent(at: try time("at") ?? every ?? 0, try read(action.name))
    event.every = every
    event.times = every == nil ? 1 : try number("repeat", 1...Self.mostTimes) ?? Self.mostTimes
    if every == nil, values["repeat"] != nil { throw Failure(key: "repeat", reason: "`repeat` requires `every`") }
    event.line = line
    return event
  }

  /// The highest number of repetitions, and the highest count in one event.
  private static let mostTimes = 100_000_000, most = 10_000_000

  /// Returns the action of a key and of the keys that accompany it.
  private func read(_ action: String) throws(Failure) -> ClusterEvent.Action {
    let name = values[action]!
    guard name.utf8.count <= 4096 else { throw Failure(key: action, reason: "the value is longer than 4,096 bytes") }
    switch action {
    case "scale":
      switch (try number("replicas", 0...Self.most), try number("by", -Self.most...Self.most)) {
      case (let replicas?, nil): return .scale(name, to: replicas)
      case (nil, let count?): return .scaleBy(name, count)
      default: throw Failure(key: action, reason: "expected exactly one of `replicas` and `by`")
      }
    case "addNodes": return .addNodes(name, try number("count", 0...Self.most) ?? 1)
    case "drain": return .drain(name, try number("count", 0...Self.most) ?? 1)
    case "replace": return .replace(name, maxUnavailable: try amount("maxUnavailable"))
    case "loseZone": return .loseZone(name)
    default:
      guard let rate = try number("podsPerMinute", 0...Self.most) else {
        throw Failure(key: action, reason: "`podsPerMinute` is missing")
      }
      return .churn(name, podsPerMinute: rate, until: try time("until"))
    }
  }

  /// Returns the whole number of a key, or `nil` if the key is absent.
  private func number(_ key: String, _ range: ClosedRange<Int>) throws(Failure) -> Int? {
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

  /// Returns the number or the percentage of a key, or `nil` if the key is absent.
  private func amount(_ key: String) throws(Failure) -> UpdatePolicy.Amount? {
    guard let text = values[key] else { return nil }
    guard text.hasSuffix("%") else { return try number(key, 1...Self.most).map { .count($0) } }
    guard let percent = Int(decimalDigits: text.dropLast().utf8), 1...100 ~= percent else {
      throw Failure(
        key: key, reason: "`\(key)` is '\(text.prefix(80))'; expected a number, or a percentage such as 33%")
    }
    return .percent(percent)
  }

  /// Returns the seconds of a key, or `nil` if the key is absent.
  private func time(_ key: String) throws(Failure) -> Int? {
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
