import Headroom
import HeadroomTestSupport
import Testing

@Suite struct TopologyHintsTests {
  private static let names = ["a", "b", "c", "d", "e", "f"]

  private func equal(_ zones: Int) -> ZoneCPURatios? {
    ZoneCPURatios(
      cpu: Dictionary(uniqueKeysWithValues: Self.names.prefix(zones).map { ($0, CPUAmount(millicores: 1000)) }))
  }

  private func ratios(_ cpu: [Int]) -> ZoneCPURatios? {
    ZoneCPURatios(cpu: Dictionary(uniqueKeysWithValues: zip(Self.names, cpu.map { .vcpus($0) })))
  }

  private func hints(_ endpoints: [Int], _ ratios: ZoneCPURatios?) -> TopologyHints {
    TopologyHints(endpoints: Dictionary(uniqueKeysWithValues: zip(Self.names, endpoints)), ratios: ratios)
  }

  /// Equal zones, numbers of endpoints up to 36 that get no hints although there are as many as zones: the controller's
  /// own answers. 5 zones with 6, 12 and 24 endpoints are refused for a rounding of binary fractions alone.
  @Test(arguments: [
    (2, [3, 5]), (3, [4, 5, 8, 11]), (4, [5, 6, 7, 10, 11, 15]), (5, [6, 7, 8, 9, 12, 13, 14, 19, 24]),
    (6, [8, 9, 10, 11, 15, 16, 17, 22, 23, 29]),
  ])
  func numbersThatEqualZonesRefuse(zones: Int, refused: [Int]) {
    let ratios = equal(zones)
    // Whether there are hints hangs on the number alone, never on where the endpoints are.
    let without = (zones...36).filter { !hints([$0], ratios).areEnabled }
    #expect(without == refused)
    for count in 0..<zones { #expect(hints([count], ratios).event.code == .insufficientNumberOfEndpoints) }
  }

  @Test(
    arguments: [
      // CPU, endpoints → hints by zone
      ([1, 1, 1], [4, 3, 2], ["a": 3, "b": 3, "c": 3]),
      ([1, 1, 1], [1, 1, 1], ["a": 1, "b": 1, "c": 1]),
      ([1, 1, 1], [6, 0, 0], ["a": 2, "b": 2, "c": 2]),
      ([8, 1], [4, 0], ["a": 4]),  // the small zone stays without a hint, and the event says enabled all the same
      ([2, 3, 8], [2, 0, 7], ["a": 2, "b": 1, "c": 6]),
    ] as [([Int], [Int], [String: Int])])
  func allocations(cpu: [Int], endpoints: [Int], hinted: [String: Int]) {
    let hints = hints(endpoints, ratios(cpu))
    #expect(hints.areEnabled && hints.hintsByZone == hinted)
  }

  /// Exact fractions would allow 1 + 2: 0.4 × 3 is 1.2000000000000002, so the first zone needs two.
  @Test func aRoundingTurnsHintsOff() {
    let hints = hints([1, 2], ratios([2, 3]))
    #expect(!hints.areEnabled && hints.event.code == .minAllocationExceedsOverloadThreshold)
  }

  @Test func fourThreeTwoMovesOneEndpoint() {
    let hints = hints([4, 3, 2], equal(3))
    #expect(hints.hintsInOwnZone == 8 && !hints.isTie)
    #expect(hints.shares.contains { ($0.zone, $0.hint, $0.endpoints) == ("a", "c", 1) })
  }

  @Test func tiesGoToTheSmallestNameAndAreSaid() {
    let hints = hints([14, 0, 0], equal(3))
    #expect(hints.hintsByZone == ["a": 5, "b": 5, "c": 4] && hints.isTie)
  }

  @Test func messagesAreUpstreamsToTheLetter() {
    #expect(
      hints([1, 0, 0], equal(3)).event.message
        == "Insufficient number of endpoints (1 endpoints, 3 zones), addressType: IPv4")
    #expect(
      hints([2, 2, 1], equal(3)).event.message
        == "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (5 endpoints, 3 zones), addressType: IPv4"
    )
    #expect(
      hints([3], nil).event.message
        == "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes, addressType: IPv4"
    )
    let without = TopologyHints(
      endpoints: ["a": 3, "b": 2], endpointsWithoutZone: 1, ratios: equal(3), addressType: .ipv6)
    #expect(without.event.message == "One or more endpoints do not have a zone specified, addressType: IPv6")
    #expect(hints([1, 1, 1], equal(3)).event.reason == "TopologyAwareHintsEnabled")
  }

  @Test func nodesCountByZoneReadinessAndLabel() {
    func node(_ zone: String?, _ change: (inout TopologyNode) -> Void = { _ in }) -> TopologyNode {
      var node = TopologyNode(zone: zone, allocatableCPU: CPUAmount(millicores: 1930))
      change(&node)
      return node
    }
    #expect(ZoneCPURatios(nodes: [node("a"), node("b")])?.byZone == ["a": 0.5, "b": 0.5])
    #expect(ZoneCPURatios(nodes: [node("a"), node("a")]) == nil)  // one zone
    #expect(ZoneCPURatios(nodes: [node("a"), node("b"), node(nil)]) == nil)  // one label is missing
    // Who does not count spoils nothing.
    #expect(ZoneCPURatios(nodes: [node("a"), node("b"), node(nil) { $0.isReady = false }]) != nil)
    #expect(ZoneCPURatios(nodes: [node("a"), node("b"), node(nil) { $0.isControlPlane = true }]) != nil)
  }

  @Test func everyEndpointHasOneHintAndItsZoneHasNodes() {
    var random = SeededGenerator()
    for _ in 0..<5000 {
      let zones = Int.random(in: 2...5, using: &random)
      let cpu = (0..<zones).map { _ in Int.random(in: 1...64, using: &random) }
      let endpoints = (0..<zones).map { _ in Int.random(in: 0...40, using: &random) }
      let hints = hints(endpoints, ratios(cpu))
      guard hints.areEnabled else {
        #expect(hints.shares.isEmpty)
        continue
      }
      #expect(hints.shares.reduce(0) { $0 + $1.endpoints } == endpoints.reduce(0, +))
      #expect(hints.shares.allSatisfy { Self.names.prefix(zones).contains($0.hint) && $0.endpoints > 0 })
    }
  }
}
