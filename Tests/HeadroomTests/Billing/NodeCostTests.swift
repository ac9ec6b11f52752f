import HeadroomTestSupport
import Testing

@testable import Headroom

/// The nodes of groups with several instance types, of Windows and of EKS Auto Mode, and what a bill leaves out.
@Suite struct NodeCostTests {
  private let virginia = Region("us-east-1")!

  private func cost(_ plan: ClusterPlan, _ prices: Prices? = nil) -> CostEstimate {
    Assessment(of: plan, prices: prices).cost
  }

  private func nodes(_ plan: ClusterPlan) -> [BillLine] {
    cost(plan).lines.filter { $0.meter.rawValue.hasPrefix("ec2_") }
  }

  private func group(
    _ types: [String], nodes: Int? = 2, _ change: (inout NodeGroup) -> Void = { _ in }
  ) throws -> ClusterPlan {
    try ClusterPlan.sample(types.map { .bundled($0) }, nodes: nodes ?? 0) {
      if nodes == nil { $0.desiredSize = nil }
      change(&$0)
    }.inRegion("us-east-1")
  }

  /// An Auto Scaling group takes the first type of its list for on-demand instances. With spot the strategy looks at
  /// spare capacity, so the most expensive type is assumed.
  @Test func aGroupWithSeveralTypesCostsOneOfThem() throws {
    let line = try #require(nodes(try group(["m5.large", "m5.2xlarge"])).first)
    #expect(line.meter == .instanceHour("m5.large") && line.cost?.formatted() == "140.16" && line.isAssumed)
    #expect(line.description == "ng, nodes, m5.large of 2 types")
    #expect(try nodes(group(["m5.2xlarge", "m5.large"])).first?.meter == .instanceHour("m5.2xlarge"))
    let spot = try nodes(group(["m5.large", "m5.2xlarge"]) { $0.capacityType = .spot })
    #expect(spot.map(\.meter) == [.instanceHour("m5.2xlarge", .spot)])
    let karpenter = try nodes(group(["m5.2xlarge", "m5.large"]) { $0.manager = .karpenter })
    #expect(karpenter.map(\.meter) == [.instanceHour("m5.large")])
    #expect(try nodes(group(["m5.large"])).first?.isAssumed == false)
  }

  /// A type without a price has its own nodes, not those of another type.
  @Test func aTypeWithoutPriceHasItsOwnNodes() throws {
    var web = Workload(name: "web", replicas: 30)
    (web.cpu, web.memory) = (CPUAmount("500m"), MemoryAmount("128Mi"))
    let plan = try ClusterPlan.sample(
      [.bundled("m5.large"), .bundled("m5.4xlarge")], nodes: 0, blocks: ["10.0.0.0/20"], workloads: [web]
    ) { ($0.manager, $0.desiredSize) = (.karpenter, nil) }.inRegion("us-east-1")
    let fleets = PlanAnalysis(of: plan).groups[0].fleets
    var prices = Prices.bundled(for: virginia)
    for (type, count) in [("m5.large", 0), ("m5.4xlarge", 1)] {
      prices = Prices.bundled(for: virginia)
      prices.instances[type, .onDemand] = nil
      let line = cost(plan, prices).lines.first { $0.meter == .instanceHour(type) }
      let nodes = fleets.first { $0.type.name == type }?.nodes ?? -1
      #expect(nodes > 0 && line?.quantity?.number == "\(nodes * 730)" && line?.cost == nil, "\(type) \(count)")
    }
  }

  /// Two pods are cheapest on one type and 57 on another one, so the bill has a line for each.
  @Test func thePeakIsThatOfItsOwnType() throws {
    var web = Workload(name: "web", replicas: 2)
    (web.maxReplicas, web.cpu) = (57, CPUAmount("2100m"))
    let plan = try ClusterPlan.sample(
      [.bundled("m5.xlarge"), .bundled("m5.8xlarge")], nodes: 0, blocks: ["10.0.0.0/20"], workloads: [web]
    ) { ($0.manager, $0.desiredSize) = (.karpenter, nil) }.inRegion("us-east-1")
    let lines = nodes(plan).sorted { $0.meter < $1.meter }
    #expect(lines.map(\.meter.rawValue) == ["ec2_hour:m5.8xlarge", "ec2_hour:m5.xlarge"])
    #expect(lines.map { $0.peakCost?.formatted() } == ["4485.12", "0.00"])
    #expect(lines.map { $0.cost?.formatted() } == ["0.00", "280.32"])
    let volumes = cost(plan).lines.filter { $0.meter == .volumeSize }
    #expect(volumes.map { $0.peakQuantity?.number } == ["80"])
  }

