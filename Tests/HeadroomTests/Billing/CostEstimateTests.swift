import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct CostEstimateTests {
  private func cost(_ plan: ClusterPlan) -> CostEstimate { Assessment(of: plan).cost }

  private func line(_ meter: Meter, of plan: ClusterPlan) -> BillLine? { cost(plan).lines.first { $0.meter == meter } }

  private func monthly(_ meter: Meter, of plan: ClusterPlan) -> String? { line(meter, of: plan)?.cost?.formatted() }

  /// The example of the article "What a month costs".
  @Test func theArticlesBill() throws {
    let plan = try ClusterPlan.sample([.m5Large], nodes: 3).inRegion("us-east-1").changing {
      $0.kubernetesVersion = KubernetesVersion(1, 35)
    }
    let cost = cost(plan)
    #expect(cost.total.costPerMonth?.formatted() == "288.04")
    #expect(cost.lines.map { $0.cost?.formatted() } == ["210.24", "73.00", "4.80"])
  }

  /// The combinations of the EKS user guide, with its own example: 1 vCPU and 8 GB need 256 MB more.
  @Test(
    arguments: [
      (nil, nil, 250, 512), ("250m", "256Mi", 250, 512), ("250m", "257Mi", 250, 1024), ("100m", "1Gi", 250, 2048),
      ("1", "8Gi", 2000, 9216), ("500m", "3840Mi", 500, 4096), ("500m", "4Gi", 1000, 5120),
      ("4", "30Gi", 8000, 32 * 1024),
      ("16", "119Gi", 16000, 120 * 1024), ("300m", nil, 500, 1024), ("8", "17Gi", 8000, 20 * 1024),
    ] as [(String?, String?, Int, Int)])
  func fargateTakesTheNextSize(cpu: String?, memory: String?, millicores: Int, mebibytes: Int) {
    let size = FargatePodSize(cpu: cpu.flatMap(CPUAmount.init), memory: memory.flatMap(MemoryAmount.init))
    #expect(size?.millicores == millicores && size?.mebibytes == mebibytes)
  }

  @Test(arguments: [("17", nil), ("1", "120Gi"), (nil, "200Gi")] as [(String?, String?)])
  func fargateHasNoSizeForLargePods(cpu: String?, memory: String?) {
    #expect(FargatePodSize(cpu: cpu.flatMap(CPUAmount.init), memory: memory.flatMap(MemoryAmount.init)) == nil)
  }

  /// 0.25 vCPU and 0.5 GB in us-east-1: 730 × (0.25 × 0.04048 + 0.5 × 0.004445) = 9.01 a month and pod.
  @Test func podsOnFargateCostTheirSize() throws {
    var web = Workload(name: "web", replicas: 10)
    (web.maxReplicas, web.nodeGroups) = (20, ["ng"])
    web.ephemeralStorage = MemoryAmount("30Gi")
    let plan = ClusterPlan.sample([], nodes: 0, workloads: [web]) { ($0.manager, $0.desiredSize) = (.fargate, nil) }
    let virginia = try plan.inRegion("us-east-1")
    #expect(line(.fargateCPU, of: virginia)?.quantity?.number == "1825")
    #expect(monthly(.fargateCPU, of: virginia) == "73.88" && monthly(.fargateMemory, of: virginia) == "16.22")
    #expect(line(.fargateCPU, of: virginia)?.peakCost?.formatted() == "147.75")
    #expect(monthly(.fargateStorage, of: virginia) == "8.10")
  }

  /// The share of 12 % of the on-demand price, rounded to five decimals.
  @Test(arguments: [
    ("us-east-1", "m5.large", "0.01152"), ("us-east-1", "c6a.large", "0.00918"), ("us-east-1", "t4g.nano", "0.0005"),
    ("ap-northeast-1", "g4ad.xlarge", "0.0613"), ("ap-south-1", "g6.4xlarge", "0.19067"),
  ])
  func autoModeCostsTwelvePercent(region: String, type: String, fee: String) {
    let prices = NodePrices(.bundled(for: Region(region)!), of: .sample([.m5Large], nodes: 1))
    #expect(prices.autoModeFee(type)?.perUnit?.decimal == fee)
  }

  @Test func autoModePaysItsFeeOnSpotToo() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 2) { ($0.manager, $0.capacityType) = (.autoMode, .spot) }
    let virginia = try plan.inRegion("us-east-1")
    #expect(monthly(.autoModeHour("m5.large"), of: virginia) == "16.82")
    let spot = line(.instanceHour("m5.large", .spot), of: virginia)
    #expect(spot?.price?.source == "data/ec2-commitments.csv" && spot?.cost != nil)
    #expect(line(.volumeSize, of: virginia)?.quantity?.number == "160")
  }

  /// Kubernetes 1.30 is in extended support, and 1.35 is not.
  @Test func theControlPlaneIsPartOfTheBill() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 1)
    func control(_ version: KubernetesVersion, _ change: (inout NetworkUse) -> Void = { _ in }) throws -> [String?] {
      let changed = try plan.changing {
        $0.kubernetesVersion = version
        change(&$0.networkUse)
      }
      return cost(changed).lines.filter { $0.meter.rawValue.hasPrefix("eks_") }.map { $0.price?.perUnit?.decimal }
    }
    #expect(try control(KubernetesVersion(1, 30)) == ["0.6"] && control(KubernetesVersion(1, 35)) == ["0.1"])
    #expect(try control(KubernetesVersion(1, 35)) { $0.paysControlPlane = false } == [])
    #expect(try control(KubernetesVersion(1, 35)) { $0.paysControlPlane = true } == ["0.1"])
    #expect(try control(KubernetesVersion(1, 35)) { $0.controlPlaneTier = .xxxxl } == ["6.9", "0.1"])
  }

  /// 1,000 vCPUs are 730,000 vCPU-hours: 576,000 at .02 and 154,000 at .014.
  @Test func hybridNodesHaveTiers() throws {
    let plan = try ClusterPlan.sample([.m5Large], nodes: 1).changing { $0.networkUse.hybridVCPUs = 1000 }
    let lines = cost(plan).lines.filter { $0.meter == .hybridNode }
    #expect(Set(lines.map { $0.cost?.formatted() }) == ["11520.00", "2156.00"])
  }

  @Test func volumesAreBilledBeyondWhatIsIncluded() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 2, maxNodes: 4) {
      $0.rootVolume = RootVolume(gibibytes: 100)
      $0.rootVolume?.iops = 4000
      $0.rootVolume?.mebibytesPerSecond = 250
    }
    let virginia = try plan.inRegion("us-east-1")
    #expect(monthly(.volumeSize, of: virginia) == "16.00" && monthly(.volumeIOPS, of: virginia) == "10.00")
    #expect(monthly(.volumeThroughput, of: virginia) == "10.00")
    #expect(line(.volumeSize, of: virginia)?.peakCost?.formatted() == "32.00")
    #expect(line(.volumeSize, of: virginia)?.isAssumed == false)
    let usual = ClusterPlan.sample([.m5Large], nodes: 1)
    #expect(line(.volumeSize, of: usual)?.quantity?.number == "20" && line(.volumeSize, of: usual)?.isAssumed == true)
  }

  @Test func discountsApplyToTheirPart() throws {
    let base = try ClusterPlan.sample([.m5Large], nodes: 2).inRegion("us-east-1")
    func price(_ meter: Meter, _ discounts: [Discount.Scope: String], own: String? = nil) throws -> String? {
      let plan = try base.changing {
        $0.discounts = discounts.compactMapValues(Discount.init)
        $0.nodeGroups[0].discount = own.flatMap(Discount.init)
      }
      return line(meter, of: plan)?.price?.perUnit?.decimal
    }
    let node = Meter.instanceHour("m5.large")
    #expect(try price(node, [:]) == "0.096" && price(node, [.onDemand: "25%"]) == "0.072")
    #expect(try price(node, [.spot: "25%"]) == "0.096" && price(node, [.onDemand: "25%"], own: "50%") == "0.048")
    #expect(try price(.controlPlane, [.other: "12.5%"]) == "0.0875")
    #expect(Discount("101%") == nil && Discount("-1%") == nil && Discount("5") == nil && Discount("12.34567%") == nil)
    #expect(Discount("12.5%")?.description == "12.5%")
  }

  @Test func reservedInstancesHaveTheirRates() throws {
    let plan = try ClusterPlan.sample([.m5Large], nodes: 1) { $0.capacityType = .reserved3y }.inRegion("us-west-2")
    #expect(line(.instanceHour("m5.large", .reserved3y), of: plan)?.price?.perUnit?.decimal == "0.036111")
  }

  @Test func regionalGatewaysCostAsMuchAsZonalOnesWhereNothingIsKnown() throws {
    func hours(_ region: String) throws -> BillLine? {
      let plan = try ClusterPlan.sample([.m5Large], nodes: 1).inRegion(region).changing {
        var nat = NetworkUse.NATGateways(zones: [region + "a"])
        nat.isRegional = true
        $0.networkUse.natGateways = nat
      }
      return cost(plan).lines.first { $0.purpose == .natGatewayHours(gateways: 1) }
    }
    let (virginia, frankfurt) = (try hours("us-east-1"), try hours("eu-central-1"))
    #expect(virginia?.meter == .regionalNATGatewayHour && virginia?.isAssumed == false)
    #expect(frankfurt?.meter == .natGatewayHour && frankfurt?.isAssumed == true && frankfurt?.cost != nil)
  }
}

extension ClusterPlan {
  /// The plan in another region, with its zones there.
  func inRegion(_ code: String) throws -> ClusterPlan {
    try ClusterPlan(name: name, region: Region(code)!) {
      $0.subnets = subnets.map { subnet in
        Subnet(name: subnet.name, zone: code + subnet.zone.suffix(1), block: subnet.block)
      }
      $0.kubernetesVersion = kubernetesVersion
      ($0.nodeGroups, $0.workloads, $0.services) = (nodeGroups, workloads, services)
      ($0.network, $0.networkUse) = (network, networkUse)
    }
  }
}
