import Headroom
import HeadroomTestSupport
import Testing

@Suite struct ZoneMatrixTests {
  private static let names = ["a", "b", "c", "d", "e"]

  private func zones<Value>(_ values: [Value]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: zip(Self.names, values))
  }

  private func auto(_ endpoints: [Int], cpu: [Int]) -> [TopologyHints.Share] {
    TopologyHints(endpoints: zones(endpoints), ratios: ZoneCPURatios(cpu: zones(cpu.map { .vcpus($0) }))).shares
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool { abs((value ?? .nan) - expected) < 1e-12 }

  /// Without hints the fraction is 1 − Σ clients × endpoints, so (zones − 1) ÷ zones only if one side is even.
  @Test(
    arguments: [
      ([1.0, 1, 1], [1, 1, 1], 2.0 / 3), ([1, 1, 1], [4, 3, 2], 2.0 / 3), ([60, 30, 10], [6, 3, 1], 0.54),
      ([90, 10], [9, 1], 0.18), ([1, 1, 1], [6, 0, 0], 2.0 / 3),
    ] as [([Double], [Int], Double)])
  func withoutHints(clients: [Double], endpoints: [Int], crossing: Double) {
    let matrix = ZoneMatrix(clients: zones(clients), endpoints: zones(endpoints))
    #expect(isNear(matrix.crossZoneFraction, crossing) && isNear(matrix.overload, 1) && matrix.idleEndpoints == 0)
  }

  @Test func autoSendsAcrossWhatItHasMoved() {
    let endpoints = [4, 3, 2]
    let matrix = ZoneMatrix(
      clients: zones([1, 1, 1]), endpoints: zones(endpoints), hints: auto(endpoints, cpu: [1, 1, 1]))
    #expect(isNear(matrix.crossZoneFraction, 1.0 / 9) && isNear(matrix.overload, 1))
    let close = ZoneMatrix(
      clients: zones([1, 1, 1]), endpoints: zones(endpoints), hints: TopologyHints.sameZone(zones(endpoints)))
    #expect(isNear(close.crossZoneFraction, 0) && isNear(close.overload, 1.5))
  }

  @Test func elevenReplicasCrossAndTwelveDoNot() {
    func matrix(_ endpoints: [Int]) -> ZoneMatrix {
      ZoneMatrix(clients: zones([1, 1, 1]), endpoints: zones(endpoints), hints: auto(endpoints, cpu: [1, 1, 1]))
    }
    #expect(isNear(matrix([4, 4, 3]).crossZoneFraction, 2.0 / 3))
    #expect(isNear(matrix([4, 4, 4]).crossZoneFraction, 0))
    #expect(isNear(matrix([6, 0, 0]).crossZoneFraction, 2.0 / 3) && isNear(matrix([6, 0, 0]).overload, 1))
  }

  /// The controller's event says enabled, and an endpoint carries 27/13 of the mean.
  @Test func enabledDoesNotMeanWithinTwentyPercent() {
    let endpoints = [2, 0, 7]
    let matrix = ZoneMatrix(
      clients: zones([2, 3, 8]), endpoints: zones(endpoints), hints: auto(endpoints, cpu: [2, 3, 8]))
    #expect(isNear(matrix.overload, 27.0 / 13))
  }

  @Test func localityOverloadsTheZoneOfTheClients() {
    let endpoints = zones([3, 3, 3])
    let matrix = ZoneMatrix(
      clients: zones([80, 10, 10]), endpoints: endpoints, hints: TopologyHints.sameZone(endpoints))
    #expect(isNear(matrix.crossZoneFraction, 0) && isNear(matrix.overload, 2.4))
  }

  /// Hints to a zone without clients: its endpoints idle.
  @Test func endpointsHintedToNobodyIdle() {
    let endpoints = zones([2, 2])
    let matrix = ZoneMatrix(clients: zones([1.0]), endpoints: endpoints, hints: TopologyHints.sameZone(endpoints))
    #expect(matrix.idleEndpoints == 2 && isNear(matrix.overload, 2))
  }

  @Test func withoutEndpointsEverythingIsDropped() {
    let matrix = ZoneMatrix(clients: zones([1.0]), endpoints: [:])
    #expect(matrix.dropped == 1 && matrix.flows.isEmpty && matrix.overload == nil)
  }

  @Test func rowsSumToTheirClientsShareAndTheRestIsNotLost() {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let count = Int.random(in: 2...5, using: &random)
      let endpoints = (0..<count).map { _ in Int.random(in: 0...20, using: &random) }
      let clients = (0..<count).map { _ in Double.random(in: 0.1...10, using: &random) }
      let hints = [[], auto(endpoints, cpu: endpoints.map { $0 + 1 }), TopologyHints.sameZone(zones(endpoints))]
        .randomElement(using: &random)!
      let matrix = ZoneMatrix(clients: zones(clients), endpoints: zones(endpoints), hints: hints)
      guard endpoints.contains(where: { $0 > 0 }) else { continue }
      let whole = clients.reduce(0, +)
      for (zone, weight) in zip(Self.names, clients) {
        let row = matrix.flows.filter { $0.from == zone }.reduce(0) { $0 + $1.share }
        #expect(abs(row - weight / whole) < 1e-12)
      }
      #expect(-1e-12...1 + 1e-12 ~= matrix.crossZoneFraction)
      #expect(matrix.overload! >= 1 - 1e-12)
    }
  }
}
