import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct InstanceRankingTests {
  private let pod = {
    var pod = Workload(name: "pod")
    (pod.cpu, pod.memory) = (CPUAmount("500m"), MemoryAmount("1Gi"))
    return pod
  }()

  private func plan(_ change: (inout NodeGroup) -> Void = { _ in }) throws -> ClusterPlan {
    try ClusterPlan.sample([.m5Large], nodes: 2, group: change).inRegion("us-east-1")
  }

  private func ranking(_ plan: ClusterPlan, _ pod: Workload? = nil, _ prices: Prices? = nil) -> InstanceRanking {
    InstanceRanking(of: pod ?? self.pod, in: plan, template: plan.nodeGroups[0], prices: prices)
  }

  /// 1,930m and 6,841Mi less 125m of the agents hold three pods by CPU.
  @Test func podsAreThoseThatReallyFit() throws {
    let row = try #require(ranking(try plan()).rows.first { $0.type.name == "m5.large" })
    #expect(row.pods == 3 && row.limit == .cpu && row.pricePerMonth?.formatted() == "70.08")
    #expect(row.costPerPod?.formatted() == "23.36")
  }

  @Test func theCheapestPodComesFirst() throws {
    let ranking = ranking(try plan())
    let costs = ranking.rows.map { $0.costPerPod! }
    #expect(costs == costs.sorted() && ranking.rows.count > 1000)
    #expect(ranking.rows.allSatisfy { $0.type.isOnSale != false && $0.pods > 0 && $0.limit != nil })
  }

  /// Branch interfaces limit pods with security groups: nine on m5.large.
  @Test func branchInterfacesLimitPodsWithSecurityGroups() throws {
    var pod = Workload(name: "pod")
    pod.hasSecurityGroups = true
    let plan = try plan().changing { $0.network = .vpcCNI(["ENABLE_POD_ENI": "true"]) }
    let row = try #require(ranking(plan, pod).rows.first { $0.type.name == "m5.large" })
    #expect(row.pods == 9 && row.limit == .branchInterfaces)
  }

  @Test func discountsAndFeesCount() throws {
    func price(_ plan: ClusterPlan) -> String? {
      ranking(plan).rows.first { $0.type.name == "m5.large" }?.price?.perHour.decimal
    }
    #expect(try price(plan()) == "0.096")
    #expect(try price(plan { $0.discount = Discount("12%") }) == "0.08448")
    #expect(try price(plan { $0.manager = .autoMode }) == "0.10752")
    #expect(try price(plan { $0.capacityType = .reserved3y }) != "0.096")
  }

  /// Windows has no prices of its own here, and Linux prices are not shown for it.
  @Test func windowsIsNotRankedAtPricesOfLinux() throws {
    let plan = try plan { $0.amiFamily = .windows }
    #expect(ranking(plan).rows.isEmpty && ranking(plan).unpriced > 500)
    var own = OwnPrices(region: plan.region)
    let price = UnitPrice(
      perUnit: Money("0.188", currency: .usd), unit: "hour", source: "own", asOf: nil)
    try own.add(price, of: .windowsHour("m5.large"))
    try own.add(price, of: .windowsHour("m6g.large"))
    var prices = Prices.bundled(for: plan.region)
    prices.replace(with: own)
    #expect(ranking(plan, nil, prices).rows.map(\.type.name) == ["m5.large"])
  }

  @Test func fargateHasNoTypes() throws {
    let plan = ClusterPlan.sample([], nodes: 0) { ($0.manager, $0.desiredSize) = (.fargate, nil) }
    #expect(ranking(plan).rows.isEmpty)
  }

  /// The mean pod is that of the pods which may run on the group.
  @Test func theMeanPodIsThatOfItsGroup() throws {
    var small = Workload(name: "small", replicas: 3)
    small.cpu = CPUAmount("100m")
    var large = Workload(name: "large", replicas: 1)
    (large.cpu, large.nodeGroups) = (CPUAmount("2"), ["fg"])
    var fargate = NodeGroup(name: "fg", instanceTypes: [], subnets: ["a"])
    fargate.manager = .fargate
    let plan = try plan().changing {
      $0.nodeGroups.append(fargate)
      $0.workloads += [small, large]
    }
    #expect(InstanceRanking.meanPod(of: plan)?.cpu?.millicores == 100)
    #expect(InstanceRanking.meanPod(of: plan, on: "ng")?.cpu?.millicores == 100)
    #expect(InstanceRanking.meanPod(of: plan, on: "fg") == nil)
  }

  /// us-east-1e offers few types.
  @Test func typesThatAZoneLacksAreLeftOut() throws {
    let offerings = TypeOfferings.bundled(for: Region("us-east-1")!)
    let plan = try plan().changing { $0.subnets[0].zoneID = "use1-az3" }
    let names = ranking(plan).rows.map(\.type.name)
    #expect(!names.isEmpty && names.allSatisfy { offerings.lacks($0, in: "use1-az3") != true })
    #expect(names.count < ranking(try self.plan()).rows.count)
  }
}
