import HeadroomTestSupport
import Testing

@testable import Headroom

/// What people were told wrongly about traffic.
@Suite struct TrafficSemanticsTests: TrafficOfPlans {
  private let zones = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]

  /// 1,000 nodes in three zones are 1,000 targets of an ALB, not 1,002: a ceiling holds for each zone, not for the sum.
  @Test func sumsOfTargetsCountEachNodeOnce() throws {
    let traffic = PlanTraffic.of(
      .serving(nodes: 1000, replicas: 3) {
        $0.clients = .vpc
        $0.loadBalancers = [LoadBalancer(.alb)]
      })
    let targets = traffic.services[0].loadBalancers[0].routes[0].peakTargets
    #expect(targets.total == 1000 && targets.byZone.values.sorted() == [334, 334, 334])
    #expect(targets.inZones(Array(zones.prefix(2))).total == 668)
  }

  /// Blue has three pods and 90%, green one pod and 10%. Without cross-zone load balancing only green's zone has a target
  /// of each, so the other zones leave DNS: blue's pod there carries 0.9 of the traffic, and two thirds of the clients'
  /// traffic crosses zones.
  @Test func weightedGroupsLeaveDNSTogether() throws {
    let plan = ClusterPlan.serving(replicas: 3, others: [Workload(name: "green", replicas: 1)]) {
      $0.clients = .vpc
      $0.volume = TrafficVolume(request: .gigabytes(500), response: .gigabytes(500))
      var nlb = LoadBalancer(.nlb)
      nlb.target = .ip
      nlb.targetGroups = [.init(service: "web", weight: 90), .init(service: "green", weight: 10)]
      $0.loadBalancers = [nlb]
    }
    let balancer = web(plan).loadBalancers[0]
    #expect(balancer.zones == zones)
    let busiest = balancer.routes.flatMap { route in route.path.loads.map { $0.share * route.share } }.max()
    #expect(near(busiest, 0.9))
    let crossing = balancer.lines.filter { $0.side != nil }.compactMap(\.cost)
    #expect(crossing.reduce(Money.zero(.usd)) { ($0 + $1)! }.formatted() == "13.33")
    // A group of weight 0 does not keep a zone out, and cross-zone load balancing needs no common zone.
    var parts = plan.services[0].loadBalancers[0]
    parts.targetGroups = [.init(service: "web", weight: 1), .init(service: "green", weight: 0)]
    let drained = try plan.changing { $0.services[0].loadBalancers = [parts] }
    #expect(web(drained).loadBalancers[0].routes[0].path.loads.allSatisfy { near($0.share, 1.0 / 3) })
  }

  /// A load balancer that reaches no pod carries nothing: no capacity units, no traffic to the internet.
  @Test func withoutPodsNothingIsCarried() {
    func traffic(_ replicas: Int) -> PlanTraffic {
      PlanTraffic.of(
        .serving(replicas: replicas) {
          $0.clients = .internet
          var alb = LoadBalancer(.alb)
          (alb.target, alb.clients) = (.ip, .internet)
          $0.loadBalancers = [alb]
        })
    }
    func quantity(_ meter: Meter, _ replicas: Int) -> String? {
      traffic(replicas).allLines.first { $0.meter == meter }?.quantity?.number
    }
    #expect(quantity(.albCapacityUnitHour, 1) == "600" && quantity(.internetOut, 1) == "200")
    #expect(quantity(.albCapacityUnitHour, 0) == "0" && quantity(.internetOut, 0) == nil)
    #expect(quantity(.albHour, 0) == "730")
  }

  /// Traffic to AWS services of the region is processed by the NAT gateway, but it does not go to the internet.
  @Test func trafficToAWSThroughNATIsNoInternetTraffic() {
    let traffic = PlanTraffic.of(
      .serving(use: {
        $0.natGateways = .init(zones: zones)
        $0.natGateways?.outbound = .gigabytes(300)
        $0.natGateways?.inbound = .gigabytes(100)
        $0.natGateways?.outboundToAWS = .gigabytes(1000)
        $0.natGateways?.inboundFromAWS = .gigabytes(5000)
      }) { _ in })
    func line(_ meter: Meter) -> BillLine? { traffic.lines.first { $0.meter == meter } }
    #expect(line(.natGatewayGB)?.quantity?.number == "6400")
    // 300 GB less the 100 that are free.
    #expect(line(.internetOut)?.quantity?.number == "200")
  }

  /// Whether the alternative of a single NAT gateway is shown.
  private func hasAdvice(_ traffic: PlanTraffic) -> Bool {
    traffic.breakEvens.contains { $0.question.hasPrefix("NAT gateway in each") }
  }

  /// A regional NAT gateway serves each of its zones there, may have 32 addresses a zone, and has no cheaper twin.
  @Test func aRegionalGatewayServesItsZones() throws {
    func plan(_ addresses: Int, isRegional: Bool) throws -> ClusterPlan {
      try ClusterPlan.serving { _ in }.changing { draft in
        draft.networkUse.natGateways = .init(zones: zones)
        draft.networkUse.natGateways?.isRegional = isRegional
        draft.networkUse.natGateways?.addresses = addresses
        draft.networkUse.egress = .init(connectionsPerDestination: 1_500_000)
      }
    }
    #expect(throws: PlanError.self) { try plan(9, isRegional: false) }
    #expect(throws: PlanError.self) { try plan(33, isRegional: true) }
    let assessment = Assessment(of: try plan(32, isRegional: true))
    #expect(!assessment.findings.contains { $0.code == "HR-NAT-002" } && !hasAdvice(assessment.traffic))
    #expect(try Assessment(of: plan(8, isRegional: false)).findings.contains { $0.code == "HR-NAT-002" })
  }

  /// A plan that must survive a zone gets no advice to keep a single NAT gateway.
  @Test func noSingleGatewayForAPlanThatSurvivesAZone() throws {
    let plan = try ClusterPlan.serving { _ in }.changing { $0.networkUse.natGateways = .init(zones: zones) }
    #expect(hasAdvice(PlanTraffic.of(plan)))
    #expect(!hasAdvice(PlanTraffic.of(try plan.changing { $0.policy.survivesZoneLoss = true })))
  }

  /// Services that share an ALB are billed one, and need its addresses once.
  @Test func aSharedLoadBalancerIsOne() throws {
    let base = ClusterPlan.serving(replicas: 3, others: [Workload(name: "api", replicas: 3)]) {
      $0.clients = .vpc
      $0.loadBalancers = [LoadBalancer(.alb)]
    }
    let plan = try base.changing { draft in
      draft.services[1].clients = .vpc
      draft.services[1].volume = TrafficVolume(request: .gigabytes(100), response: .gigabytes(100))
      draft.services[1].loadBalancers = [LoadBalancer(.alb)]
      for index in 0..<2 { draft.services[index].loadBalancers[0].sharedName = "public" }
    }
    let traffic = PlanTraffic.of(plan)
    #expect(traffic.allLines.filter { $0.meter == .albHour }.map { $0.quantity?.number } == ["730"])
    #expect(traffic.allLines.filter { $0.meter == .albCapacityUnitHour }.map { $0.quantity?.number } == ["800"])
    #expect(PlanAnalysis(of: plan).subnets[2].reservedAddresses == 8)
    let apart = try plan.changing { draft in
      for index in 0..<2 { draft.services[index].loadBalancers[0].sharedName = nil }
    }
    #expect(PlanTraffic.of(apart).allLines.count { $0.meter == .albHour } == 2)
  }

  /// A region without rows for NLBs and data stores bills their crossing like any other, marked as assumed.
  @Test func crossingMetersFallBack() throws {
    let text = """
      region,usage,unit,price,currency,source,tier_from_gb,tier_to_gb,as_of,confidence,note
      ap-northeast-2,cross_az_out,GB,0.01,USD,s,,,2026-01-01,high,
      ap-northeast-2,cross_az_in,GB,0.01,USD,s,,,2026-01-01,high,

      """
    var prices = Prices.bundled(for: Region("ap-northeast-2")!)
    prices.meters = MeterPrices(region: Region("ap-northeast-2")!, prices: try MeterPrices.read(Array(text.utf8)))
    let plan = ClusterPlan.serving(
      replicas: 3,
      use: {
        $0.dataStores = [.init(name: "db", kind: .rds, zones: ["ap-northeast-2a"])]
        $0.dataStores[0].volume = .gigabytes(300)
      }
    ) {
      $0.clients = .vpc
      var nlb = LoadBalancer(.nlb)
      (nlb.target, nlb.crossesZones) = (.ip, true)
      $0.loadBalancers = [nlb]
    }
    let traffic = PlanTraffic(of: PlanAnalysis(of: plan), prices: prices)
    let crossing = traffic.allLines.filter { $0.meter == .crossAZOut || $0.meter == .crossAZIn }
    #expect(crossing.count == 6 && crossing.allSatisfy { $0.isAssumed && $0.cost != nil })
    let store = traffic.lines.filter { $0.description.hasPrefix("db") }.compactMap(\.cost).reduce(Money.zero(.usd)) {
      ($0 + $1)!
    }
    #expect(store.formatted() == "4.00")
  }

  /// RDS bills both sides; of ElastiCache the store's side is an assumption that the line names.
  @Test func theStoreSideOfElastiCacheIsAnAssumption() {
    func own(_ kind: NetworkUse.DataStore.Kind) -> BillLine? {
      PlanTraffic.of(
        .serving(use: {
          $0.dataStores = [.init(name: "s", kind: kind, zones: ["ap-northeast-2a"])]
          $0.dataStores[0].volume = .gigabytes(3)
        }) { _ in }
      ).lines.first { $0.meter == .databaseStoreSide }
    }
    #expect(own(.rds)?.description == "s, store's side" && own(.elasticache)?.isAssumed == true)
    #expect(own(.elasticache)?.description == "s, store's side (AWS' texts contradict each other)")
  }

  /// The saving of hints is a number for each Service and in total, and the loss of hints costs it.
  @Test func theSavingIsANumber() {
    let plan = ClusterPlan.serving(replicas: 3, maxReplicas: 6) {
      $0.annotations = [TopologyRequest.annotation: "Auto"]
    }
    let assessment = Assessment(of: plan)
    #expect(assessment.traffic.services[0].saving?.formatted() == "8.00")
    #expect(assessment.traffic.saving?.formatted() == "8.00")
    let finding = assessment.findings.first { $0.code == "HR-TRF-002" }
    #expect(finding?.message.hasSuffix("which costs 8.00 USD more per month") == true, "\(finding?.message ?? "")")
  }

  /// Locality without more pods is told first, and more pods are priced at the group that would get them.
  @Test func localityThatCostsNothingComesFirst() {
    let even = PlanTraffic.of(.serving(replicas: 3) { _ in })
    #expect(even.services[0].freeLocality?.saving.formatted() == "8.00" && even.breakEvens.isEmpty)
    let skewed = PlanTraffic.of(
      .serving(replicas: 9) { $0.clients = .zones([zones[0]: 80, zones[1]: 10, zones[2]: 10]) })
    #expect(skewed.services[0].freeLocality?.isAdvisable == false && skewed.breakEvens.count == 1)
  }

  /// Measured responses leave the server's zone, so the zone that most bytes leave is not that of the clients.
  @Test func measuredTrafficSaysWhoCalled() {
    let measured = MeasuredTraffic(exchanges: [
      zones[0]: [zones[1]: TrafficVolume(request: .gigabytes(10), response: .gigabytes(90))]
    ])
    #expect(measured.clients == [zones[0]: 100] && measured.crossing == .gigabytes(100))
    #expect(measured.volumes == [zones[0]: [zones[1]: .gigabytes(10)], zones[1]: [zones[0]: .gigabytes(90)]])
    #expect(MeasuredTraffic([zones[0]: [zones[1]: .gigabytes(1)]]).clients == nil)
  }
}
