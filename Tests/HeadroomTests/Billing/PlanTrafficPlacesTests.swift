import Headroom
import HeadroomTestSupport
import Testing

/// Traffic of pods whose nodes or zones are not told.
@Suite struct PlanTrafficPlacesTests: TrafficOfPlans {
  /// Fargate: nobody tells how much CPU its nodes have, so the hints of Auto are not known; load balancers reach it.
  @Test func fargateIsNotGuessed() throws {
    func plan(_ change: (inout KubernetesService) -> Void) throws -> ClusterPlan {
      let base = ClusterPlan.serving(replicas: 6) { change(&$0) }
      var profile = NodeGroup(name: "fp", instanceTypes: [], subnets: base.subnets.map(\.name))
      profile.manager = .fargate
      var web = Workload(name: "web", replicas: 6)
      web.nodeGroups = ["fp"]
      return try base.changing {
        $0.nodeGroups = [profile]
        $0.workloads = [web]
      }
    }
    let auto = web(try plan { $0.annotations = [TopologyRequest.annotation: "Auto"] })
    #expect(auto.routing == nil && auto.obstacle != nil && auto.total.costPerMonth == nil)
    let plain = web(try plan { _ in })
    #expect(near(plain.crossZoneFraction, 2.0 / 3))
    let alb = try plan {
      ($0.clients, $0.loadBalancers) = (.internet, [LoadBalancer(.alb)])
      ($0.loadBalancers[0].target, $0.loadBalancers[0].clients) = (.ip, .internet)
    }
    #expect(web(alb).loadBalancers[0].zones.count == 3 && web(alb).loadBalancers[0].routes[0].path.dropped == 0)
    #expect(!Assessment(of: alb).findings.contains { $0.code.hasPrefix("HR-TRF") })
  }

  /// A group that makes nodes as pods need them is spread over its zones, and the report says that this is assumed.
  @Test func nodesMadeAsNeededAreInEveryZone() throws {
    let base = ClusterPlan.serving(replicas: 6) { _ in }
    var group = NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: base.subnets.map(\.name))
    group.manager = .karpenter
    let plan = try base.changing {
      $0.nodeGroups = [group]
    }
    #expect(near(web(plan).crossZoneFraction, 2.0 / 3) && web(plan).endpoints.values.sorted() == [2, 2, 2])
    #expect(PlanTraffic.of(plan).assumptions.contains { $0.text.contains("as pods need them") })
  }

  /// No pods, or nobody who asks: nothing is known to cost nothing.
  @Test func withoutPodsOrClientsNothingIsClaimed() {
    let empty = ClusterPlan.serving(replicas: 0) { _ in }
    #expect(Assessment(of: empty).findings.contains { $0.code == "HR-TRF-005" && $0.verdict == .fail })
    let unasked = ClusterPlan.serving(replicas: 6, others: [Workload(name: "caller", replicas: 0)]) {
      $0.clients = .workload("caller")
    }
    #expect(web(unasked).crossZoneFraction == nil && web(unasked).total.costPerMonth == nil)
    #expect(Assessment(of: unasked).findings.contains { $0.code == "HR-TRF-010" && $0.verdict == .unknown })
  }

  @Test func aDaemonSetBuysNoPods() {
    var agent = Workload(name: "agent")
    agent.isDaemonSet = true
    let plan = ClusterPlan.serving(replicas: 3, others: [agent]) { $0.clients = .zones(["ap-northeast-2a": 1]) }
    #expect(traffic(plan).services[1].localReplicas == nil && traffic(plan).services[0].localReplicas != nil)
  }

  /// Cost grows with bytes, to a nanounit a line.
  @Test func costIsLinearInBytes() {
    var random = SeededGenerator()
    for _ in 0..<60 {
      let first = Int.random(in: 0...100_000_000, using: &random)
      let second = Int.random(in: 0...100_000_000, using: &random)
      let replicas = Int.random(in: 1...12, using: &random)
      func lines(_ volume: Int) -> [BillLine] {
        web(
          .serving(replicas: replicas) {
            $0.volume = TrafficVolume(request: .gigabytes(volume), response: .zero)
          }
        ).lines
      }
      for ((one, other), both) in zip(zip(lines(first), lines(second)), lines(first + second)) {
        let apart = one.cost!.nanounits + other.cost!.nanounits
        #expect(abs(apart - both.cost!.nanounits) <= 1)
      }
    }
  }
}
