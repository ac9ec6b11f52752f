import Headroom
import HeadroomTestSupport
import Testing

@Suite struct NetworkComparisonTests {
  private let names = [
    "as planned", "secondary addresses", "prefixes", "custom networking", "custom, prefixes",
    "chained Cilium", "overlay", "IPv6",
  ]

  /// What three m5.large of twenty pods each take of a /24 now, and how many pods a node may have.
  @Test func eachWayTakesWhatItTakes() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, workloads: [Workload(name: "web", replicas: 20)], reservations: nothingReserved)
    let comparison = NetworkComparison(of: plan)
    #expect(comparison.variants.map(\.name) == names)
    // 3 × 10; 1 + 3 × 16; its own interface only, and 18 of 20 pods run; a trunk and prefixes as in the rules
    let demand = comparison.variants.map { $0.subnets.map(\.demand) }
    #expect(demand == [[30], [30], [49], [1, 20], [1, 49], [30], [1], [1]])
    #expect(comparison.variants.map(\.maxPods) == [29, 29, 110, 20, 110, 29, 29, 110])
    #expect(comparison.variants.map(\.pending) == [0, 0, 0, 2, 0, 0, 0, 0])
  }

  /// A way that the plan has already is what the plan says.
  @Test func theWayOfThePlanIsThePlan() {
    var overlay = NetworkSettings()
    overlay.kind = .overlay
    for (network, way) in [
      (NetworkSettings.prefixes, "prefixes"), (NetworkSettings(), "secondary addresses"), (overlay, "overlay"),
    ] {
      let plan = ClusterPlan.sample(
        [.m5Large], nodes: 4, network: network, workloads: [Workload(name: "web", replicas: 60)])
      let variants = NetworkComparison(of: plan).variants
      let same = variants.first { $0.name == way }!
      #expect(same.subnets == variants[0].subnets, "\(way)")
    }
  }

  /// The smallest block that holds a subnet for each zone; /28 blocks even at worst, and at most 80 % full.
  @Test func podSubnetsAreProposed() throws {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 9, blocks: ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"], network: .prefixes)
    let proposal = try #require(CustomNetworkingProposal(for: plan))
    #expect(proposal.secondaryBlocks.map(\.description) == ["100.64.0.0/21"])
    #expect(proposal.podSubnets.map(\.subnet.name) == ["pods-a", "pods-b", "pods-c"])
    #expect(proposal.podSubnets.map(\.block?.description) == ["100.64.0.0/23", "100.64.2.0/23", "100.64.4.0/23"])
    #expect(proposal.nodeSubnets.allSatisfy { $0.isKept })
    #expect(CustomNetworkingProposal(for: proposal.plan) == nil)
  }

  @Test func whatIsProposedPasses() throws {
    var random = SeededGenerator()
    for _ in 0..<30 {
      let network = Bool.random(using: &random) ? NetworkSettings.prefixes : NetworkSettings()
      let base = ClusterPlan.sample(
        [.m5Large], nodes: Int.random(in: 1...200, using: &random), blocks: ["10.0.0.0/20", "100.64.0.0/20"],
        network: network)
      let proposal = try #require(CustomNetworkingProposal(for: base))
      #expect(proposal.secondaryBlocks.allSatisfy { CustomNetworkingProposal.sharedAddresses.contains($0) })
      let findings = Assessment(of: proposal.plan).findings.filter {
        $0.code.hasPrefix("HR-SUB") || $0.code == "HR-CNI-006"
      }
      let own = proposal.podSubnets.map { PlanPart(.subnet, $0.subnet.name) }
      #expect(findings.allSatisfy { !own.contains($0.subject) && $0.code != "HR-CNI-006" }, "\(findings)")
      for (index, item) in proposal.podSubnets.enumerated() {
        let others = base.subnets.compactMap(\.block) + proposal.podSubnets.dropFirst(index + 1).compactMap(\.block)
        #expect(others.allSatisfy { !$0.overlaps(item.block!) })
      }
    }
  }

  /// Every way is there for a plan with IPv6, and ENIConfigs of the plan are no fault of the other ways.
  @Test func noWayIsLeftOut() throws {
    var six = NetworkSettings.vpcCNI(
      ["ENABLE_IPv6": "true", "ENABLE_IPv4": "false", "ENABLE_PREFIX_DELEGATION": "true"])
    six.ipFamily = .ipv6
    #expect(NetworkComparison(of: .sample([.m5Large], nodes: 1, network: six)).variants.map(\.name) == names)
    let base = ClusterPlan.sample([.m5Large], nodes: 2, blocks: ["10.0.0.0/24", "10.0.1.0/24"])
    let custom = try #require(CustomNetworkingProposal(for: base)).plan
    let codes = NetworkComparison(of: custom).variants.map { $0.findings.map(\.code) }
    #expect(codes.allSatisfy { !$0.contains("HR-CNI-006") })
  }

  /// Subnets for no pods are none.
  @Test func noPodsNeedNoPodSubnets() {
    let none = ClusterPlan.sample([.m5Large], nodes: 0, workloads: [Workload(name: "web", replicas: 0)])
    #expect(CustomNetworkingProposal(for: none) == nil)
  }
}
