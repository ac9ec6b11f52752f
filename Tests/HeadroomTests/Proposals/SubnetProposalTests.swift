import Headroom
import HeadroomTestSupport
import Testing

@Suite struct SubnetProposalTests {
  private func plan(
    _ nodes: Int, blocks: [String], vpc: [String] = ["10.0.0.0/16"], network: NetworkSettings = NetworkSettings()
  ) throws -> ClusterPlan {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: nodes, blocks: blocks, network: network, reservations: nothingReserved)
    return try base.changing {
      $0.vpcBlocks = vpc.map { try! IPv4CIDR(parsing: $0) }
    }
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
      let built = try plan.changing {
        $0.subnets = subnets
      }
      #expect(!Assessment(of: built).findings.contains { $0.code.hasPrefix("HR-SUB") })
      // One bit longer would not do.
      let small = zip(plan.subnets, blocks).map {
        Subnet(
          name: $0.name, zone: $0.zone,
          block: IPv4CIDR(containing: $1.network, prefixLength: min(28, $1.prefixLength + 1)))
      }
      let tight = try plan.changing {
        $0.subnets = small
      }
      #expect(Assessment(of: tight).findings.contains { $0.code.hasPrefix("HR-SUB") })
    }
  }

  // MARK: With checks

  private func check(_ code: String) -> Check { Check.all.first { $0.id == code }! }

  /// Twelve full m5.large in three zones take 120 addresses a zone, which a /25 has. An update adds two nodes a zone, and
  /// without a zone each of the others has six: 180 addresses.
  @Test func whatChecksAskForCounts() throws {
    let base = try plan(12, blocks: ["", "", ""])
    var policy = ClusterPlan.Policy()
    policy.maxUtilization = 100
    let plan = try base.changing {
      $0.workloads = base.workloads + [Workload(name: "web", replicas: 324)]
      $0.policy = policy
    }
    let analysis = PlanAnalysis(of: plan)
    #expect(SubnetProposal.proposals(for: analysis).map(\.prefixLength) == [25, 25, 25])
    let update = SubnetProposal.proposals(for: analysis, passing: [check("HR-SUR-002")])
    #expect(update.proposals.map(\.prefixLength) == [24, 24, 24] && update.unmended.isEmpty)
    #expect(update.proposals.map(\.block?.description) == ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"])
    let loss = SubnetProposal.proposals(for: analysis, passing: [check("HR-SUR-001")])
    #expect(loss.proposals.map(\.prefixLength) == [24, 24, 24])
    // The pods wait until nodes are replaced, however large the subnets are.
    #expect(loss.unmended.count == 3 && loss.unmended.allSatisfy { $0.verdict == .warn })
  }

  /// For every finding of every check: with the proposed subnets it is gone, or a note says that it is not.
  ///
  /// The plan with the proposed subnets is built here from the plan itself, so that whatever the search forgets of the
  /// plan (VPC blocks, Services, network use) shows.
  @Test(arguments: CheckCase.all.filter { $0.verdict != nil })
  func whatIsNotMendedIsSaid(item: CheckCase) throws {
    let plan = try item.plan.changing { draft in
      // Samples name no VPC; with one there is room for larger subnets.
      if draft.vpcBlocks.isEmpty, draft.subnets.allSatisfy({ $0.block?.description.hasPrefix("10.") == true }) {
        draft.vpcBlocks = [try! IPv4CIDR(parsing: "10.0.0.0/16")]
      }
    }
    let check = check(item.code)
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: plan), passing: [check])
    guard outcome.proposals.allSatisfy({ $0.block != nil || $0.prefixLength == nil }) else { return }
    let changed = try plan.changing { draft in
      for (index, proposal) in outcome.proposals.enumerated() where !proposal.isKept {
        // What is in a present CIDR stays there.
        let hadCIDR = draft.subnets[index].block != nil
        draft.subnets[index].block = proposal.block
        draft.subnets[index].usedAddressCount = hadCIDR ? 0 : draft.subnets[index].usedAddresses
        draft.subnets[index].occupied = []
        draft.subnets[index].cidrReservations = []
      }
    }
    let left = Assessment(of: changed, checks: [check]).findings.filter { $0.verdict != .note }
    #expect(left.map(\.subject.description) == outcome.unmended.map(\.subject.description), "\(item.code)")
    #expect(left.map(\.verdict) == outcome.unmended.map(\.verdict), "\(item.code)")
  }

  /// Addresses that something else uses are still used in the proposed subnets.
  @Test(arguments: ["HR-SUR-001", "HR-SUR-002"]) func usedAddressesCountInWhatIsProposed(code: String) throws {
    let plan = try plan(9, blocks: ["", "", ""]).changing { draft in
      for index in 0..<3 { draft.subnets[index].usedAddressCount = 105 }
      draft.workloads.append(Workload(name: "web", replicas: 100))
    }
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: plan), passing: [check(code)])
    let changed = try plan.changing { draft in
      for (index, proposal) in outcome.proposals.enumerated() { draft.subnets[index].block = proposal.block }
      draft.policy.survivesZoneLoss = true
    }
    let left = Assessment(of: changed, checks: [check(code)]).findings.filter { $0.verdict != .note }
    #expect(left.map(\.verdict) == outcome.unmended.map(\.verdict) && left.allSatisfy { $0.verdict != .fail })
  }

  /// Without room in the VPC the sizes are still right, and nothing is said about the CIDR that is not there.
  @Test func withoutRoomOnlyThatIsSaid() throws {
    let plan = try plan(9, blocks: ["", "", ""], vpc: [])
    let checks = [check("HR-SUR-001"), check("HR-SUB-003")]
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: plan), passing: checks)
    #expect(outcome.proposals.allSatisfy { $0.block == nil && $0.prefixLength != nil })
    #expect(outcome.unmended.allSatisfy { $0.code != "HR-SUB-003" })
  }

  /// What is proposed passes the checks, and no subnet can be half as large.
  @Test func theSmallestThatPassesTheChecks() throws {
    var random = SeededGenerator()
    let codes = ["HR-SUR-001", "HR-SUR-002", "HR-SUB-002", "HR-SUR-005"]
    for _ in 0..<12 {
      let network = Bool.random(using: &random) ? NetworkSettings.prefixes : NetworkSettings()
      let base = ClusterPlan.sample(
        [.m5Large], nodes: Int.random(in: 2...12, using: &random), blocks: ["", "", ""], network: network,
        workloads: [Workload(name: "web", replicas: Int.random(in: 0...200, using: &random))])
      var policy = ClusterPlan.Policy()
      (policy.survivesZoneLoss, policy.maxUtilization) = (true, Int.random(in: 50...100, using: &random))
      func built(_ lengths: [Int]) throws -> ClusterPlan {
        let subnets = zip(base.subnets, lengths).enumerated().map { index, item -> Subnet in
          var subnet = item.0
          subnet.block = IPv4CIDR(
            containing: IPv4Address(rawValue: 10 << 24 + UInt32(index) << 16), prefixLength: item.1)
          return subnet
        }
        return try base.changing {
          $0.subnets = subnets
          $0.policy = policy
        }
      }
      let open = try base.changing {
        $0.policy = policy
      }
      let asked = codes.map(check)
      let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: open), passing: asked)
      let (proposals, unmended) = (outcome.proposals, outcome.unmended)
      let lengths = try proposals.map { try #require($0.prefixLength) }
      func complaints(_ lengths: [Int]) throws -> Int {
        Assessment(of: try built(lengths), checks: asked).findings.count { $0.verdict >= .warn }
      }
      #expect(try complaints(lengths) == unmended.count, "\(lengths)")
      for place in lengths.indices where lengths[place] < 28 {
        var smaller = lengths
        smaller[place] += 1
        let formula = SubnetProposal.proposals(for: PlanAnalysis(of: open))[place].prefixLength!
        #expect(try smaller[place] > formula || complaints(smaller) > unmended.count, "\(lengths) \(place)")
      }
    }
  }

  /// A subnet whose free blocks are scattered is not large enough as it is, and the new one is empty.
  @Test func whatIsInASubnetStaysThere() throws {
    // Every second block of the /24 holds an address, so seven blocks are left for seven prefixes and nothing else.
    let plan = try plan(1, blocks: ["10.0.0.0/24"], network: .prefixes).changing { draft in
      draft.subnets[0].occupied = (1...7).map {
        IPv4CIDR(containing: IPv4Address(rawValue: 10 << 24 + UInt32($0) * 32), prefixLength: 32)
      }
    }
    let item = proposals(plan)[0]
    #expect(
      !item.isKept && item.block?.description == "10.0.1.0/24" && item.addresses == 113 && item.prefixLength == 24)
    let used = try self.plan(6, blocks: ["10.0.0.0/24"]).changing { $0.subnets[0].usedAddressCount = 100 }
    // 180 addresses are 72% of a new /24; with the 100 that are in the old one they would need a /23.
    #expect(proposals(used)[0].block?.description == "10.0.1.0/24" && proposals(used)[0].addresses == 180)
  }

  /// A plan that follows the advice to reserve a part for prefixes is not told to move.
  @Test func aReservationForPrefixesIsEnough() throws {
    let base = try plan(1, blocks: ["10.0.0.0/24"], network: .prefixes).changing { $0.subnets[0].usedAddressCount = 60 }
    #expect(!proposals(base)[0].isKept)
    let reserved = try base.changing {
      $0.subnets[0].cidrReservations = [.init(block: try! IPv4CIDR(parsing: "10.0.0.128/25"), kind: .prefix)]
    }
    #expect(proposals(reserved)[0].isKept)
    #expect(!Assessment(of: reserved).findings.contains { $0.code == "HR-SUB-004" })
  }

  /// Each size names the check that a subnet of half the size does not pass.
  @Test func sizesNameTheirChecks() throws {
    func driver(_ nodes: Int, _ network: NetworkSettings = NetworkSettings()) throws -> String? {
      proposals(try plan(nodes, blocks: [""], network: network))[0].drivenBy
    }
    // 120 addresses are more than 80% of a /25; 150 are more than it has; 14 blocks are more than a /25 has.
    #expect(try driver(4) == "HR-SUB-002" && driver(5) == "HR-SUB-001" && driver(1, .prefixes) == "HR-SUB-004")
    #expect(try driver(0) == nil)
    let loss = try plan(12, blocks: ["", "", ""]).changing { draft in
      draft.workloads.append(Workload(name: "web", replicas: 324))
      draft.policy.maxUtilization = 100
    }
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: loss), passing: [check("HR-SUR-002")])
    #expect(outcome.proposals.allSatisfy { $0.drivenBy == "HR-SUR-002" })
  }
}
