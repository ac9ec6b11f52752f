import Headroom
import HeadroomTestSupport
import Testing

@Suite struct ServiceRoutingTests {
  private let zones = ["a", "b", "c"]

  private func routing(
    _ mode: TopologyMode, _ endpoints: [Int], clients: [Double] = [1, 1, 1], cpu: [Int] = [1, 1, 1],
    policy: KubernetesService.TrafficPolicy = .cluster
  ) -> ServiceRouting {
    ServiceRouting(
      mode: mode, endpoints: Dictionary(uniqueKeysWithValues: zip(zones, endpoints)),
      clients: zip(zones, clients).map { ServingNodes(zone: $0, clients: $1) },
      ratios: ZoneCPURatios(cpu: Dictionary(uniqueKeysWithValues: zip(zones, cpu.map { .vcpus($0) }))), policy: policy)
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool { abs((value ?? .nan) - expected) < 1e-12 }

  /// The seed cluster: three pods stay at home; scaled to one, the controller says why not.
  @Test func theStudysCluster() {
    let three = routing(.auto, [1, 1, 1])
    #expect(isNear(three.withoutHints.crossZoneFraction, 2.0 / 3) && three.asAsked.crossZoneFraction == 0)
    #expect(three.degraded == nil)
    let one = routing(.auto, [1, 0, 0])
    #expect(isNear(one.asAsked.crossZoneFraction, 2.0 / 3) && one.degraded == "InsufficientNumberOfEndpoints")
    #expect(one.event?.message == "Insufficient number of endpoints (1 endpoints, 3 zones), addressType: IPv4")
  }

  @Test(
    arguments: [
      // mode, endpoints → crossing, overload
      (.auto, [6, 0, 0], 2.0 / 3, 1), (.preferClose, [6, 0, 0], 2.0 / 3, 1), (.preferClose, [4, 3, 2], 0, 1.5),
      (.auto, [4, 2, 0], 1.0 / 3, 1), (.preferSameZone, [4, 2, 0], 1.0 / 3, 4.0 / 3),
    ] as [(TopologyMode, [Int], Double, Double)])
  func modesSideBySide(mode: TopologyMode, endpoints: [Int], crossing: Double, overload: Double) {
    let routing = routing(mode, endpoints)
    #expect(isNear(routing.asAsked.crossZoneFraction, crossing))
    #expect(isNear(routing.asAsked.overload, overload))
  }

  @Test func zonesWithoutAHintAreNamed() {
    #expect(routing(.preferClose, [4, 2, 0]).zonesWithoutHint == ["c"])
    #expect(routing(.preferClose, [4, 2, 0]).degraded == "NoEndpointsForZone: c")
    // Enabled, and yet the small zone is served by the big one.
    let small = routing(.auto, [4, 0], clients: [8, 1], cpu: [8, 1])
    #expect(small.event?.isEnabled == true && small.zonesWithoutHint == ["b"])
  }

  /// A node that is labelled control-plane has no counted CPU: its pod keeps a hint that nobody asks for.
  @Test func endpointsInZonesThatDoNotCountAreDead() {
    let routing = routing(.auto, [3, 3, 1], clients: [1, 1], cpu: [1, 1])
    #expect(routing.deadEndpoints == 1 && routing.asAsked.idleEndpoints == 1)
  }

  @Test func localPolicyDropsWhatHasNoPodOnItsNode() {
    let nodes = [
      ServingNodes(zone: "a", count: 1, endpointsPerNode: 2, clients: 1), ServingNodes(zone: "b", count: 1, clients: 1),
    ]
    let local = ServiceRouting(
      mode: .preferClose, endpoints: ["a": 2], clients: nodes, ratios: nil, policy: .local)
    #expect(local.asAsked.dropped == 0.5 && local.asAsked.crossZoneFraction == 0)
    let soft = ServiceRouting(mode: .preferSameNode, endpoints: ["a": 2], clients: nodes, ratios: nil)
    #expect(soft.asAsked.dropped == 0 && soft.asAsked.crossZoneFraction == 0.5)
  }

  /// Without a word on which node is what, endpoints serve their zone.
  @Test func sameNodeWithoutNodesIsSameZone() {
    let routing = routing(.preferSameNode, [3, 2, 1])
    #expect(routing.asAsked.crossZoneFraction == 0 && routing.asAsked.endpointCount == 6)
    #expect(routing.asAsked.flows.map(\.share).allSatisfy { isNear($0, 1.0 / 3) })
  }

  @Test func countsThatLoseTheirHints() {
    let ratios = ZoneCPURatios(cpu: ["a": .vcpus(1), "b": .vcpus(1), "c": .vcpus(1)])!
    let counts = TopologyHints.countsWithoutHints(in: 3...100_000_000, ratios: ratios)
    #expect(counts.map(\.endpoints) == [4, 5, 8, 11])
    #expect(TopologyHints.countsWithoutHints(in: 20...30, ratios: ratios).isEmpty)
  }

  /// From six endpoints a zone on there are always hints: the bound that makes long ranges free.
  @Test func sixEndpointsAZoneAlwaysSuffice() {
    var random = SeededGenerator()
    for _ in 0..<300 {
      let count = Int.random(in: 2...6, using: &random)
      let cpu = (0..<count).map { ("z\($0)", CPUAmount(millicores: Int.random(in: 1...500_000, using: &random))) }
      let ratios = ZoneCPURatios(cpu: Dictionary(uniqueKeysWithValues: cpu))!
      let enabled = (6 * count + 1...6 * count + 40).allSatisfy {
        TopologyHints(endpoints: ["z0": $0], ratios: ratios).areEnabled
      }
      #expect(enabled, "\(cpu)")
    }
  }

  @Test func localityNeedsWholePodsInEveryZone() {
    #expect(LocalReplicas(clients: ["a": 80, "b": 10, "c": 10], replicas: 10).extra == 0)
    let nine = LocalReplicas(clients: ["a": 80, "b": 10, "c": 10], replicas: 9)
    #expect(nine.byZone == ["a": 8, "b": 1, "c": 1] && nine.extra == 1)
    #expect(LocalReplicas(clients: ["a": 1, "b": 1, "c": 1], replicas: 12).extra == 0)
    #expect(LocalReplicas(clients: ["a": 1, "b": 1, "c": 1], replicas: 11).extra == 1)
  }
}
