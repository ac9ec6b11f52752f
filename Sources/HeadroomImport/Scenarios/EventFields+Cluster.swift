internal import Headroom

extension EventFields {
  /// What can happen to a cluster.
  private static let clusterActions: Actions = [
    ("scale", ["replicas", "by"]), ("addNodes", ["count"]), ("replace", ["maxUnavailable"]), ("drain", ["count"]),
    ("loseZone", []), ("churn", ["podsPerMinute", "until"]),
  ]

  /// Returns the event of a cluster that the keys describe.
  ///
  /// - Parameter line: The line of the event in the file.
  func clusterEvent(line: Int) throws(Failure) -> ClusterEvent {
    let action = try action(among: Self.clusterActions)
    let timing = try timing()
    var event = ClusterEvent(at: timing.at ?? 0, try clusterAction(action))
    event.every = timing.every
    event.times = timing.every == nil ? 1 : timing.times ?? Self.mostTimes
    event.line = line
    return event
  }

  /// The highest count in one event.
  private static let most = 10_000_000

  /// Returns the action of a key and of the keys that accompany it.
  private func clusterAction(_ action: String) throws(Failure) -> ClusterEvent.Action {
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
}
