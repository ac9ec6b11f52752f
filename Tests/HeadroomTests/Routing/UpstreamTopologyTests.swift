import Headroom
import HeadroomTestSupport
import Testing

/// Upstream's own cases, as tables: inputs and expected values of the tests of kubernetes/kubernetes (Apache-2.0).
@Suite struct UpstreamTopologyTests {
  private typealias Endpoint = KubeProxy.Endpoint

  /// `TestCategorizeEndpoints` of `pkg/proxy/topology_test.go` (6c039d90), all 26.
  ///
  /// An endpoint is written as flags and hints: R ready, N not ready, S serving, T terminating, L on this node.
  @Test(
    arguments: [
      // row, zone, internal Local, external Local, external, endpoints → cluster, local, all, has any
      (1, "a", false, false, false, "R:a R:b R:c R:a", [0, 3], [], [0, 3], true),
      (2, "a", false, true, true, "RL:a RL:b R:c R:a", [0, 3], [0, 1], [0, 1, 3], true),
      (3, "a", true, false, true, "RL:a RL:b R:c R:a", [0, 3], [0, 1], [0, 1, 3], true),
      (4, nil, false, false, false, "R:a", [0], [], [0], true),
      (5, "", false, false, false, "R:a", [0], [], [0], true),
      (6, "b", false, false, false, "R:a", [0], [], [0], true),
      (7, "a", false, false, false, "R:a R:b R:c N:a", [0], [], [0], true),
      (8, "a", false, false, false, "N:a R:b R:c N:a", [1, 2], [], [1, 2], true),
      (9, "a", false, false, false, "R:a R:b R R:a", [0, 1, 2, 3], [], [0, 1, 2, 3], true),
      (10, "c", false, false, false, "R:a,b,c R:b,c R:b,d R:c", [0, 1, 3], [], [0, 1, 3], true),
      (11, "a", false, true, true, "RL:a RL:b R:a R:b", [0, 2], [0, 1], [0, 1, 2], true),
      (12, nil, true, false, false, "", [], [], [], false),
      (13, nil, true, false, false, "R R", [], [], [], true),
      (14, nil, true, false, false, "RL RL", [], [0, 1], [0, 1], true),
      (15, nil, true, false, false, "RL R", [], [0], [0], true),
      (16, nil, false, false, false, "N N", [], [], [], false),
      (17, nil, false, false, false, "N R", [1], [], [1], true),
      (18, nil, false, false, false, "NSTL NST", [0, 1], [], [0, 1], true),
      (19, nil, true, false, true, "RL R", [0, 1], [0], [0, 1], true),
      (20, nil, false, true, true, "RL R", [0, 1], [0], [0, 1], true),
      (21, nil, true, true, true, "RL R", [0, 1], [0], [0, 1], true),
      (22, nil, true, true, true, "R R", [0, 1], [], [0, 1], true),
      (23, nil, true, true, true, "NST NST", [0, 1], [], [0, 1], true),
      (24, nil, false, true, true, "R NL NSTL NST", [0], [2], [0, 2], true),
      (25, nil, false, true, false, "R RL", [0, 1], [], [0, 1], true),
      (26, nil, true, false, false, "R RL", [], [1], [1], true),
    ] as [(Int, String?, Bool, Bool, Bool, String, [Int], [Int], [Int], Bool)])
  func categorizeEndpoints(
    row: Int, zone: String?, isInternalLocal: Bool, isExternalLocal: Bool, isExternal: Bool, endpoints: String,
    cluster: [Int], local: [Int], all: [Int], hasAny: Bool
  ) {
    var proxy = KubeProxy(node: "node", zone: zone, version: KubernetesVersion(1, 33))
    proxy.internalPolicy = isInternalLocal ? .local : .cluster
    proxy.externalPolicy = isExternalLocal ? .local : .cluster
    proxy.isExternal = isExternal
    let choice = proxy.choose(among: endpoints.split(separator: " ").map(endpoint))
    #expect(choice.cluster == cluster && choice.local == local, "row \(row)")
    #expect(choice.all == all && choice.hasAnyEndpoint == hasAny, "row \(row)")
  }

