import HeadroomTestSupport
import Testing

@testable import Headroom

/// Addresses that count once, or not at all.
@Suite struct ReservedAddressTests {
  private func load(_ change: (inout Subnet) -> Void) -> SubnetLoad {
    PlanAnalysis(of: .sample([.m5Large], nodes: 0, reservations: nothingReserved, subnets: change)).subnets[0]
  }

  private func cidr(_ text: String) -> IPv4CIDR { try! IPv4CIDR(parsing: text) }

  /// An explicit reservation inside an occupied CIDR, around it, or equal to it: the addresses count once.
  @Test(
    arguments: [
      ("10.0.0.64/26", "10.0.0.64/28", 64), ("10.0.0.64/28", "10.0.0.64/26", 64), ("10.0.0.64/28", "10.0.0.64/28", 16),
      ("10.0.0.64/28", "10.0.0.128/28", 32),
    ])
  func explicitReservationsAndOccupiedAddressesCountOnce(occupied: String, explicit: String, taken: Int) {
    let load = load {
      $0.occupied = [cidr(occupied)]
      $0.cidrReservations = [.init(block: cidr(explicit), kind: .explicit)]
    }
    #expect(load.usedAddresses + load.reservedAddresses == taken && load.freeAddresses == 251 - taken)
  }

  /// The first four addresses and the last one belong to AWS, so listing them as occupied takes nothing.
  @Test func addressesOfAWSCostNothing() {
    let plain = load { _ in }
    let listed = load { $0.occupied = ["10.0.0.0/30", "10.0.0.255/32"].map(cidr) }
    #expect(listed.usedAddresses == 0 && listed.freeAddresses == plain.freeAddresses)
    let (blocks, others) = (
      SubnetBlocks(plain.subnet, block: plain.subnet.block!), SubnetBlocks(listed.subnet, block: listed.subnet.block!)
    )
    #expect(blocks.room == others.room && blocks.open == others.open)
    #expect(blocks.singleAddresses == others.singleAddresses)
  }

  /// 17 single addresses spoil blocks that prefixes at the peak need, so a node of single addresses does not fit.
  @Test func moreNodesLeaveTheBlocksThatOthersNeed() throws {
    let base = ClusterPlan.sample([.m5Large], nodes: 2, network: .prefixes, reservations: nothingReserved)
    // The nodes with prefixes take all 14 blocks. m4.large has no prefix delegation.
    let plan = try base.changing { draft in
      draft.nodeGroups.append(
        NodeGroup(name: "old", instanceTypes: [.bundled("m4.large")], subnets: ["a"], desiredSize: 0))
    }
    let analysis = PlanAnalysis(of: plan)
    // 25 of 27 addresses in the first and last block are free, fewer than the 20 and 1 of a node at worst.
    #expect(analysis.groups[1].addressesPerFullNode == 20 && analysis.subnets[0].freeAddresses == 25)
    #expect(analysis.groups[1].moreNodes == 0)
  }

  /// Two tagged subnets with 20 free addresses each have no room for an interface of ten addresses more than four times.
  @Test func discoveryPlacesWholeInterfaces() throws {
    var nodes = Subnet(name: "nodes", zone: "ap-northeast-2a", block: cidr("10.0.0.0/24"))
    nodes.tags = ["kubernetes.io/role/cni": "0"]
    let tagged = (1...2).map { index -> Subnet in
      var subnet = Subnet(name: "pods-\(index)", zone: "ap-northeast-2a", block: cidr("10.0.\(index).0/27"))
      (subnet.tags, subnet.roles) = (["kubernetes.io/role/cni": "1"], [.pods])
      subnet.usedAddressCount = 12
      return subnet
    }
    let plan = try ClusterPlan.sample([.m5Large], nodes: 1, reservations: nothingReserved).changing { draft in
      draft.subnets = [nodes] + tagged
      draft.nodeGroups = [NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: ["nodes"], desiredSize: 2)]
      draft.reservations = [
        AddressReservation(name: "none", kind: .controlPlane, subnets: ["nodes"], addresses: 0, peakAddresses: 0)
      ]
      draft.workloads += [Workload(name: "web", replicas: 20)]
    }
    let loads = PlanAnalysis(of: plan).subnets
    // Two nodes with two interfaces of ten addresses each: 15 addresses are free in each subnet, but not for two.
    #expect(loads.map(\.demand) == [2, 20, 20])
    #expect(Assessment(of: plan).findings.count { $0.code == "HR-SUB-001" && $0.verdict == .fail } == 2)
  }
}