  /// The fleets of random pools: the bill is that of the cheapest type, now and at the peak.
  @Test func thePeakIsTheCheapestOfRandomPools() throws {
    var random = SeededGenerator()
    let names = ["m5.large", "m5.xlarge", "m5.4xlarge", "c5.2xlarge", "r5.large", "t3.medium"]
    for _ in 0..<60 {
      let types = names.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).map {
        InstanceType.bundled($0)
      }
      var web = Workload(name: "web", replicas: Int.random(in: 0...40, using: &random))
      web.maxReplicas = web.replicas + Int.random(in: 0...60, using: &random)
      web.cpu = CPUAmount(millicores: Int.random(in: 100...1500, using: &random))
      let plan = try ClusterPlan.sample(types, nodes: 0, blocks: ["10.0.0.0/16"], workloads: [web]) {
        ($0.manager, $0.desiredSize) = (.karpenter, nil)
      }.inRegion("us-east-1")
      let fleets = PlanAnalysis(of: plan).groups[0].fleets
      let prices = InstancePrices.bundled(for: virginia)
      let least = fleets.map { prices[$0.type.name]!.perMonth * $0.peakNodes }.min()
      let peak = nodes(plan).compactMap(\.peakCost).reduce(Money.zero(.usd)) { ($0 + $1)! }
      #expect(peak == least, "\(fleets)")
    }
  }

  /// The zones of the peak are those of its nodes: two nodes are in two zones, and twelve in three.
  @Test func zonesOfThePeakHaveItsNodes() throws {
    let plan = try ClusterPlan.sample(
      [.m5Large], nodes: 2, maxNodes: 12, blocks: ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]
    ).inRegion("us-east-1")
    let shares = cost(plan).shares(by: .zone).filter { $0.name.hasPrefix("us-east-1") }
    #expect(Set(shares.map { $0.peakSubtotal.formatted() }) == ["286.72"] && shares.count == 3)
    #expect(Set(shares.map { $0.subtotal.formatted() }) == ["71.68", "0.00"])
  }

  @Test func windowsHasPricesOfItsOwn() throws {
    for capacity in CapacityType.allCases {
      var plan = try group(["m5.large"]) { ($0.amiFamily, $0.capacityType) = (.windows, capacity) }
      let line = try #require(nodes(plan).first)
      #expect(line.meter == .windowsHour("m5.large", capacity) && line.cost == nil)
      plan = try plan.changing { $0.networkUse.prices[.windowsHour("m5.large")] = Money("0.188", currency: .usd) }
      #expect((nodes(plan).first?.cost == nil) == (capacity != .onDemand))
    }
  }

  /// A discount on everything else reduces the fee, which no Savings Plan covers.
  @Test func discountsOnTheFeeOfAutoMode() throws {
    let base = try group(["m5.large"]) { $0.manager = .autoMode }
    func fee(_ discounts: [Discount.Scope: String]) throws -> String? {
      let plan = try base.changing { $0.discounts = discounts.compactMapValues(Discount.init) }
      return cost(plan).lines.first { $0.meter == .autoModeHour("m5.large") }?.price?.perUnit?.decimal
    }
    #expect(try fee([:]) == "0.01152" && fee([.onDemand: "50%"]) == "0.01152" && fee([.other: "50%"]) == "0.00576")
  }

  /// A node of Auto Mode with its fee: (70.08 + 8.41) / 17 pods.
  @Test func aPodOnAutoModePaysTheFee() throws {
    let plan = try group(["m5.large"]) { $0.manager = .autoMode }.changing {
      var web = Workload(name: "web", replicas: 4)
      web.cpu = CPUAmount("100m")
      $0.workloads.append(web)
    }
    let row = try #require(Assessment(of: plan).costPerPod.first?.row)
    #expect(row.price?.perHour.decimal == "0.10752" && row.pricePerMonth?.formatted() == "78.49")
  }

  @Test func bareMetalOfAnotherTenancyIsAssumed() throws {
    let prices = InstancePrices.bundled(for: virginia)
    let dedicated = try #require(prices.typeNames.sorted().first { prices[$0]?.tenancy == "dedicated" })
    let line = try #require(nodes(try group([dedicated])).first)
    #expect(line.isAssumed && line.price?.source.hasSuffix("dedicated tenancy") == true)
  }

  @Test func whatTheBillLeavesOutIsSaid() throws {
    let plan = try group(["m5.large"], nodes: 1).changing {
      $0.workloads.append(Workload(name: "web", replicas: 60))
      $0.reservations = [
        AddressReservation(name: "ingress", kind: .applicationLoadBalancer, subnets: ["a"]),
        AddressReservation(name: "vpn", kind: .custom, subnets: ["a"], addresses: 2),
      ]
    }
    let omissions = cost(plan).omissions
    #expect(omissions.count == 3 && omissions[0].contains("33 now and 33 at the peak"), "\(omissions)")
    #expect(omissions[1].contains("ingress") && !omissions[1].contains("vpn"))
  }

  /// Fargate runs no pod of 17 vCPU, so it stays pending instead of costing nothing.
  @Test(arguments: [("17", nil), ("1", "176Gi")] as [(String, String?)])
  func podsTooLargeForFargateStayPending(cpu: String, storage: String?) throws {
    var web = Workload(name: "web", replicas: 2)
    (web.cpu, web.nodeGroups) = (CPUAmount(cpu), ["ng"])
    web.ephemeralStorage = storage.flatMap(MemoryAmount.init)
    let plan = ClusterPlan.sample([], nodes: 0, workloads: [web]) { ($0.manager, $0.desiredSize) = (.fargate, nil) }
    let assessment = Assessment(of: plan)
    let finding = assessment.findings.first { $0.code == "HR-POD-001" }
    #expect(finding?.verdict == .fail && finding?.message.contains("16 vCPU") == true)
    #expect(!assessment.cost.lines.contains { $0.meter == .fargateCPU })
  }

  @Test(
    arguments: [
      (20, 16_000, 125, "iops is 16000; expected 3000 to 10000"), (1, 3000, 125, nil), (32, 16_000, 2000, nil),
      (50, 3000, 1000, "throughputMiBps is 1000; expected 125 to 750"), (0, 3000, 125, "sizeGiB is 0"),
      (65_537, 3000, 125, "sizeGiB is 65537"), (400, 80_001, 125, "iops is 80001; expected 3000 to 80000"),
    ] as [(Int, Int, Int, String?)])
  func volumesThatDoNotExistAreRefused(size: Int, iops: Int, throughput: Int, problem: String?) {
    var found: String?
    do {
      _ = try group(["m5.large"]).changing {
        var volume = RootVolume(gibibytes: size)
        (volume.iops, volume.mebibytesPerSecond) = (iops, throughput)
        $0.nodeGroups[0].rootVolume = volume
      }
    } catch {
      found = "\(error)"
    }
    #expect((found == nil) == (problem == nil) && found?.contains(problem ?? "") != false, "\(found ?? "")")
  }

  @Test func fargateHasNoSettingsOfInstances() {
    for change in [
      { $0.capacityType = .spot }, { $0.rootVolume = RootVolume(gibibytes: 20) }, { $0.discount = Discount("5%") },
    ] as [(inout NodeGroup) -> Void] {
      #expect(throws: PlanError.self) {
        try ClusterPlan.sample([], nodes: 0) { ($0.manager, $0.desiredSize) = (.fargate, nil) }.changing {
          change(&$0.nodeGroups[0])
        }
      }
    }
  }
}