  private func endpoint(_ text: Substring) -> Endpoint {
    let parts = text.split(separator: ":")
    let flags = parts[0]
    return Endpoint(
      node: flags.contains("L") ? "node" : "elsewhere", isReady: flags.contains("R"),
      isServing: flags.contains("S"), isTerminating: flags.contains("T"),
      zoneHints: parts.count > 1 ? parts[1].split(separator: ",").map(String.init) : [])
  }

  /// Node hints, as `pkg/proxy/topology.go` (008b3652) reads them.
  @Test(
    arguments: [
      // name, version, node, has all hints → cluster
      ("falls back to same zone when the gate is off", 33, "node-1", true, [0, 3]),
      ("available", 34, "node-1", true, [0]),
      ("ignored if some endpoints are unhinted", 34, "node-1", false, [0, 1, 2, 3]),
      ("falls back to the zone if no endpoint is for the node", 34, "node-0", true, [0, 3]),
    ] as [(String, Int, String, Bool, [Int])])
  func preferSameNode(name: String, minor: Int, node: String, isHinted: Bool, cluster: [Int]) {
    let endpoints = zip(["a", "b", "c", "a"], 1...4).map { zone, number in
      isHinted || number != 2
        ? Endpoint(node: "x", isReady: true, zoneHints: [zone], nodeHints: ["node-\(number)"])
        : Endpoint(node: "x", isReady: true)
    }
    let proxy = KubeProxy(node: node, zone: "a", version: KubernetesVersion(1, minor))
    #expect(proxy.choose(among: endpoints).cluster == cluster, "\(name)")
  }

  /// `TestSetNodes` of `topologycache_test.go` (cb6ff2d8): NR not ready, CP control plane.
  @Test(
    arguments: [
      ([], nil), (["a 1000"], nil), (["a 1000", "a 1000"], nil), (["a 1000", "b 1000"], ["a": 0.5, "b": 0.5]),
      (["a 1000 NR", "b 1000"], nil), (["a 1000", "b 1000 CP"], nil),
      (["a 1000", "b 1000", "b 1000 NR"], ["a": 0.5, "b": 0.5]),
      (["a 1000", "b 1000", "b 1000 CP"], ["a": 0.5, "b": 0.5]),
      (
        ["a 1000", "a 1000", "a 1000", "a 2000", "b 3000", "b 1500", "c 500"], ["a": 0.5, "b": 0.45, "c": 0.05]
      ),
    ] as [([String], [String: Double]?)])
  func setNodes(nodes: [String], ratios: [String: Double]?) {
    let parsed = nodes.map { text -> TopologyNode in
      let words = text.split(separator: " ")
      var node = TopologyNode(zone: String(words[0]), allocatableCPU: CPUAmount(millicores: Int(words[1])!))
      node.isReady = !words.contains("NR")
      node.isControlPlane = words.contains("CP")
      return node
    }
    #expect(ZoneCPURatios(nodes: parsed)?.byZone == ratios)
  }

