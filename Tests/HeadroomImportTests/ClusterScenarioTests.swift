import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@Suite struct ClusterScenarioTests {
  /// Reads a scenario that comes in pieces.
  private func read(_ text: String, pieces size: Int = .max) throws -> (
    timeline: ClusterTimeline, events: [ClusterEvent]
  ) {
    var rest = Array(text.utf8)[...]
    var file = try ClusterScenarioFile("day") {
      let piece = rest.prefix(size)
      rest = rest.dropFirst(size)
      return piece.isEmpty ? nil : Array(piece)
    }
    var events: [ClusterEvent] = []
    while let event = try file.next() { events.append(event) }
    return (file.timeline, events)
  }

  private let document = """
    duration: 24h
    sample: 5m
    events:
      - {at: 2h, addNodes: ng1, count: 5}
      - {at: 0s, scale: nginx, replicas: 400}
      - {every: 10m, repeat: 60, scale: nginx, by: -25}
      - {at: 3h, replace: ng1, maxUnavailable: 33%}
      - {at: 1d, drain: ng1}
      - {at: 6h30m, loseZone: ap-northeast-2b}
      - {churn: nginx, podsPerMinute: 30, until: 90}
    """

  @Test func everyEventIsRead() throws {
    let (timeline, events) = try read(document)
    #expect(timeline == ClusterTimeline(duration: 86_400, sample: 300))
    #expect(
      events.map(\.action) == [
        .scale("nginx", to: 400), .churn("nginx", podsPerMinute: 30, until: 90), .scaleBy("nginx", -25),
        .addNodes("ng1", 5), .replace("ng1", maxUnavailable: .percent(33)), .loseZone("ap-northeast-2b"),
        .drain("ng1", 1),
      ])
    #expect(events.map(\.time) == [0, 0, 600, 7200, 10_800, 23_400, 86_400])
    #expect(events[2].every == 600 && events[2].times == 60 && events.map(\.line) == [5, 10, 6, 4, 7, 9, 8])
  }

  /// JSON Lines say the same, however the file is cut into pieces.
  @Test func linesAreReadAsTheyCome() throws {
    let lines = """

      {"duration": "24h", "sample": "5m"}
      {"at": "0s", "scale": "nginx", "replicas": 400}

      {"churn":"nginx","podsPerMinute":30 , "until": 90}
      {"every": "10m", "repeat": 60, "scale": "nginx", "by": -25}\r
      {"at": 7200, "addNodes": "ng1", "count": 5}
      """
    let whole = try read(lines)
    #expect(whole.timeline == ClusterTimeline(duration: 86_400, sample: 300))
    #expect(whole.events.map(\.line) == [3, 5, 6, 7])
    let some = [0, 1, 2, 3].map { try? read(document).events[$0].action }
    #expect(whole.events.map(\.action) == some)
    for size in [1, 2, 7, 64] {
      let pieces = try read(lines, pieces: size)
      #expect(pieces.events == whole.events && pieces.timeline == whole.timeline)
    }
  }

  @Test(arguments: [
    (
      "duration: 1h\nevents: [{at: -5s, scale: web, replicas: 4}]",
      "day:2:15: `at` is '-5s'; expected a time such as 90s"
    ),
    ("duration: 1h\nevents: [{scal: web}]", "day:2:11: unknown key 'scal'; did you mean 'scale'?"),
    ("duration: 1h\nevents: [{at: 1h}]", "day:2:10: the event has no action; expected exactly one of scale, addNodes"),
    ("duration: 1h\nevents: [{scale: a, drain: b}]", "the event has more than one action"),
    ("duration: 1h\nevents: [{scale: a}]", "expected exactly one of `replicas` and `by`"),
    ("duration: 1h\nevents: [{drain: a, by: 1}]", "'by' does not apply to 'drain'"),
    (
      "duration: 1h\nevents: [{scale: a, by: 1e9}]",
      "`by` is '1e9'; expected a whole number from -10000000 to 10000000"
    ),
    ("duration: 1h\nevents: [{scale: a, by: 1, repeat: 3}]", "`repeat` requires `every`"),
    ("duration: 1h\nevents: [{scale: a, by: 1, every: 0s}]", "`every` must be at least 1s"),
    ("duration: 1h\nevents: [{replace: a, maxUnavailable: 0%}]", "`maxUnavailable` is '0%'"),
    ("duration: 9999d", "`duration` is '9999d'; expected a time"), ("sample: 1m", "`duration` is missing"),
    (
      "duration: 1000d\nsample: 1s",
      "`sample` is 1s of 86400000s; it must be at least 1s, and there may be at most 100000 moments"
    ),
    (
      "{\"duration\": \"1h\"}\n{\"at\": \"1m\", \"scale\": \"a\", \"bx\": 2}",
      "day:2:28: 'bx' does not apply to 'scale'"
    ),
    ("{\"duration\": \"1h\"}\n{\"scale\": [\"a\"]}", "day:2:11: expected a string, a number, true or false"),
    ("{\"duration\": \"1h\"}\n{\"scale\": \"a\"", "day:2:14: expected ',' or '}'"),
    ("{\"duration\": \"1h\"}\n{\"scale\": \"a\\u0041\"}", "escapes with a backslash are not supported"),
    ("{\"duration\": \"1h\"}\n{\"at\": 1, \"at\": 2}", "duplicate key 'at'"),
    ("{\"duration\": \"1h\", \"x\": 1}\n", "day:1:20: unknown key 'x'"),
    (
      "{\"duration\": \"1h\"}\n\"\(String(repeating: "x", count: 70_000))",
      "day:2:1: the line is longer than the maximum of 65536 bytes"
    ),
    ("", "the file is empty"),
  ])
  func whatIsWrongIsSaidWithItsLine(text: String, message: String) {
    #expect {
      _ = try read(text, pieces: 4096)
    } throws: {
      "\($0)".contains(message)
    }
  }

  /// No bytes crash the readers.
  @Test func anyBytesAreReadOrRefused() {
    var random = SeededGenerator()
    let alphabet = Array("{}[]\":,\n\r\t -%abdehmnprstu0159\\é".utf8)
    for _ in 0..<3000 {
      var bytes = Array("{\"duration\": \"1h\"}\n".utf8)
      if Bool.random(using: &random) { bytes = [] }
      for _ in 0..<Int.random(in: 0...60, using: &random) { bytes.append(alphabet.randomElement(using: &random)!) }
      _ = try? read(String(decoding: bytes, as: UTF8.self), pieces: Int.random(in: 1...50, using: &random))
    }
  }
}
