import Headroom
import HeadroomTestSupport
import Testing

@Suite struct KubeProxyTests {
  private typealias Endpoint = KubeProxy.Endpoint

  private func proxy(
    _ minor: Int = 35, zone: String? = "a", _ change: (inout KubeProxy) -> Void = { _ in }
  ) -> KubeProxy {
    var proxy = KubeProxy(node: "n1", zone: zone, version: KubernetesVersion(1, minor))
    change(&proxy)
    return proxy
  }

  private let hinted = [
    Endpoint(node: "n1", zoneHints: ["a"]), Endpoint(node: "n2", zoneHints: ["b"]),
    Endpoint(node: "n3", zoneHints: ["a"]),
  ]

  @Test(
    arguments: [
      // version, annotation → obeys
      (23, "Auto", false), (26, "Auto", true), (26, "enabled", false), (27, "enabled", true), (30, "Disabled", false),
      (30, nil, false), (31, nil, true), (31, "Disabled", true),
    ] as [(Int, String?, Bool)])
  func versionsObeyHintsByTheirOwnRule(minor: Int, annotation: String?, obeys: Bool) {
    let choice = proxy(minor) { $0.hintsAnnotation = annotation }.choose(among: hinted)
    #expect(choice.cluster == (obeys ? [0, 2] : [0, 1, 2]))
  }

  @Test func oneEndpointWithoutHintTurnsHintsOff() {
    #expect(proxy().choose(among: hinted + [Endpoint(node: "n4")]).cluster == [0, 1, 2, 3])
    // One that is not ready does not.
    #expect(proxy().choose(among: hinted + [Endpoint(node: "n4", isReady: false)]).cluster == [0, 2])
  }

  @Test(arguments: ["c", "", nil])
  func aZoneThatNobodyHintsUsesAll(zone: String?) {
    #expect(proxy(zone: zone).choose(among: hinted).cluster == [0, 1, 2])
  }

  @Test func theNodeComesBeforeTheZoneFrom134() {
    let endpoints = [
      Endpoint(node: "n1", zoneHints: ["a"], nodeHints: ["n1"]),
      Endpoint(node: "n2", zoneHints: ["a"], nodeHints: ["n2"]),
      Endpoint(node: "n3", zoneHints: ["b"], nodeHints: ["n3"]),
    ]
    #expect(proxy().choose(among: endpoints).cluster == [0])
    #expect(proxy(33).choose(among: endpoints).cluster == [0, 1])
    // A node without an endpoint falls back to its zone.
    #expect(proxy { $0.node = "n9" }.choose(among: endpoints).cluster == [0, 1])
  }

  @Test func localDropsInsteadOfLeaving() {
    let choice = proxy { ($0.node, $0.internalPolicy) = ("n9", .local) }.choose(among: hinted)
    #expect(choice.local.isEmpty && choice.all.isEmpty && choice.hasAnyEndpoint)
    let local = proxy { $0.internalPolicy = .local }.choose(among: hinted)
    #expect(local.local == [0] && local.cluster.isEmpty && local.all == [0])
  }

  @Test func externalLocalUsesBothSets() {
    let proxy = proxy { ($0.externalPolicy, $0.isExternal, $0.node) = (.local, true, "n2") }
    let choice = proxy.choose(among: hinted)
    #expect(choice.cluster == [0, 2] && choice.local == [1] && choice.all == [0, 1, 2])
  }

  @Test func terminatingEndpointsServeWhenNoneIsReady() {
    let leaving = [
      Endpoint(node: "n1", isReady: false, isServing: true, isTerminating: true, zoneHints: ["b"]),
      Endpoint(node: "n2", isReady: false, isServing: false, isTerminating: true),
    ]
    #expect(proxy().choose(among: leaving).cluster == [0])
    #expect(proxy(25).choose(among: leaving).cluster.isEmpty)
    #expect(proxy().choose(among: []) == KubeProxy.Choice.none)
  }

