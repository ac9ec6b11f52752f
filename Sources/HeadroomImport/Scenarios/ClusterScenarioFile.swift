package import Headroom

/// The scenario of a cluster simulation, read from a YAML document or from JSON Lines.
///
/// A YAML document has the keys `duration`, `sample` and `events`, and its events may be in any order. In a file of
/// JSON Lines the first line has `duration` and `sample`, and each other line is an event; the events must be in the
/// order of time. Lines are read only when they are needed, so that a file of any length takes little memory.
package struct ClusterScenarioFile {
  /// The duration of the simulation and the time between its moments.
  package let timeline: ClusterTimeline
  private let name: String
  /// The events of a document that are left, with the next one at the end.
  private var events: [ClusterEvent] = []
  private var lines: LineReader?

  /// The highest number of events in a document.
  private static let mostEvents = 100_000

  /// Reads the first line of a file of JSON Lines, or the whole of a YAML document.
  ///
  /// - Parameters:
  ///   - name: The name of the file, for messages.
  ///   - chunk: Returns the next bytes of the file, or `nil` at its end.
  /// - Throws: `PlanError` with all problems, each with its file, line and column, and any error that `chunk` throws.
  package init(_ name: String, chunk: @escaping () throws -> [UInt8]?) throws {
    self.name = name
    var lines = LineReader(name, chunk)
    if let head = try lines.head() {
      timeline = try Self.timeline(head, name, lines.line)
      self.lines = lines
      return
    }
    let root = try YAMLDocument(SourceFile(name: name, bytes: try lines.rest())).root
    var cursor = YAMLCursor(file: name)
    let part = PlanPart(.plan)
    let values = cursor.object(root, part, keys: PlanKeys.clusterScenario)
    let texts = cursor.texts(of: values, part, except: "events")
    var timeline: ClusterTimeline?
    do throws(EventFields.Failure) {
      timeline = try Self.timeline(texts)
    } catch {
      cursor.complain(part, error.reason, at: error.key.flatMap { values[$0] } ?? root)
    }
    let items = cursor.list(values["events"], part)
    if items.count > Self.mostEvents {
      cursor.complain(
        part, "\(items.count) events are too many; a document has at most \(Self.mostEvents), so use JSON Lines",
        at: values["events"])
    } else {
      for item in items {
        guard var event = Self.event(item, &cursor) else { continue }
        event.order = events.count
        events.append(event)
      }
    }
    guard let timeline, cursor.problems.isEmpty else { throw cursor.error }
    self.timeline = timeline
    let order = events.indices.sorted { (events[$0].time, $0) > (events[$1].time, $1) }
    events = order.map { events[$0] }
  }

  /// Returns the next event in the order of time, or `nil` after the last one.
  ///
  /// - Throws: `PlanError` with the line that cannot be read, and any error of reading the file.
  package mutating func next() throws -> ClusterEvent? {
    guard lines != nil else { return events.popLast() }
    guard let bytes = try lines!.next() else { return nil }
    let line = lines!.line
    let fields = try Self.fields(bytes, name, line)
    let values = Dictionary(fields.map { ($0.key, $0.value) }) { first, _ in first }
    do throws(EventFields.Failure) {
      return try EventFields(values: values).clusterEvent(line: line)
    } catch {
      throw Self.problem(error.reason, name, line, fields.first { $0.key == error.key }?.column ?? 1)
    }
  }

  // MARK: Parts

  /// Returns the event of a YAML node.
  private static func event(_ node: YAMLNode, _ cursor: inout YAMLCursor) -> ClusterEvent? {
    let part = PlanPart(.plan)
    let before = cursor.problems.count
    let values = cursor.object(node, part, keys: PlanKeys.clusterEvent)
    let texts = cursor.texts(of: values, part)
    guard cursor.problems.count == before else { return nil }
    do throws(EventFields.Failure) {
      return try EventFields(values: texts).clusterEvent(line: cursor.position(of: node).line)
    } catch {
      cursor.complain(part, error.reason, at: error.key.flatMap { values[$0] } ?? node)
      return nil
    }
  }

  /// Returns the timeline of `duration` and `sample`, given as text.
  private static func timeline(_ texts: [String: String]) throws(EventFields.Failure) -> ClusterTimeline {
    func time(_ key: String) throws(EventFields.Failure) -> Int? {
      guard let text = texts[key] else { return nil }
      guard let seconds = EventFields.seconds(text) else {
        throw EventFields.Failure(
          key: key, reason: "`\(key)` is '\(text.prefix(80))'; expected a time such as 90s, 10m, 24h, 7d or 1h30m")
      }
      return seconds
    }
    guard let duration = try time("duration") else {
      throw EventFields.Failure(key: "duration", reason: "`duration` is missing; expected a time such as 24h")
    }
    // A moment every five minutes gives 288 moments for a day. A longer scenario has about as many moments.
    let sample = try time("sample") ?? max(300, duration / 288)
    guard let timeline = ClusterTimeline(duration: duration, sample: sample) else {
      throw EventFields.Failure(
        key: "sample",
        reason: "`sample` is \(sample)s of \(duration)s; it must be at least 1s, "
          + "and there may be at most \(ClusterTimeline.mostMoments) moments")
    }
    return timeline
  }

  /// Returns the timeline of the first of the JSON Lines.
  private static func timeline(_ head: ArraySlice<UInt8>, _ name: String, _ line: Int) throws -> ClusterTimeline {
    let fields = try fields(head, name, line)
    for field in fields where !["duration", "sample"].contains(field.key) {
      throw problem(
        "unknown key '\(field.key.prefix(80))'; the first line has only `duration` and `sample`", name, line,
        field.column)
    }
    do throws(EventFields.Failure) {
      return try timeline(Dictionary(fields.map { ($0.key, $0.value) }) { first, _ in first })
    } catch {
      throw problem(error.reason, name, line, fields.first { $0.key == error.key }?.column ?? 1)
    }
  }

  private static func fields(_ bytes: ArraySlice<UInt8>, _ name: String, _ line: Int) throws -> [JSONLine.Field] {
    do throws(JSONLine.Failure) {
      return try JSONLine.fields(of: bytes)
    } catch {
      throw problem(error.reason, name, line, error.column)
    }
  }

  private static func problem(_ message: String, _ name: String, _ line: Int, _ column: Int) -> PlanError {
    let position = SourcePosition(file: name, line: line, column: column)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}
