import HeadroomTestSupport
import Testing

@testable import Headroom

/// Nodes that come for pods: no balance over zones, one instance type at a time, limits.
@Suite struct KarpenterTests {
  /// 480 pods need 18 m5.large with 540 addresses: more than one /24 has, but not more than three.
  @Test func allNodesMayBeInOneZone() {
    let assessment = Assessment(of: .karpenter(pods: 480))
    #expect(assessment.analysis.groups[0].nodes == 18)
    #expect(assessment.analysis.subnets.map(\.peakDemand) == [180, 180, 180])
    #expect(assessment.verdict == .warn && !assessment.findings.contains { $0.verdict == .fail })
    let finding = assessment.findings.first { $0.code == "HR-SUB-008" }
    #expect(
      finding?.message
        == """
        its nodes need 540 addresses and may all be in one zone, but the subnets in ap-northeast-2a have room for 251
        """)
    // Two zones are too small for them altogether.
    let two = Assessment(of: .karpenter(pods: 480, blocks: ["10.0.0.0/24", "10.0.1.0/24"]))
    #expect(two.findings.contains { $0.code == "HR-SUB-001" && $0.verdict == .fail })
  }

  /// Karpenter takes the subnet with the most free addresses, so twelve nodes are six in each of two subnets of a
  /// zone. The last one has three pods and 20 addresses instead of 30.
  @Test func subnetsOfAZoneAreLevelled() throws {
    let plan = try ClusterPlan.karpenter(pods: 300, blocks: ["10.0.0.0/24"]).changing { draft in
      draft.subnets.append(
        Subnet(name: "a2", zone: "ap-northeast-2a", block: try! IPv4CIDR(parsing: "10.0.1.0/24")))
      draft.nodeGroups[0].subnets.append("a2")
    }
    let assessment = Assessment(of: plan)
    #expect(assessment.analysis.subnets.map(\.peakDemand) == [180, 170])
    #expect(assessment.verdict == .pass)
    // An Auto Scaling group may put all of them into one of the subnets.
    let group = try plan.changing { draft in
      (draft.nodeGroups[0].manager, draft.nodeGroups[0].desiredSize) = (.managed, 12)
    }
    #expect(Assessment(of: group).verdict == .fail)
    // What the other subnet holds already shifts the balance.
    let used = try plan.changing { $0.subnets[0].usedAddressCount = 60 }
    #expect(PlanAnalysis(of: used).subnets.map(\.peakDemand) == [150, 200])
  }

  /// A pool of a small and a large type costs what the cheaper fleet costs, not the small one's nodes at the large
  /// one's price.
  @Test func fleetsAreOfOneTypeEach() throws {
    let types: [InstanceType] = [.bundled("m6i.large"), .bundled("m6i.8xlarge")]
    let large = ClusterPlan.karpenter(
      [types[1]], pods: 220, maxNodes: nil, blocks: ["10.0.0.0/20"], cpu: CPUAmount("250m"))
    let both = ClusterPlan.karpenter(types, pods: 220, maxNodes: nil, blocks: ["10.0.0.0/20"], cpu: CPUAmount("250m"))
    func cost(_ plan: ClusterPlan) -> GroupCost {
      let prices = ["m6i.large": "0.096", "m6i.8xlarge": "1.536"].mapValues {
        InstancePrices.Price(perHour: Money($0, currency: .usd)!, asOf: nil)
      }
      let table = InstancePrices(region: Region("ap-northeast-2")!, prices: prices)
      let all = Prices(instances: table, meters: MeterPrices(region: table.region))
      return GroupCost(of: PlanAnalysis(of: plan).groups[0], prices: NodePrices(all, of: plan))
    }
    let load = PlanAnalysis(of: both).groups[0]
    // 1,780m of a large node hold seven pods, 31,700m of the other one 126.
    #expect(load.fleets.map(\.type.name) == ["m6i.8xlarge", "m6i.large"] && load.fleets.map(\.nodes) == [2, 32])
    #expect(cost(both).range?.lowerBound == cost(large).perMonth)
    #expect(cost(both).range?.upperBound == Money("0.096", currency: .usd)! * 32 * 730)
    #expect(cost(both).perMonth == cost(large).perMonth)
    // The addresses are those of the fleet that takes the most.
    #expect(PlanAnalysis(of: both).subnets[0].peakDemand == load.fleets.map(\.addresses).max())
  }

  /// A type on which a pod does not fit is left out instead of leaving the pod pending.
  @Test func typesThatAreTooSmallAreLeftOut() {
    let types: [InstanceType] = [.bundled("m6i.large"), .bundled("m6i.8xlarge")]
    let analysis = PlanAnalysis(
      of: .karpenter(types, pods: 10, maxNodes: nil, blocks: ["10.0.0.0/20"], cpu: CPUAmount("4")))
    #expect(analysis.groups[0].fleets.map(\.type.name) == ["m6i.8xlarge"])
    #expect(analysis.workloads.last?.pending == 0)
  }

  /// `limits` of 20 vCPUs allow ten m5.large; 8 GiB less 7.5% each, and 35 GiB allow four.
  @Test func limitsOfTheNodePool() {
    func nodes(_ limits: NodeLimits) -> (nodes: Int, pending: Int) {
      let analysis = PlanAnalysis(of: .karpenter(pods: 480, maxNodes: nil) { $0.limits = limits })
      return (analysis.groups[0].nodes, analysis.workloads.last!.pending)
    }
    #expect(nodes(NodeLimits(cpu: CPUAmount("20"))) == (10, 480 - 270))
    #expect(nodes(NodeLimits(memory: MemoryAmount("35Gi"))) == (4, 480 - 108))
    #expect(nodes(NodeLimits(cpu: CPUAmount("200"), memory: MemoryAmount("800Gi"))) == (18, 0))
    let assessment = Assessment(
      of: .karpenter(pods: 480, maxNodes: nil) { $0.limits = NodeLimits(cpu: CPUAmount("20")) })
    #expect(assessment.findings.contains { $0.code == "HR-POD-001" && $0.verdict == .fail })
  }

  @Test(
    arguments: [
      ("podsPerCore", 20), ("reservedENIs", 20), ("both", 11), ("none", 29), ("all reserved", 0),
    ] as [(String, Int)])
  func whatKarpenterSets(setting: String, maxPods: Int) {
    let analysis = PlanAnalysis(
      of: .karpenter(pods: 0) {
        $0.podsPerCore = setting == "podsPerCore" ? 10 : setting == "both" ? 30 : 0
        $0.reservedENIs = ["reservedENIs": 1, "both": 2, "all reserved": 3][setting] ?? 0
      })
    #expect(analysis.groups[0].profile.maxPods == maxPods)
  }

  @Test func settingsOfKarpenterNeedKarpenter() {
    #expect(throws: PlanError.self) {
      try ClusterPlan.sample([.m5Large], nodes: 1).changing { $0.nodeGroups[0].podsPerCore = 10 }
    }
    #expect(throws: PlanError.self) {
      try ClusterPlan.sample([.m5Large], nodes: 1).changing {
        $0.nodeGroups[0].limits = NodeLimits(cpu: CPUAmount("4"))
      }
    }
  }

  /// The fleets of a pool are consistent: nodes of one type each hold all pods, and no line of the file decides.
  @Test func anyOrderOfTypesGivesTheSame() throws {
    var random = SeededGenerator()
    let types: [InstanceType] = ["m5.large", "c5.xlarge", "r5.2xlarge", "t3.medium", "m6i.8xlarge"].map { .bundled($0) }
    for _ in 0..<40 {
      let chosen = Array(types.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random)))
      let cpu = CPUAmount(millicores: Int.random(in: 10...1500, using: &random))
      let pods = Int.random(in: 1...300, using: &random)
      let first = PlanAnalysis(of: .karpenter(chosen, pods: pods, maxNodes: nil, blocks: ["10.0.0.0/16"], cpu: cpu))
      let second = PlanAnalysis(
        of: .karpenter(chosen.reversed(), pods: pods, maxNodes: nil, blocks: ["10.0.0.0/16"], cpu: cpu))
      #expect(first.groups[0].fleets == second.groups[0].fleets && first.subnets == second.subnets)
      for fleet in first.groups[0].fleets {
        let alone = PlanAnalysis(
          of: .karpenter([fleet.type], pods: pods, maxNodes: nil, blocks: ["10.0.0.0/16"], cpu: cpu))
        #expect(alone.groups[0].nodes == fleet.nodes && alone.subnets[0].demand == fleet.addresses)
      }
    }
  }
}
