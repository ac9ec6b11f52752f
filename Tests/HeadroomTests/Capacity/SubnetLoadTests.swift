import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct SubnetLoadTests {
  private func load(of plan: ClusterPlan, _ name: String = "a") -> SubnetLoad {
    PlanAnalysis(of: plan).subnets.first { $0.subnet.name == name }!
  }

  /// 250 nodes of m5.xlarge with 10 pods each: the numbers of the EKS best practices, primary addresses included.
  @Test(
    arguments: [
      ([:], 7500), (["WARM_IP_TARGET": "2", "MINIMUM_IP_TARGET": "12"], 3250),
      (["ENABLE_PREFIX_DELEGATION": "true"], 8250),
    ] as [([String: String], Int)])
  func demandOfTwoHundredAndFiftyNodes(variables: [String: String], addresses: Int) {
    let plan = ClusterPlan.sample(
      [.m5XLarge], nodes: 250, blocks: ["10.0.0.0/18"], network: .vpcCNI(variables),
      workloads: [Workload(name: "web", replicas: 2500)])
    #expect(load(of: plan).demand == addresses)
  }

  /// Nodes of one prefix each: a /24 has 14 blocks, so 14 at best, and 7 when every primary address spoils a block.
  @Test func aSlash24HoldsFourteenNodesOfOnePrefixAtBest() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 0, network: .vpcCNI(["ENABLE_PREFIX_DELEGATION": "true", "WARM_IP_TARGET": "1"]),
      reservations: nothingReserved
    ) { ($0.manager, $0.declaredMaxPods) = (.selfManaged, 17) }
    #expect(PlanAnalysis(of: plan).groups[0].prefixBlocksPerFullNode == 1)
    #expect(load(of: plan).moreNodesAtBest == 14 && load(of: plan).moreNodes == 7)
  }

  /// A /27 has no block for a prefix at all, however many addresses are free, and `check` says so.
  @Test func aSlash27HasNoPrefix() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, blocks: ["10.0.0.0/27"], network: .prefixes, reservations: nothingReserved)
    let finding = Assessment(of: plan).findings.first { $0.code == "HR-SUB-004" }
    #expect(finding?.verdict == .fail && finding?.message.hasPrefix("a /27 has no /28 blocks for prefixes") == true)
  }

  @Test func aSlash24HoldsEightFullNodesOfM5Large() {
    let plan = ClusterPlan.sample([.m5Large], nodes: 0, reservations: nothingReserved)
    #expect(load(of: plan).moreNodes == 8)
    #expect(PlanAnalysis(of: plan).groups[0].moreNodes == 8)
    #expect(PlanAnalysis(of: plan).groups[0].stoppedBy == "a")
  }

  @Test func aSlash24HoldsThirteenFullNodesOfT3Medium() {
    let plan = ClusterPlan.sample([.t3Medium], nodes: 0, reservations: nothingReserved)
    #expect(PlanAnalysis(of: plan).groups[0].addressesPerFullNode == 18)
    #expect(load(of: plan).moreNodes == 13)
  }

  @Test func aSlash24HoldsTwoM5LargeWithPrefixesAtBestAndOneAtWorst() {
    let none = load(of: .sample([.m5Large], nodes: 0, network: .prefixes, reservations: nothingReserved))
    #expect(none.moreNodesAtBest == 2 && none.moreNodes == 1)
    let one = Assessment(of: .sample([.m5Large], nodes: 1, network: .prefixes, reservations: nothingReserved))
    #expect(one.verdict == .pass)
    let two = Assessment(of: .sample([.m5Large], nodes: 2, network: .prefixes, reservations: nothingReserved))
    // All 14 blocks are free only if both primary addresses lie in the first or last block, one case in a hundred.
    #expect(two.findings.map(\.code) == ["HR-SUB-002", "HR-SUB-004"] && two.verdict == .fail)
    let load = two.analysis.subnets[0]
    #expect(load.blocksNeeded(at: .full) == 14)
    #expect(load.freeBlocks(at: .full, .best) == 0 && load.freeBlocks(at: .full, .worst) == -2)
    let three = Assessment(of: .sample([.m5Large], nodes: 3, network: .prefixes, reservations: nothingReserved))
    #expect(three.verdict == .fail)
  }

  @Test func aSlash27HasNoBlockForPrefixes() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, blocks: ["10.0.0.0/27"], network: .prefixes, reservations: nothingReserved)
    let finding = Assessment(of: plan).findings.first { $0.code == "HR-SUB-004" }
    #expect(
      finding?.message
        == "a /27 has no /28 blocks for prefixes, but 7 are needed; a /26 is the smallest subnet that has any")
  }

  /// Half of a /24 reserved for prefixes: its seven clean blocks are sure, whatever the single addresses do.
  @Test func reservationsOfTypePrefixKeepTheirBlocksClean() {
    let half = Subnet.CIDRReservation(block: try! IPv4CIDR(parsing: "10.0.0.128/25"), kind: .prefix)
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, network: .prefixes, reservations: nothingReserved,
      subnets: {
        $0.cidrReservations = [half]; $0.usedAddressCount = 100
      })
    #expect(load(of: plan).freePrefixBlocksAtWorst == 0)
    let blocks = SubnetBlocks(plan.subnets[0], block: plan.subnets[0].block!)
    #expect(blocks.reserved == 7 && blocks.open == 7 && blocks.singleAddresses == 251 - 127)
    let crowded = ClusterPlan.sample(
      [.m5Large], nodes: 1, reservations: nothingReserved,
      subnets: {
        $0.cidrReservations = [half]; $0.usedAddressCount = 110
      })
    #expect(Assessment(of: crowded).findings.map(\.code).contains("HR-SUB-005"))
  }

  @Test func exactOccupationSpoilsExactlyItsBlocks() throws {
    let occupied = try ["10.0.0.4/32", "10.0.0.20/32", "10.0.0.64/28", "10.0.0.255/32"].map {
      try IPv4CIDR(parsing: $0)
    }
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 0, reservations: nothingReserved, subnets: { $0.occupied = occupied })
    let load = load(of: plan)
    #expect(load.usedAddresses == 18)  // .255 is AWS' own
    #expect(load.freePrefixBlocks == 12 && load.freePrefixBlocksAtWorst == 12)
  }

  @Test func anUnknownBlockLeavesEverythingThatHangsOnItUnknown() {
    let assessment = Assessment(of: .sample([.m5Large], nodes: 1, blocks: [""]))
    let load = assessment.analysis.subnets[0]
    #expect(
      load.usableAddresses == nil && load.freeAddresses == nil && load.moreNodes == nil
        && load.utilizationPercent == nil)
    #expect(load.peakDemand == 30 && assessment.analysis.groups[0].moreNodes == nil)
    #expect(assessment.verdict == .unknown && assessment.findings.map(\.code) == ["HR-SUB-003"])
  }

  @Test func aRemainderOfNodesCountsInEveryZone() {
    let plan = ClusterPlan.sample([.t3Medium], nodes: 4, blocks: ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"])
    #expect(PlanAnalysis(of: plan).subnets.map(\.peakDemand) == [36, 36, 36])
  }

  @Test func customNetworkingSplitsNodeAndPodSubnets() {
    let network = NetworkSettings.vpcCNI(
      ["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"], eniConfigs: ["ap-northeast-2b": ["b"]])
    var plan = ClusterPlan.sample(
      [.m5Large], nodes: 2, blocks: ["10.0.0.0/24", "100.64.0.0/24"], network: network, reservations: nothingReserved,
      subnets: { if $0.name == "b" { $0.roles = [.pods] } })
    // The nodes are in zone a, for which there is no ENIConfig.
    #expect(Assessment(of: plan).findings.map(\.code) == ["HR-CNI-006"])
    plan = ClusterPlan.sample(
      [.m5Large], nodes: 2, blocks: ["10.0.0.0/24", "100.64.0.0/24"], network: network, reservations: nothingReserved,
      group: { $0 = NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: ["b"], desiredSize: 2) })
    // One primary a node in its own subnet, two interfaces with 9 addresses each beside it, here in the same one.
    #expect(load(of: plan, "b").peakDemand == 2 * (1 + 2 * 10))
  }

  @Test func reservationsCountByKind() {
    let kinds = AddressReservation.Kind.allCases.filter { $0 != .custom }
    let reservations = kinds.map { AddressReservation(name: $0.rawValue, kind: $0, subnets: ["a"]) }
    let load = load(of: .sample([.m5Large], nodes: 0, reservations: reservations))
    #expect(load.reservedNow == 2 + 1 + 1 + 1 + 1 && load.reservedAddresses == 8 + 1 + 1 + 1 + 5)
  }

  @Test func theControlPlaneStandsInTheFirstTwoZones() {
    let analysis = PlanAnalysis(
      of: .sample([.m5Large], nodes: 0, blocks: ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]))
    #expect(analysis.subnets.map(\.reservedAddresses) == [5, 5, 0])
    #expect(analysis.assumptions.contains { $0.text.contains("the cluster's interfaces are assumed to be in a, b") })
  }

  /// A reservation that covers the last block leaves only the first block's 12 addresses free of cost.
  @Test func singleAddressesStayOutOfReservationsAtTheEdge() {
    let half = Subnet.CIDRReservation(block: try! IPv4CIDR(parsing: "10.0.0.128/25"), kind: .prefix)
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 2, network: .prefixes, reservations: nothingReserved,
      subnets: {
        $0.cidrReservations = [half]
        $0.usedAddressCount = 18
      })
    #expect(load(of: plan).freePrefixBlocks == -1)
    #expect(Assessment(of: plan).findings.contains { $0.code == "HR-SUB-004" && $0.verdict == .fail })
  }

  @Test func explicitReservationsCountAsReservedAndNotAsUsed() {
    let quarter = Subnet.CIDRReservation(block: try! IPv4CIDR(parsing: "10.0.0.64/26"), kind: .explicit)
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, reservations: nothingReserved,
      subnets: {
        $0.cidrReservations = [quarter]
        $0.usedAddressCount = 12
      })
    #expect(load(of: plan).usedAddresses == 12 && load(of: plan).reservedAddresses == 64)
    #expect(load(of: plan).freeAddresses == 251 - 12 - 64 - 30)
  }

  /// Where the vCPUs are not known the peak counts 250 pods: 16 blocks and one interface.
  @Test func thePeakOfAnUnknownSizeIsTheLargestItCanBe() throws {
    var type = try InstanceType(name: "my.own", interfaces: 15, addressesPerInterface: 50)
    type.hypervisor = .nitro
    let plan = ClusterPlan.sample(
      [type], nodes: 1, blocks: ["10.0.0.0/23"], network: .prefixes, reservations: nothingReserved)
    #expect(load(of: plan).peakDemand == 16 * 16 + 1)
  }

  @Test func thePeakIsNeverBelowWhatIsTakenNow() {
    var pods = Workload(name: "sg", replicas: 9)
    pods.hasSecurityGroups = true
    let network = NetworkSettings.vpcCNI(["ENABLE_POD_ENI": "true", "ENABLE_PREFIX_DELEGATION": "true"])
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, network: network, workloads: [Workload(name: "w", replicas: 99), pods])
    #expect(load(of: plan).peakDemand >= load(of: plan).demand)
  }

  @Test func windowsNodesKnowNothingOfTheAgentsVariables() {
    var pods = Workload(name: "w", replicas: 20)
    pods.nodeGroups = ["ng"]
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 2, network: .prefixes, workloads: [pods], reservations: nothingReserved
    ) {
      $0.amiFamily = .windows
    }
    let analysis = PlanAnalysis(of: plan)
    #expect(analysis.groups[0].profile.servablePods == 9 && analysis.groups[0].addressesPerFullNode == 10)
    // The scheduler counts the addresses of Windows nodes, so that no pod waits for one.
    let count = analysis.workloads.last
    #expect(count?.pending == 2 && count?.waitingForAddress == 0)
    #expect(count?.reason == "0/2 nodes are available: 2 Insufficient vpc.amazonaws.com/PrivateIPv4Address")
    #expect(PlanTraffic.of(plan).groupCosts[0].perMonth == nil)
  }

  @Test func numbersAddUpWhateverThePlan() {
    var random = SeededGenerator()
    for _ in 0..<300 {
      let plan = ClusterPlan.sample(
        [InstanceCatalog.bundled.types.randomElement(using: &random)!], nodes: Int.random(in: 0...40, using: &random),
        maxNodes: 60, blocks: ["10.0.0.0/\(Int.random(in: 18...28, using: &random))", "10.1.0.0/22"],
        network: .vpcCNI([
          "ENABLE_PREFIX_DELEGATION": "\(Bool.random(using: &random))",
          "WARM_IP_TARGET": "\(Int.random(in: 0...6, using: &random))",
        ]),
        workloads: [Workload(name: "w", replicas: Int.random(in: 0...900, using: &random))])
      // With tags, whole interfaces are in the other subnet, and their warm addresses with them.
      let tagged = try! plan.changing { draft in
        for place in draft.subnets.indices { draft.subnets[place].tags = [SubnetTags.role: place == 0 ? "0" : "1"] }
      }
      for load in PlanAnalysis(of: tagged).subnets { #expect(load.warmAddresses <= load.demand) }
      let analysis = PlanAnalysis(of: plan)
      for load in analysis.subnets {
        #expect(load.warmAddresses <= load.demand)
        // Sixty full nodes in two subnets: thirty settled pools in each, whatever the ledger adds up.
        let type = plan.nodeGroups[0].instanceTypes[0]
        let slots = analysis.groups[0].profile.nodes[0].podSlots
        let pods = slots - 2
        let pool = WarmPool(
          afterBurstOn: type, pods: pods, settings: plan.network.settings, maxPods: slots)
        // Without the number of vCPUs max pods are not known, and the largest number counts.
        #expect(type.vcpus == nil || load.fullDemand == 30 * pool.subnetAddresses, "\(type.name) \(pods)")
        #expect(load.freeAddresses! + load.peakDemand + load.reservedAddresses == load.subnet.block!.addressCount - 5)
        #expect(load.freePrefixBlocksAtWorst! <= load.freePrefixBlocks!)
        if let more = load.moreNodes, let best = load.moreNodesAtBest {
          #expect(more <= best)
          #expect(more * analysis.groups[0].addressesPerFullNode <= max(0, load.freeAddresses!))
        }
      }
      for count in analysis.workloads {
        #expect(count.running + count.pending + count.waitingForAddress == count.pods)
        #expect(count.running >= 0 && count.pending >= 0 && count.waitingForAddress >= 0)
      }
    }
  }
}
