internal import Headroom

extension NodeScenarioReader {
  /// Returns the events of a scenario in the order in which they happen.
  ///
  /// Events have the grammar of cluster scenarios: `{at: 10m, pods: 7}`. The older form `{op: pods, count: 7}`, which
  /// has no times, is still read; a scenario has one of the two.
  mutating func readEvents(_ values: [String: YAMLNode]) -> [NodeScenario.Event] {
    let items = cursor.list(values["events"], part)
    guard items.count <= Self.mostEvents else {
      complainAboutNumber(items.count, at: values["events"])
      return []
    }
    let isOld = items.contains { $0["op"] != nil }
    if !isOld { return readTimeline(values, items) }
    for key in ["duration", "sample"] where values[key] != nil {
      cursor.complain(part, "`\(key)` does not apply to events with `op`; give events times with `at`", at: values[key])
    }
    let events = items.compactMap { readOperation($0) }
    let seconds = events.reduce(0) { sum, event in
      guard case .advance(let seconds) = event else { return sum }
      return sum + seconds
    }
    if seconds > Self.mostSecondsInAll {
      cursor.complain(
        part, "the events advance by \(seconds) seconds in all; expected at most \(Self.mostSecondsInAll)",
        at: values["events"])
    }
    return events
  }

  private mutating func complainAboutNumber(_ count: Int, at node: YAMLNode?) {
    cursor.complain(part, "\(count) events are too many; a scenario has at most \(Self.mostEvents)", at: node)
  }

  // MARK: Events with times

  /// An event with the time at which it happens.
  private typealias Timed = (time: Int, event: NodeScenario.Event)

  private mutating func readTimeline(_ values: [String: YAMLNode], _ items: [YAMLNode]) -> [NodeScenario.Event] {
    let duration = readTime(values["duration"])
    var timed: [Timed] = []
    for item in items {
      timed += readEvent(item, duration)
      guard timed.count <= Self.mostEvents else {
        complainAboutNumber(timed.count, at: values["events"])
        return []
      }
    }
    if let sample = values["sample"] { timed += readSnapshots(every: sample, duration) }
    let order = timed.indices.sorted { (timed[$0].time, $0) < (timed[$1].time, $1) }
    var clock = 0
    var events: [NodeScenario.Event] = []
    for (time, event) in order.map({ timed[$0] }) where duration.map({ time <= $0 }) ?? true {
      if time > clock { events.append(.advanceTo(time)) }
      clock = time
      events.append(event)
    }
    if let duration, duration > clock { events.append(.advanceTo(duration)) }
    return events
  }

  private mutating func readSnapshots(every node: YAMLNode, _ duration: Int?) -> [Timed] {
    guard let duration else {
      cursor.complain(part, "`sample` requires `duration`", at: node)
      return []
    }
    guard let sample = readTime(node), sample >= 1, duration / sample <= Self.mostEvents else {
      cursor.complain(part, "`sample` must be at least 1s and give at most \(Self.mostEvents) snapshots", at: node)
      return []
    }
    return stride(from: 0, through: duration, by: sample).map { ($0, .snapshot) }
  }

  /// Returns a time in seconds.
  private mutating func readTime(_ node: YAMLNode?) -> Int? {
    cursor.value(node, part, expected: "a time such as 90s, 10m or 1h30m, at most \(Self.mostSeconds)s") {
      EventFields.seconds($0).flatMap { $0 <= Self.mostSeconds ? $0 : nil }
    }
  }

  private static let actions: EventFields.Actions = [
    ("pods", ["order"]), ("settle", []), ("snapshot", []), ("configure", []), ("restart", []), ("cordon", []),
    ("refuse", []),
  ]