  /// The matrix of counts is what every node's proxy does, endpoint by endpoint.
  @Test func matrixIsWhatProxiesDoOneByOne() {
    var random = SeededGenerator()
    let zones = ["a", "b", "c"]
    for _ in 0..<2000 {
      let perNode = zones.map { _ in
        (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0...2, using: &random) }
      }
      let endpoints = Dictionary(uniqueKeysWithValues: zip(zones, perNode.map { $0.reduce(0, +) }))
      let nodes = zip(zones, perNode).flatMap { zone, pods in
        pods.map { ServingNodes(zone: zone, endpointsPerNode: $0, clients: 1) }
      }
      let mode = TopologyMode.allCases.randomElement(using: &random)!
      let policy = KubernetesService.TrafficPolicy.allCases.randomElement(using: &random)!
      let cpu = Dictionary(uniqueKeysWithValues: zip(zones, perNode.map { CPUAmount.vcpus($0.count) }))
      let routing = ServiceRouting(
        mode: mode, endpoints: endpoints, clients: merged(nodes), ratios: ZoneCPURatios(cpu: cpu), policy: policy)
      let single = oneByOne(zones, perNode, routing, policy)
      for from in zones {
        for to in zones {
          let share = routing.asAsked.flows.first { $0.from == from && $0.to == to }?.share ?? 0
          #expect(abs(share - (single.flows[from]?[to] ?? 0)) < 1e-12, "\(perNode) \(mode) \(policy)")
        }
      }
      #expect(abs(routing.asAsked.dropped - single.dropped) < 1e-12)
      let loads = routing.asAsked.loads.flatMap { Array(repeating: $0.share, count: $0.endpoints) }.sorted()
      #expect(loads.count == single.loads.count)
      #expect(zip(loads, single.loads.sorted()).allSatisfy { abs($0 - $1) < 1e-12 }, "\(perNode) \(mode) \(policy)")
    }
  }

  private func merged(_ nodes: [ServingNodes]) -> [ServingNodes] {
    var counts: [String: [Int: Int]] = [:]
    for node in nodes { counts[node.zone, default: [:]][node.endpointsPerNode, default: 0] += 1 }
    return counts.flatMap { zone, kinds in
      kinds.map { ServingNodes(zone: zone, count: $0.value, endpointsPerNode: $0.key, clients: Double($0.value)) }
    }
  }

  private struct OneByOne {
    var flows: [String: [String: Double]] = [:]
    var loads: [Double] = []
    var dropped = 0.0
  }

  private func oneByOne(
    _ zones: [String], _ perNode: [[Int]], _ routing: ServiceRouting, _ policy: KubernetesService.TrafficPolicy
  ) -> OneByOne {
    var endpoints: [Endpoint] = []
    var homes: [String] = []
    for (zone, pods) in zip(zones, perNode) {
      var hints = routing.hints.filter { $0.zone == zone }.flatMap { Array(repeating: $0.hint, count: $0.endpoints) }
      for (index, count) in pods.enumerated() {
        for _ in 0..<count {
          let node = "\(zone)\(index)"
          let hint = hints.popLast()
          endpoints.append(
            Endpoint(
              node: node, zoneHints: hint.map { [$0] } ?? [],
              nodeHints: routing.mode == .preferSameNode ? [node] : []))
          homes.append(zone)
        }
      }
    }
    var result = OneByOne(loads: endpoints.map { _ in 0 })
    let share = 1 / Double(perNode.reduce(0) { $0 + $1.count })
    for (zone, pods) in zip(zones, perNode) {
      for index in pods.indices {
        var proxy = KubeProxy(node: "\(zone)\(index)", zone: zone, version: KubernetesVersion(1, 35))
        proxy.internalPolicy = policy
        let choice = proxy.choose(among: endpoints)
        let used = policy == .local ? choice.local : choice.cluster
        if used.isEmpty { result.dropped += share }
        for place in used {
          result.loads[place] += share / Double(used.count)
          result.flows[zone, default: [:]][homes[place], default: 0] += share / Double(used.count)
        }
      }
    }
    return result
  }
}

extension KubeProxy.Choice {
  fileprivate static let none = KubeProxy(node: "", zone: nil, version: KubernetesVersion(1, 35)).choose(among: [])
}
