import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct ClusterSimulatorTests {
  /// A plan of m5.large nodes, one zone a block, and one workload "web".
  private func plan(
    nodes: Int, pods: Int = 0, blocks: [String] = ["10.0.0.0/24"], network: NetworkSettings = NetworkSettings(),
    group change: (inout NodeGroup) -> Void = { _ in }, subnets: (inout Subnet) -> Void = { _ in }
  ) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: nodes, blocks: blocks, network: network, workloads: [Workload(name: "web", replicas: pods)],
      reservations: nothingReserved, group: change, subnets: subnets)
  }

  private func run(
    _ plan: ClusterPlan, _ events: [ClusterEvent], duration: Int = 600, sample: Int = 60,
    placement: AddressPlacement = .firstFit, seed: UInt64 = 1, isEager: Bool = false
  ) throws -> (moments: [ClusterMoment], summary: ClusterSummary) {
    var cluster = try ClusterSimulator(of: plan, placement: placement, seed: seed, isEager: isEager)
    var moments: [ClusterMoment] = []
    try ClusterTimeline(duration: duration, sample: sample)!.run(&cluster, events: events) { moments += $0 }
    return (moments, cluster.summary)
  }

  /// At rest the subnets hold what the plan's calculator says: pods come one a node, and nodes are alike.
  @Test func atTheStartItIsThePlanAtRest() throws {
    var random = SeededGenerator()
    for _ in 0..<60 {
      let isPrefix = Bool.random(using: &random)
      var variables = ["ENABLE_PREFIX_DELEGATION": "\(isPrefix)"]
      if Bool.random(using: &random) { variables["WARM_IP_TARGET"] = "\(Int.random(in: 1...20, using: &random))" }
      if Bool.random(using: &random) { variables["MINIMUM_IP_TARGET"] = "\(Int.random(in: 1...30, using: &random))" }
      let nodes = 2 * Int.random(in: 1...6, using: &random)
      let plan = plan(
        nodes: nodes, pods: nodes * Int.random(in: 0...20, using: &random), blocks: ["10.0.0.0/20", "10.0.16.0/20"],
        network: .vpcCNI(variables))
      let cluster = try ClusterSimulator(of: plan)
      for (moment, load) in zip(cluster.moments(), PlanAnalysis(of: plan).subnets) {
        #expect(moment.addresses == load.demand, "\(variables) \(nodes)")
        #expect(moment.prefixBlocks == load.now.total.blocks)
      }
    }
  }

  /// A /24 holds 7 nodes of one prefix each when every primary address spoils a block, whatever the free addresses; a /27
  /// has no block at all.
  @Test(
    arguments: [
      ("10.0.0.0/24", AddressPlacement.adversarial, 7), ("10.0.0.0/24", .firstFit, 13), ("10.0.0.0/27", .firstFit, 0),
      ("10.0.0.0/26", .adversarial, 1),
    ] as [(String, AddressPlacement, Int)])
  func nodesOfOnePrefix(block: String, placement: AddressPlacement, nodes: Int) throws {
    let plan = plan(nodes: 0, blocks: [block], network: .prefixes)
    var cluster = try ClusterSimulator(of: plan, placement: placement)
    try cluster.apply(.addNodes("ng", 14))
    cluster.advance(to: 600)
    let moment = cluster.moments()[0]
    #expect(moment.prefixBlocks == nodes && moment.freePrefixBlocks == 0)
    #expect(moment.freeAddresses > 0 && moment.addresses == nodes * 16 + 14)
  }

  /// Pods wait for what a subnet does not have, and what another gives back goes to them.
  @Test func podsWaitWhileTheSubnetIsEmpty() throws {
    // Three nodes of 1 + 9 addresses leave 27 - 30 < 0: the last one has 6.
    let plan = plan(nodes: 3, blocks: ["10.0.0.0/27"], network: .vpcCNI(["WARM_IP_TARGET": "1"]))
    let (moments, summary) = try run(
      plan, [ClusterEvent(at: 10, .scale("web", to: 27)), ClusterEvent(at: 2000, .scale("web", to: 20))], duration: 4000
    )
    let full = moments.first { $0.time == 1200 }!
    #expect(full.addresses == 27 && full.freeAddresses == 0 && full.waitingPods == 3 && full.failedPods == 3)
    #expect(moments.last!.waitingPods == 0 && moments.last!.addresses == 26)
    let subnet = summary.subnets[0]
    #expect(subnet.fewestFreeAddresses.value == 0 && subnet.refusals > 0 && subnet.firstRefusal! < 100)
    #expect(summary.pods == 20 && summary.podEvents == 34)
  }

  /// Looking at every node at every pass changes nothing: idle ones are left alone only while nothing can happen.
  @Test func idleNodesAreLeftAloneSafely() throws {
    var random = SeededGenerator()
    var finished = 0
    for _ in 0..<60 {
      var variables: [String: String] = [:]
      func maybe(_ name: String, _ values: [String]) {
        if Bool.random(using: &random) { variables[name] = values.randomElement(using: &random)! }
      }
      maybe("ENABLE_PREFIX_DELEGATION", ["true"])
      maybe("WARM_IP_TARGET", ["0", "1", "5"])
      maybe("MINIMUM_IP_TARGET", ["0", "4"])
      maybe("WARM_ENI_TARGET", ["0", "1", "2"])
      maybe("WARM_PREFIX_TARGET", ["0", "1", "2"])
      maybe("IP_COOLDOWN_PERIOD", ["0", "7", "30", "100"])
      maybe("ENABLE_POD_ENI", ["true"])
      maybe("ENABLE_SUBNET_DISCOVERY", ["false"])
      let plan = plan(
        nodes: Int.random(in: 1...8, using: &random), pods: Int.random(in: 0...80, using: &random),
        blocks: [["10.0.0.0/25", "10.0.0.0/26", "10.0.0.0/22"].randomElement(using: &random)!, "10.1.0.0/26"],
        network: .vpcCNI(variables))
      let events = someEvents(&random)
      let placement = AddressPlacement.allCases.randomElement(using: &random)!
      let seed = UInt64.random(in: 0...9, using: &random)
      func outcome(isEager: Bool) -> (moments: [ClusterMoment], summary: ClusterSummary)? {
        try? run(plan, events, duration: 1500, sample: 15, placement: placement, seed: seed, isEager: isEager)
      }
      let (lazy, eager) = (outcome(isEager: false), outcome(isEager: true))
      #expect(lazy?.moments == eager?.moments, "\(variables) \(events)")
      #expect(lazy?.summary == eager?.summary)
      if lazy != nil { finished += 1 }
    }
    // The others end with an event that cannot happen.
    #expect(finished > 20)
  }

  private func someEvents(_ random: inout SeededGenerator) -> [ClusterEvent] {
    (0..<Int.random(in: 1...10, using: &random)).map { _ in
      let time = Int.random(in: 0...1400, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2: return ClusterEvent(at: time, .scale("web", to: Int.random(in: 0...200, using: &random)))
      case 3: return ClusterEvent(at: time, .addNodes("ng", Int.random(in: 0...3, using: &random)))
      case 4: return ClusterEvent(at: time, .replace("ng", maxUnavailable: .count(2)))
      case 5: return ClusterEvent(at: time, .drain("ng", 1))
      case 6: return ClusterEvent(at: 1300, .loseZone("ap-northeast-2b"))
      default:
        return ClusterEvent(
          at: time, .churn("web", podsPerMinute: Int.random(in: 1...60, using: &random), until: time + 300))
      }
    }
  }
}
