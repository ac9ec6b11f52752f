import Headroom
import HeadroomTestSupport
import Testing

@Suite struct SubnetProposalTests {
  private func plan(
    _ nodes: Int, blocks: [String], vpc: [String] = ["10.0.0.0/16"], network: NetworkSettings = NetworkSettings()
  ) throws -> ClusterPlan {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: nodes, blocks: blocks, network: network, reservations: nothingReserved)
    return try ClusterPlan(
      name: "p", region: base.region, vpcBlocks: vpc.map { try! IPv4CIDR(parsing: $0) }, subnets: base.subnets,
      network: base.network, nodeGroups: base.nodeGroups, workloads: base.workloads, reservations: base.reservations)
  }

  private func proposals(_ plan: ClusterPlan) -> [SubnetProposal] {
    SubnetProposal.proposals(for: PlanAnalysis(of: plan))
  }

  /// Six full m5.large take 180 addresses: 71.7 % of a /24. Seven take 210, more than 80 %, and need a /23.
  @Test func theSmallestBlockThatPasses() throws {
    #expect(proposals(try plan(6, blocks: ["10.0.0.0/20"]))[0].prefixLength == 24)
    #expect(proposals(try plan(7, blocks: ["10.0.0.0/20"]))[0].prefixLength == 23)
  }

  /// What suffices stays; what does not, or is not there yet, goes to the lowest place left. Nothing moves.
  @Test func newBlocksGoWhereThereIsRoom() throws {
    let items = proposals(try plan(12, blocks: ["10.0.0.0/23", "10.0.2.0/25", ""]))
    #expect(items.map(\.block?.description) == ["10.0.0.0/23", "10.0.3.0/24", "10.0.4.0/24"])
    #expect(items.map(\.isKept) == [true, false, false] && items.map(\.prefixLength) == [24, 24, 24])
  }

  @Test func withoutRoomThereIsNoBlock() throws {
    let items = proposals(try plan(12, blocks: ["10.0.0.0/24", ""], vpc: ["10.0.0.0/24"]))
    #expect(items[1].block == nil && items[1].prefixLength == 24)
    #expect(proposals(try plan(2, blocks: [""], vpc: []))[0].block == nil)
  }

  /// What is proposed passes: the plan with it has no finding about its subnets, and blocks never overlap.
  @Test func whatIsProposedPasses() throws {
    var random = SeededGenerator()
    for _ in 0..<40 {
      let network = Bool.random(using: &random) ? NetworkSettings.prefixes : NetworkSettings()
      let plan = try plan(Int.random(in: 1...20, using: &random), blocks: ["", "", ""], network: network)
      let blocks = try proposals(plan).map { try #require($0.block) }
      for (index, block) in blocks.enumerated() {
        #expect(blocks.dropFirst(index + 1).allSatisfy { !$0.overlaps(block) })
      }
      let subnets = zip(plan.subnets, blocks).map { Subnet(name: $0.name, zone: $0.zone, block: $1) }
      let built = try ClusterPlan(
        name: "p", region: plan.region, vpcBlocks: plan.vpcBlocks, subnets: subnets, network: plan.network,
        nodeGroups: plan.nodeGroups, workloads: plan.workloads, reservations: plan.reservations)
      #expect(!Assessment(of: built).findings.contains { $0.code.hasPrefix("HR-SUB") })
      // One bit longer would not do.
      let small = zip(plan.subnets, blocks).map {
        Subnet(
          name: $0.name, zone: $0.zone,
          block: IPv4CIDR(containing: $1.network, prefixLength: min(28, $1.prefixLength + 1)))
      }
      let tight = try ClusterPlan(
        name: "p", region: plan.region, vpcBlocks: plan.vpcBlocks, subnets: small, network: plan.network,
        nodeGroups: plan.nodeGroups, workloads: plan.workloads, reservations: plan.reservations)
      #expect(Assessment(of: tight).findings.contains { $0.code.hasPrefix("HR-SUB") })
    }
  }
}
