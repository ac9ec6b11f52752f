import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct GrowthForecastTests {
  private func growth(_ model: Growth.Model, _ rate: Double = 0, horizon: Int = 24, steps: [Growth.Step] = []) -> Growth
  {
    var growth = Growth()
    (growth.model, growth.ratePerMonth, growth.horizon, growth.steps) = (model, rate, horizon, steps)
    return growth
  }

  private func forecast(
    _ growth: Growth, nodes: Int = 2, blocks: [String] = ["10.0.0.0/24"], network: NetworkSettings = NetworkSettings(),
    change: (inout NodeGroup) -> Void = { _ in }
  ) throws -> GrowthForecast {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: nodes, blocks: blocks, network: network, workloads: [Workload(name: "web", replicas: 20)],
      reservations: nothingReserved, group: change)
    let plan = try base.changing {
      $0.growth = growth
    }
    return GrowthForecast(growth, of: plan)
  }

  @Test func factorsOfTheModels() {
    #expect(abs(growth(.compound, 0.05).factor(month: 12) - 1.795856326) < 1e-9)
    #expect(abs(growth(.linear, 0.05).factor(month: 12) - 1.6) < 1e-12)
    let steps = growth(.steps, steps: [.init(month: 3, percent: 150), .init(month: 6, percent: 80)])
    #expect([2, 3, 5, 6, 24].map { steps.factor(month: $0) } == [1, 1.5, 1.5, 0.8, 0.8])
  }

  /// A /24 holds eight m5.large with 27 pods each: 20 pods that grow by 10 a month are more than 216 in month 20.
  @Test func theMonthInWhichASubnetRunsOut() throws {
    let linear = try forecast(growth(.linear, 0.5))
    #expect(linear.exhaustions.count == 1)
    let first = linear.exhaustions[0]
    #expect(first.resource == .addresses(subnet: "a") && first.month == 20)
    #expect(first.nodes == 9 && first.pods == 220)
    // 20 × 2^m is more than 216 from the fourth month on.
    #expect(try forecast(growth(.compound, 1)).exhaustions.first?.month == 4)
    #expect(try forecast(growth(.linear, 0.5, horizon: 6)).exhaustions.isEmpty)
    #expect(try forecast(growth(.steps, steps: [.init(month: 5, percent: 1100)])).exhaustions.first?.month == 5)
  }

  /// With prefixes two nodes hold 216 pods, and the 220 pods of month ten need three nodes of six prefixes each; a /24
  /// has 14 blocks.
  @Test func blocksRunOutOnTheirOwn() throws {
    let forecast = try forecast(growth(.linear, 1), network: .prefixes)
    #expect(forecast.exhaustions.first?.month == 10 && forecast.exhaustions.first?.nodes == 3)
    #expect(forecast.exhaustions.map(\.resource).contains(.prefixBlocks(subnet: "a")))
  }

  /// Groups that make nodes as pods need them grow with their pods; quotas of region and VPC are counted.
  @Test func quotasAreCounted() throws {
    let karpenter = try forecast(growth(.compound, 1)) { ($0.manager, $0.desiredSize) = (.karpenter, nil) }
    #expect(karpenter.exhaustions.contains { $0.resource == .addresses(subnet: "a") })
    let large = try forecast(growth(.compound, 1, horizon: 12), blocks: [""])
    // 20 × 2^12 pods need 3,035 nodes of three interfaces and 30 addresses; half as many stay below both quotas.
    #expect(large.exhaustions.first { $0.resource == .regionInterfaces }?.month == 12)
    #expect(large.exhaustions.first { $0.resource == .addressUnits }?.month == 12)
  }

  /// 40 pods on four nodes that grow by 0.1% a month need no fifth node, neither in the first month nor in two years.
  @Test func smallGrowthAddsNoNode() throws {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: 4,
      workloads: [
        Workload(name: "a", replicas: 25), Workload(name: "b", replicas: 15),
      ])
    let grown = try #require(base.grown(by: growth(.compound, 0.001).factor(month: 1)))
    #expect(grown.nodeGroups[0].desiredSize == 4)
    // The 41st pod goes to the workload with the larger remainder.
    #expect(grown.workloads.suffix(2).map(\.replicas) == [26, 15])
    #expect(base.grown(by: growth(.compound, 0.001).factor(month: 24))?.nodeGroups[0].desiredSize == 4)
    // 4 × 27 pods fit on four nodes, one more does not.
    #expect(base.grown(by: 2.7)?.nodeGroups[0].desiredSize == 4)
    #expect(base.grown(by: 2.725)?.nodeGroups[0].desiredSize == 5)
  }

  /// No other check reports a quota that is exceeded before the plan grows.
  @Test func quotasThatAreExceededTodayAreSaid() throws {
    let plan = try ClusterPlan.sample([.m5Large], nodes: 1700, blocks: [""], reservations: nothingReserved).changing {
      $0.growth = growth(.compound, 0.01, horizon: 3)
    }
    let messages = Assessment(of: plan).findings.filter { $0.code == "HR-GRO-001" }.map(\.message)
    #expect(messages.first?.contains("do not suffice even today, at 1700 nodes") == true, "\(messages)")
  }

  /// The month of each resource is the first one in which it does not suffice: in the plan that has grown until then it
  /// has run out, and in the one of the month before it has not.
  @Test func monthsAreTheFirstOnes() throws {
    var random = SeededGenerator()
    var found = 0
    for _ in 0..<20 {
      let rate = Double.random(in: 0.01...0.6, using: &random)
      let nodes = Int.random(in: 1...9, using: &random)
      let forecast = try forecast(growth(.compound, rate), nodes: nodes, blocks: ["10.0.0.0/24", "10.0.4.0/22"])
      for item in forecast.exhaustions where item.month > 0 {
        func hasRunOut(by month: Int) throws -> Bool {
          var shorter = growth(.compound, rate)
          shorter.horizon = month
          return try self.forecast(shorter, nodes: nodes, blocks: ["10.0.0.0/24", "10.0.4.0/22"])
            .exhaustions.contains { $0.resource == item.resource }
        }
        #expect(try hasRunOut(by: item.month))
        if case .addresses(let name) = item.resource {
          let grown = ClusterPlan.sample(
            [.m5Large], nodes: item.nodes, blocks: ["10.0.0.0/24", "10.0.4.0/22"], reservations: nothingReserved)
          #expect(PlanAnalysis(of: grown).subnets.first { $0.subnet.name == name }!.freeAddresses! < 0)
        }
        if item.month > 1 { #expect(try !hasRunOut(by: item.month - 1)) }
        found += 1
      }
      let months = forecast.exhaustions.map(\.month)
      #expect(months == months.sorted() && Set(forecast.exhaustions.map(\.resource)).count == months.count)
    }
    #expect(found > 0)
  }
}
