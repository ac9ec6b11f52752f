import Headroom
import HeadroomTestSupport
import Testing

@Suite struct LoadBalancerPathTests {
  private let zones = ["a", "b", "c"]

  private func path(
    _ target: LoadBalancer.Target, cross: Bool, pods: [Int] = [1, 1, 1],
    policy: KubernetesService.TrafficPolicy = .cluster,
    hints: Bool = false, change: (inout LoadBalancerPath.Route) -> Void = { _ in }
  ) -> LoadBalancerPath {
    var route = LoadBalancerPath.Route(zones: zones)
    (route.target, route.crossesZones, route.policy) = (target, cross, policy)
    change(&route)
    let endpoints = Dictionary(uniqueKeysWithValues: zip(zones, pods))
    // A node a zone, all of its pods on it.
    let nodes = zip(zones, pods).map { ServingNodes(zone: $0, endpointsPerNode: $1, clients: 0) }
    return LoadBalancerPath(
      route, nodes: nodes, endpoints: endpoints, hints: hints ? TopologyHints.sameZone(endpoints) : [])
  }

  private func isNear(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-12 }

  /// Crossings a byte over three zones alike, from the internet: hop to the target, hop to the pod, billed ones.
  @Test(
    arguments: [
      // target, cross-zone, policy, hints → to target, to pod, billed by an NLB, billed by an ALB
      (.instance, true, .cluster, false, 2.0 / 3, 2.0 / 3, 4.0 / 3, 2.0 / 3),
      (.instance, false, .cluster, false, 0, 2.0 / 3, 2.0 / 3, 2.0 / 3),
      (.instance, true, .cluster, true, 2.0 / 3, 0, 2.0 / 3, 0),  // hints take only the second away
      (.instance, false, .cluster, true, 0, 0, 0, 0),
      (.instance, true, .local, false, 2.0 / 3, 0, 2.0 / 3, 0),
      (.ip, true, .cluster, true, 2.0 / 3, 0, 2.0 / 3, 0),  // nobody reads the hints
      (.ip, false, .cluster, false, 0, 0, 0, 0),
    ] as [(LoadBalancer.Target, Bool, KubernetesService.TrafficPolicy, Bool, Double, Double, Double, Double)])
  func crossings(
    target: LoadBalancer.Target, cross: Bool, policy: KubernetesService.TrafficPolicy, hints: Bool, toTarget: Double,
    toPod: Double, nlb: Double, alb: Double
  ) {
    let path = path(target, cross: cross, policy: policy, hints: hints)
    #expect(isNear(path.targetCrossing, toTarget) && isNear(path.podCrossing, toPod))
    #expect(isNear(path.billedCrossings(of: .nlb), nlb) && isNear(path.billedCrossings(of: .alb), alb))
    #expect(path.dropped == 0 && isNear(path.loads.reduce(0) { $0 + $1.share * Double($1.endpoints) }, 1))
  }

  /// A zone without target leaves DNS, and the others take its clients.
  @Test func aZoneWithoutTargetLeavesDNS() {
    let path = path(.ip, cross: false, pods: [2, 1, 0])
    #expect(path.dropped == 0 && path.targetCrossing == 0)
    #expect(path.loads.map(\.share) == [0.25, 0.5])
    // Local: the same, by node. Three pods on one node share what one pod elsewhere gets alone.
    let local = self.path(.instance, cross: false, pods: [3, 1, 0], policy: .local)
    #expect(isNear(local.loads[0].share, 1.0 / 6) && isNear(local.loads[1].share, 0.5) && local.dropped == 0)
  }

  /// Pods in zones that the load balancer is not enabled in get nothing.
  @Test func onlyEnabledZonesGetTraffic() {
    let path = path(.ip, cross: true) { $0.zones = ["a", "b"] }
    #expect(path.loads.first { $0.zone == "c" }?.share == 0 && isNear(path.targetCrossing, 0.5))
    #expect(self.path(.ip, cross: true) { $0.zones = [] }.dropped == 1)
    #expect(self.path(.ip, cross: true, pods: [0, 0, 0]).dropped == 1)
  }

  /// Clients of the VPC that ask its resolver: (1 − p)(1 − 1/A) of a zone's traffic goes to another.
  @Test(arguments: [
    (LoadBalancer.ClientRouting.anyZone, 2.0 / 3), (.partialAffinity, 0.1), (.affinity, 0),
  ])
  func clientsOfTheVPCAreAnsweredByZone(routing: LoadBalancer.ClientRouting, crossing: Double) {
    let path = path(.ip, cross: false) { ($0.clientRouting, $0.clients) = (routing, ["a": 1, "b": 1, "c": 2]) }
    #expect(isNear(path.clientCrossing, crossing))
    // A client in a zone without load balancer always crosses.
    let far = self.path(.ip, cross: false) { ($0.clientRouting, $0.clients) = (routing, ["d": 1]) }
    #expect(isNear(far.clientCrossing, 1))
  }

  @Test func nothingIsLostOnTheWay() {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let pods = zones.map { _ in Int.random(in: 0...4, using: &random) }
      let path = path(
        LoadBalancer.Target.allCases.randomElement(using: &random)!, cross: .random(using: &random), pods: pods,
        policy: KubernetesService.TrafficPolicy.allCases.randomElement(using: &random)!, hints: .random(using: &random))
      let carried = path.loads.reduce(0) { $0 + $1.share * Double($1.endpoints) }
      #expect(isNear(carried, 1 - path.dropped), "\(pods)")
      #expect(path.loads.reduce(0) { $0 + $1.endpoints } == pods.reduce(0, +))
      #expect(0...3 ~= path.crossings)
    }
  }
}