  /// Returns an event as often as it happens.
  private mutating func readEvent(_ node: YAMLNode, _ duration: Int?) -> [Timed] {
    let before = cursor.problems.count
    let values = cursor.object(node, part, keys: PlanKeys.nodeEvent)
    var texts = cursor.texts(of: values, part, except: "configure")
    if values["configure"] != nil { texts["configure"] = "" }
    guard cursor.problems.count == before else { return [] }
    do throws(EventFields.Failure) {
      let fields = EventFields(values: texts)
      let action = try fields.action(among: Self.actions)
      let timing = try fields.timing()
      let first = timing.at ?? 0
      guard first <= Self.mostSeconds else {
        throw EventFields.Failure(key: "at", reason: "`at` is later than \(Self.mostSeconds)s")
      }
      let event = try readAction(action, fields, values)
      guard let event, let every = timing.every else { return event.map { [(first, $0)] } ?? [] }
      // Repetitions after the end of the scenario do not count.
      let possible = ((duration ?? Self.mostSeconds) - first) / every + 1
      guard let times = timing.times.map({ min($0, possible) }) ?? duration.map({ _ in possible }) else {
        throw EventFields.Failure(key: "every", reason: "`every` requires `repeat`, or the scenario a `duration`")
      }
      guard times <= Self.mostEvents else {
        throw EventFields.Failure(
          key: "every", reason: "\(times) repetitions are too many; a scenario has at most \(Self.mostEvents) events")
      }
      return (0..<max(0, times)).map { (first + $0 * every, event) }
    } catch {
      cursor.complain(part, error.reason, at: error.key.flatMap { values[$0] } ?? node)
      return []
    }
  }

  private mutating func readAction(
    _ action: String, _ fields: EventFields, _ values: [String: YAMLNode]
  ) throws(EventFields.Failure) -> NodeScenario.Event? {
    switch action {
    case "pods":
      let order = cursor.choice(values["order"], part, NodeSimulator.Order.self) ?? .lifo
      return try fields.number("pods", 0...Self.mostPods).map { .pods($0, order) }
    case "configure": return .configure(CNIEnvironment(cursor.texts(values["configure"], part), defaults: defaults))
    case "refuse": return readTime(values["refuse"]).map { .refuse(seconds: $0) }
    case "cordon": return cursor.flag(values["cordon"], part).map { .cordon($0) }
    default:
      guard cursor.flag(values[action], part) == true else {
        throw EventFields.Failure(key: action, reason: "`\(action)` can only be true")
      }
      return action == "settle" ? .settle : action == "snapshot" ? .snapshot : .restart
    }
  }

  // MARK: Events with `op`

  /// Returns an event of the older form, which has the key of its operation and no keys of others.
  private mutating func readOperation(_ node: YAMLNode) -> NodeScenario.Event? {
    let values = cursor.object(node, part, keys: PlanKeys.nodeOperation)
    guard let name = cursor.text(values["op"], part) else {
      if values["op"] == nil { cursor.complain(part, "`op` is missing", at: node) }
      return nil
    }
    let needed = ["pods": "count", "advance": "seconds", "configure": "cni", "refuse": "seconds"][name]
    if let needed, values[needed] == nil { cursor.complain(part, "`\(needed)` is missing", at: node) }
    let allowed: Set = ["op", needed ?? "op", name == "pods" ? "order" : "op"]
    for key in values.keys.sorted() where !allowed.contains(key) {
      cursor.complain(part, "`\(key)` does not apply to '\(name.prefix(80))'", at: values[key])
    }
    switch name {
    case "settle": return .settle
    case "snapshot": return .snapshot
    case "restart": return .restart
    case "cordon": return .cordon(true)
    case "uncordon": return .cordon(false)
    case "pods":
      let order = cursor.choice(values["order"], part, NodeSimulator.Order.self) ?? .lifo
      return number(values["count"], 0...Self.mostPods).map { .pods($0, order) }
    case "advance": return number(values["seconds"], 0...Self.mostSeconds).map { .advance(seconds: $0) }
    case "refuse": return number(values["seconds"], 0...Self.mostSeconds).map { .refuse(seconds: $0) }
    case "configure": return .configure(CNIEnvironment(cursor.texts(values["cni"], part), defaults: defaults))
    default:
      let hint = nearestName(to: name, among: Self.operations).map { "; did you mean '\($0)'?" } ?? ""
      cursor.complain(
        part, "'\(name.prefix(80))' is not one of \(Self.operations.joined(separator: ", "))\(hint)", at: values["op"])
      return nil
    }
  }

  private static let operations = [
    "settle", "snapshot", "pods", "advance", "configure", "restart", "cordon", "uncordon", "refuse",
  ]
}
