import Headroom
import HeadroomTestSupport
import Testing

/// Hints that are there already stay in slices that nothing else changes.
@Suite struct StickyHintsTests {
  private typealias Endpoints = HintedSlice.Endpoints
  private let ratios = ZoneCPURatios(cpu: ["a": .vcpus(1), "b": .vcpus(1), "c": .vcpus(1)])

  /// Ten endpoints, at most 4 a zone: a's endpoint that serves c could come home, but its slice stays as it is.
  @Test func anUnchangedSliceKeepsWhatIsAllowed() {
    let kept = HintedSlice(
      [Endpoints(zone: "a", hint: "a", count: 2), Endpoints(zone: "a", hint: "c", count: 1)], isUnchanged: true)
    let new = HintedSlice(["a": 1, "b": 3, "c": 3].map { Endpoints(zone: $0.key, count: $0.value) })
    let hints = TopologyHints(slices: [kept, new], ratios: ratios)
    #expect(hints.hintsByZone == ["a": 3, "b": 3, "c": 4] && hints.hintsInOwnZone == 9)
    // Fresh, everything is local.
    #expect(TopologyHints(endpoints: ["a": 4, "b": 3, "c": 3], ratios: ratios).hintsInOwnZone == 10)
  }

  /// Of 9 endpoints a zone needs 3 at the least (3 × 5/6 rounded up), and so may have 3 at the most.
  @Test func aSliceWithMoreThanTheMaximumIsWrittenAnew() {
    let crowded = HintedSlice([Endpoints(zone: "a", hint: "a", count: 5)], isUnchanged: true)
    let rest = HintedSlice([Endpoints(zone: "b", count: 2), Endpoints(zone: "c", count: 2)])
    #expect(TopologyHints(slices: [crowded, rest], ratios: ratios).hintsByZone == ["a": 3, "b": 3, "c": 3])
  }

  @Test(arguments: [nil, "gone"])
  func aSliceWithAMissingOrForeignHintIsWrittenAnew(hint: String?) {
    let slice = HintedSlice(
      [Endpoints(zone: "a", hint: "b", count: 2), Endpoints(zone: "a", hint: hint, count: 1)], isUnchanged: true)
    let rest = HintedSlice([Endpoints(zone: "b", count: 3), Endpoints(zone: "c", count: 3)])
    #expect(TopologyHints(slices: [slice, rest], ratios: ratios).hintsByZone == ["a": 3, "b": 3, "c": 3])
  }

  /// What is kept cannot be moved: a gives less than it has too much.
  @Test func keptEndpointsAreNotMoved() {
    let kept = HintedSlice(
      [Endpoints(zone: "a", hint: "a", count: 2), Endpoints(zone: "b", hint: "a", count: 1)], isUnchanged: true)
    let new = HintedSlice([Endpoints(zone: "a", count: 3), Endpoints(zone: "c", count: 3)])
    let hints = TopologyHints(slices: [kept, new], ratios: ratios)
    #expect(hints.hintsByZone == ["a": 3, "b": 3, "c": 3])
    #expect(hints.shares.contains { ($0.zone, $0.hint, $0.endpoints) == ("a", "b", 3) })
  }

  /// Whatever the slices hold, every endpoint has one hint and kept zones stay within the maximum.
  @Test func everyEndpointHasOneHint() {
    var random = SeededGenerator()
    for _ in 0..<5000 {
      let slices = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        HintedSlice(
          ["a", "b", "c"].map { zone in
            Endpoints(
              zone: zone, hint: [zone, zone, "a", nil].randomElement(using: &random)!,
              count: Int.random(in: 0...6, using: &random))
          }, isUnchanged: Bool.random(using: &random))
      }
      let count = slices.flatMap(\.endpoints).reduce(0) { $0 + $1.count }
      let hints = TopologyHints(slices: slices, ratios: ratios)
      #expect(hints.areEnabled ? hints.shares.reduce(0) { $0 + $1.endpoints } == count : hints.shares.isEmpty)
    }
  }
}
