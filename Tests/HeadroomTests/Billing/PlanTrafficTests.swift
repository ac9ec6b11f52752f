import Headroom
import HeadroomTestSupport
import Testing

@Suite struct PlanTrafficTests: TrafficOfPlans {
  /// 5 TB a month over three zones: 68.27 USD without hints, nothing with them.
  @Test func fiveTerabytesOverThreeZones() {
    func plan(_ annotations: [String: String]) -> ClusterPlan {
      .serving(replicas: 9) {
        $0.annotations = annotations
        $0.volume = TrafficVolume(request: .gigabytes(120), response: .gigabytes(5000))
      }
    }
    let plain = web(plan([:]))
    #expect(plain.total.costPerMonth?.formatted() == "68.27" && near(plain.crossZoneFraction, 2.0 / 3))
    #expect(plain.total.costPerMonth?.formatted(decimals: 9) == "68.266666666")
    let auto = web(plan([TopologyRequest.annotation: "Auto"]))
    #expect(
      auto.total.costPerMonth?.formatted() == "0.00" && auto.totalWithoutHints.costPerMonth?.formatted() == "68.27")
    #expect(auto.saving?.formatted() == "68.27" && auto.endpoints.values.sorted() == [3, 3, 3])
  }

  @Test func elevenReplicasCrossAndTwelveDoNot() {
    func fraction(_ replicas: Int) -> Double? {
      web(.serving(replicas: replicas) { $0.annotations = [TopologyRequest.annotation: "Auto"] }).crossZoneFraction
    }
    #expect(near(fraction(12), 0) && near(fraction(11), 2.0 / 3))
    let grown = web(.serving(replicas: 3, maxReplicas: 40) { $0.annotations = [TopologyRequest.annotation: "Auto"] })
    #expect(grown.countsWithoutHints == [4, 5, 8, 11])
  }

  /// NLB, nodes as targets, Cluster policy, cross-zone on: 4/3 crossings of a byte. ALB to target: free.
  @Test func loadBalancersAreBilledByHop() {
    func lines(_ loadBalancer: LoadBalancer) -> [BillLine] {
      web(.serving(replicas: 3) { ($0.clients, $0.loadBalancers) = (.internet, [loadBalancer]) }).lines
    }
    var nlb = LoadBalancer(.nlb)
    (nlb.crossesZones, nlb.clients) = (true, .internet)
    let crossing = lines(nlb).filter { $0.meter.rawValue.hasSuffix("_out") }
    #expect(crossing.map(\.quantity?.number) == ["400", "400"])  // 600 GB × 2/3, twice
    #expect(crossing.map(\.meter) == [.nlbCrossAZOut, .crossAZOut])
    #expect(crossing.map(\.isAddressable) == [false, true])
    var alb = LoadBalancer(.alb)
    (alb.target, alb.clients) = (.ip, .internet)
    let free = lines(alb).filter { $0.meter == .albCrossAZ }
    #expect(free.map(\.quantity?.number) == ["400"] && free.map { $0.cost?.formatted() } == ["0.00"])
    #expect(!lines(alb).contains { $0.meter.rawValue.hasPrefix("cross_az") })
  }

  /// Hours, and the largest of bytes and connections: 800 new a second are one unit, 100,000 open ones, 1 GB an hour.
  @Test(arguments: [
    (LoadBalancer.ListenerProtocol.tcp, 1600, 0, "1460"), (.udp, 400, 0, "730"), (.tls, 0, 6000, "1460"),
    (.tcp, 0, 0, "600"),
  ])
  func capacityUnits(listener: LoadBalancer.ListenerProtocol, perSecond: Int, active: Int, units: String) {
    let service = web(
      .serving(replicas: 3) {
        $0.clients = .internet
        $0.connections = .init(perSecond: perSecond, active: active)
        var nlb = LoadBalancer(.nlb)
        (nlb.listener, nlb.clients) = (listener, .internet)
        $0.loadBalancers = [nlb]
      })
    #expect(service.lines.first { $0.meter == .nlbCapacityUnitHour }?.quantity?.description == "\(units) NLCU-hour")
    #expect(service.lines.first { $0.meter == .nlbHour }?.cost?.formatted(decimals: 3) == "16.425")
  }

  /// Blue and green: a canary of one pod with 10 % carries 10 %, whatever the others are.
  @Test func weightsShareTheTraffic() {
    let plan = ClusterPlan.serving(replicas: 3, others: [Workload(name: "green", replicas: 1)]) {
      var alb = LoadBalancer(.alb)
      (alb.target, alb.clients) = (.ip, .internet)
      alb.targetGroups = [.init(service: "web", weight: 90), .init(service: "green", weight: 10)]
      ($0.clients, $0.loadBalancers) = (.internet, [alb])
    }
    let routes = traffic(plan).services[0].loadBalancers[0].routes
    #expect(routes.map(\.share) == [0.9, 0.1])
    #expect(near(routes[1].path.loads[0].share * routes[1].share, 0.1))
    #expect(near(routes[0].path.loads[0].share * routes[0].share, 0.3))
    // The canary is asked through the other's load balancer: no volume of its own is missing.
    #expect(traffic(plan).total.missingQuantities.isEmpty)
  }

  @Test func anUnknownPriceStopsTheTotalAndIsNamed() {
    let plan = ClusterPlan.serving(
      replicas: 9,
      use: {
        $0.interRegion = [.init(to: Region("cn-north-1")!, volume: .gigabytes(10))]
      }
    ) { _ in }
    let total = traffic(plan).total
    #expect(total.costPerMonth == nil && total.missingPrices == [.interRegionOut(to: Region("cn-north-1")!)])
    let own = ClusterPlan.serving(
      replicas: 9,
      use: {
        $0.interRegion = [.init(to: Region("us-east-1")!, volume: .gigabytes(10))]
        $0.prices = [.crossAZIn: Money("0.5", currency: .usd)!]
      }
    ) { _ in }
    // 600 × 2/3 × (0.01 + 0.5) + 10 × 0.08
    #expect(traffic(own).total.costPerMonth?.formatted() == "204.80")
  }

  @Test func whatNobodyToldIsNoZero() {
    let plan = ClusterPlan.serving(replicas: 9) { $0.volume = nil }
    #expect(web(plan).total.costPerMonth == nil && web(plan).total.missingQuantities == [.podToPod(service: "web")])
    // What does not cross costs nothing, however much it is.
    let close = ClusterPlan.serving(replicas: 9) { ($0.volume, $0.trafficDistribution) = (nil, "PreferClose") }
    #expect(web(close).total.costPerMonth?.formatted() == "0.00")
  }

  @Test func clientsByWeightsWorkloadAndCPU() {
    let weights = web(
      .serving(replicas: 9) {
        $0.clients = .zones(["ap-northeast-2a": 80, "ap-northeast-2b": 10, "ap-northeast-2c": 10])
        $0.trafficDistribution = "PreferSameZone"
      })
    #expect(near(weights.crossZoneFraction, 0) && near(weights.routing?.asAsked.overload, 2.4))
    #expect(weights.localReplicas?.extra == 1)
    let plan = ClusterPlan.serving(replicas: 9, others: [Workload(name: "caller", replicas: 1)]) {
      $0.clients = .workload("caller")
    }
    #expect(web(plan).clients == ["ap-northeast-2a": 1])
  }

  @Test func hintsDoNothingForHeadlessAndLocal() {
    let headless = web(.serving(replicas: 9) { ($0.isHeadless, $0.trafficDistribution) = (true, "PreferClose") })
    #expect(near(headless.crossZoneFraction, 2.0 / 3) && headless.request.ignored.count == 1)
    #expect(headless.lines.allSatisfy { !$0.isAddressable })
    let local = web(.serving(replicas: 3) { ($0.internalPolicy, $0.trafficDistribution) = (.local, "PreferClose") })
    #expect(
      local.crossZoneFraction == 0 && local.routing?.asAsked.dropped == 0
        && local.lines.allSatisfy { !$0.isAddressable })
  }

  @Test func measuredTrafficIsTakenAsItIsUntilHintsChangeIt() {
    func requests(_ gigabytes: Int) -> TrafficVolume { TrafficVolume(request: .gigabytes(gigabytes), response: .zero) }
    let exchanges = [
      "ap-northeast-2a": ["ap-northeast-2a": requests(100), "ap-northeast-2b": requests(50)],
      "ap-northeast-2b": ["ap-northeast-2c": requests(50)],
    ]
    func service(_ distribution: String?) -> ServiceTraffic {
      web(
        .serving(replicas: 9) {
          ($0.volume, $0.measured, $0.trafficDistribution) = (nil, MeasuredTraffic(exchanges: exchanges), distribution)
        })
    }
    #expect(near(service(nil).crossZoneFraction, 0.5) && service(nil).total.costPerMonth?.formatted() == "2.00")
    let close = service("PreferClose")
    #expect(
      close.total.costPerMonth?.formatted() == "0.00" && close.totalWithoutHints.costPerMonth?.formatted() == "2.00")
    #expect(close.clients == ["ap-northeast-2a": 150, "ap-northeast-2b": 50])
  }

  /// What the load balancers carry is what the Service has, and nothing comes of nothing.
  @Test func volumesAreSharedOut() throws {
    func volumes(_ own: [Int?]) -> [Double?] {
      web(
        .serving(replicas: 3) {
          $0.clients = .vpc
          $0.loadBalancers = own.map { own in
            var nlb = LoadBalancer(.nlb)
            nlb.volume = own.map { TrafficVolume(request: .gigabytes($0), response: .zero) }
            return nlb
          }
        }
      ).loadBalancers.map { $0.volume?.request.gigabytes }
    }
    #expect(
      volumes([nil]) == [300] && volumes([nil, nil]) == [150, 150] && volumes([100, nil, nil]) == [100, 100, 100])
    // A plan whose volumes contradict each other is none.
    let base = ClusterPlan.serving { _ in }
    for own in [[400], [100], [200, 200]] {
      var service = base.services[0]
      service.clients = .vpc
      service.loadBalancers = own.map { own in
        var nlb = LoadBalancer(.nlb)
        nlb.volume = TrafficVolume(request: .gigabytes(own), response: .zero)
        return nlb
      }
      #expect(throws: PlanError.self) {
        try base.changing {
          $0.services = [service]
        }
      }
    }
  }
}