  /// `TestAddHints` of `topologycache_test.go` (cb6ff2d8); the first two have no ratios.
  @Test(
    arguments: [
      // CPU, endpoints → hints by zone, event
      ([:], [:], [:], .insufficientNodeInfo), ([:], ["a": 1], [:], .insufficientNodeInfo),
      (["a": 30, "b": 40, "c": 30], ["a": 1, "b": 1], [:], .insufficientNumberOfEndpoints),
      (["a": 45, "b": 55], ["a": 1, "b": 1], ["a": 1, "b": 1], .enabled),
      (["a": 35, "b": 35, "c": 30], ["a": 5, "b": 2, "c": 3], ["a": 4, "b": 3, "c": 3], .enabled),
      // TestReconcileTopology of reconciler_test.go (c60ae89c), 2 to 4; TestReconcile_TrafficDistribution, 3
      (["a": 1, "b": 1, "c": 1], ["c": 3], ["a": 1, "b": 1, "c": 1], .enabled),
      (["a": 1, "b": 1, "c": 1], ["a": 2, "c": 2], [:], .minAllocationExceedsOverloadThreshold),
      (["a": 1, "b": 1, "c": 1], ["a": 4, "b": 3, "c": 2], ["a": 3, "b": 3, "c": 3], .enabled),
      (["a": 1, "b": 1, "c": 1], ["a": 1, "b": 3, "c": 2], ["a": 2, "b": 2, "c": 2], .enabled),
    ] as [([String: Int], [String: Int], [String: Int], TopologyEvent.Code)])
  func addHints(cpu: [String: Int], endpoints: [String: Int], hints: [String: Int], code: TopologyEvent.Code) {
    let ratios = ZoneCPURatios(cpu: cpu.mapValues { .vcpus($0) })
    let result = TopologyHints(endpoints: endpoints, ratios: ratios)
    #expect(result.hintsByZone == hints && result.event.code == code)
  }

  /// `Test_getGivingAndReceivingZones` of `utils_test.go` (cb6ff2d8), all nine.
  @Test(
    arguments: [
      ([:], [:], [:], [:]), (["a": 1.2, "b": 1.1, "c": 1], ["a": 1, "b": 1, "c": 1], [:], [:]),
      (["a": 5.1, "b": 5.1, "c": 5.8], ["a": 16], ["a": 10], ["b": 5, "c": 5]),
      (["a": 5, "b": 5.6, "c": 5.4], ["a": 16], ["a": 11], ["b": 6, "c": 5]),
      (["a": 5, "b": 5.6, "c": 5.4], ["b": 8, "c": 8], ["b": 2, "c": 3], ["a": 5]),
      (["a": 5, "b": 5, "c": 5], ["a": 6, "b": 6, "c": 6], [:], [:]),
      (["a": -5, "b": -5, "c": -5], ["a": 6, "b": 6, "c": 6], [:], [:]),
      (["a": 5, "b": 5, "c": 5], ["a": -4, "b": -3, "c": -2], [:], [:]),
      (["a": 5, "b": 5, "c": 5], ["a": -40, "b": 20, "c": 20], ["b": 15, "c": 15], ["a": 30]),
    ] as [([String: Double], [String: Int], [String: Int], [String: Int])])
  func givingAndReceivingZones(
    desired: [String: Double], present: [String: Int], gives: [String: Int], receives: [String: Int]
  ) {
    for inBulk in [true, false] {
      let balance = TopologyBalance(desired, present: present, inBulk: inBulk)
      #expect(balance.gives == gives && balance.receives == receives)
    }
  }

  /// `Test_getHintsByZone` of `utils_test.go` (cb6ff2d8): which hints of an unchanged slice stay; `nil` for none.
  @Test(
    arguments: [
      // endpoints as zone>hint, hints kept so far, maximum → hints
      ("", [:], [:], [:]), ("a>a", ["a": 1], ["a": 3], ["a": 1]),
      ("a>a a>b b>b", ["a": 1, "b": 1, "c": 1], ["a": 3, "b": 3, "c": 3], ["a": 1, "b": 2]),
      ("a>gone", ["a": 1, "b": 1, "c": 1], ["a": 3], nil), ("a>", [:], ["a": 3], nil),
      ("a>a a>a", ["a": 1], ["a": 2], nil),
    ] as [(String, [String: Int], [String: Int], [String: Int]?)])
  func hintsByZone(endpoints: String, kept: [String: Int], maximum: [String: Int], hints: [String: Int]?) {
    let groups = endpoints.split(separator: " ").map { text in
      let parts = text.split(separator: ">").map(String.init)
      return HintedSlice.Endpoints(zone: parts[0], hint: parts.count > 1 ? parts[1] : nil, count: 1)
    }
    #expect(HintedSlice(groups, isUnchanged: true).keptHints(maximum: maximum, with: kept) == hints)
  }
}
