import Headroom
import HeadroomTestSupport
import Testing

@Suite struct ClusterPlanTests {
  @Test func contradictionsAreToldAllAtOnce() {
    let region = Region("ap-northeast-2")!
    func block(_ text: String) -> IPv4CIDR { try! IPv4CIDR(parsing: text) }
    var group = NodeGroup(name: "ng1", instanceTypes: [.m5Large], subnets: ["a", "x"], desiredSize: 5)
    group.maxSize = 3
    group.minSize = 4
    do {
      _ = try ClusterPlan(name: "p", region: region) {
        $0.vpcBlocks = [block("10.0.0.0/16")]
        $0.subnets = [
          Subnet(name: "a", zone: "ap-northeast-2a", block: block("10.0.0.0/24")),
          Subnet(name: "b", zone: "ap-northeast-1a", block: block("10.0.0.128/25")),
          Subnet(name: "a", zone: "ap-northeast-2c", block: block("10.1.0.0/24")),
          Subnet(name: "tiny", zone: "ap-northeast-2c", block: block("10.0.3.0/29")),
        ]
        $0.nodeGroups = [group]
        $0.workloads = [Workload(name: "w", replicas: -1)]
      }
      Issue.record("a contradictory plan was made")
    } catch {
      #expect(
        error.description == """
          subnet a: duplicate name 'a'; names must be unique
          subnet b: zone 'ap-northeast-1a' is not in region ap-northeast-2; expected a zone such as ap-northeast-2a
          subnet a: 10.1.0.0/24 is outside the VPC; expected a block within 10.0.0.0/16
          subnet tiny: 10.0.3.0/29 is not a valid subnet CIDR; the prefix length must be /16 to /28
          subnet b: 10.0.0.128/25 overlaps 10.0.0.0/24 of subnet 'a'
          node group ng1: minSize 4 is above 3, the largest size of the group
          node group ng1: desiredSize 5 is above maxSize 3
          node group ng1: there is no subnet 'x'
          workload w: replicas is -1; expected 0 to 100000000
          """)
    }
  }

  @Test func overlapsAreFoundWhereverTheyAre() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let blocks = (0..<6).map { _ in
        IPv4CIDR(
          containing: IPv4Address(rawValue: 0x0A00_0000 | random.next(upperBound: 1 << 14)),
          prefixLength: Int.random(in: 20...28, using: &random))
      }
      let subnets = blocks.enumerated().map { Subnet(name: "s\($0)", zone: "us-east-1a", block: $1) }
      let overlap = blocks.indices.contains { i in blocks.indices.contains { $0 != i && blocks[i].overlaps(blocks[$0]) }
      }
      let plan = try? ClusterPlan(name: "p", region: Region("us-east-1")!) {
        $0.subnets = subnets
        $0.nodeGroups = []
      }
      #expect((plan == nil) == overlap, "\(blocks)")
    }
  }

  @Test func numbersThatNoCalculatorCanTakeAreRefused() {
    func problems(_ change: (inout ClusterPlan.Draft) -> Void) -> String {
      do throws(PlanError) {
        _ = try ClusterPlan.sample([.m5Large], nodes: 1, workloads: [Workload(name: "w", replicas: 1)]).changing(change)
        return ""
      } catch {
        return error.description
      }
    }
    func growth(_ change: (inout Growth) -> Void) -> String {
      problems {
        var growth = Growth()
        change(&growth)
        $0.growth = growth
      }
    }
    #expect(growth { $0.ratePerMonth = 10 }.isEmpty && growth { $0.horizon = 120 }.isEmpty)
    for rate in [-0.05, 10.01, .nan, .infinity] { #expect(growth { $0.ratePerMonth = rate }.contains("per month")) }
    for horizon in [-1, 0, 121] { #expect(growth { $0.horizon = horizon }.contains("a horizon of \(horizon) months")) }
    #expect(growth { $0.steps = [.init(month: 3, percent: 1), .init(month: 1, percent: 1)] }.contains("in the order"))
    #expect(problems { $0.nodeGroups[0].update.maxUnavailable = .percent(100) }.isEmpty)
    for amount in [UpdatePolicy.Amount.percent(101), .percent(.max), .percent(0), .count(0), .count(.max)] {
      #expect(problems { $0.nodeGroups[0].update.maxUnavailable = amount }.contains("at a time"), "\(amount)")
    }
    for count in [-1, 65_537] {
      let item = AddressReservation(name: "x", kind: .custom, subnets: ["a"], addresses: count)
      #expect(problems { $0.reservations = [item] }.contains("\(count) addresses per subnet are not possible"))
    }
    #expect(problems { $0.workloads[2].maxSurge = .count(0) }.isEmpty)
    #expect(problems { $0.workloads[2].maxSurge = .percent(.max) }.contains("at a time"))
  }

  @Test func reservationsWithNumbersOfTheirOwnKeepTheKindsPeak() {
    let item = AddressReservation(name: "alb", kind: .applicationLoadBalancer, subnets: ["a"], addresses: 4)
    #expect(item.addresses == 4 && item.peakAddresses == 8)
  }
}
