import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct WorkloadStepsTests {
  /// A page of 2,000 groups and 50 workloads was 34 MB, because each workload had a step for each group.
  @Test func groupsWithTheSameRoomShareAStep() throws {
    let plan = try ClusterPlan(name: "many", region: Region("us-east-1")!) {
      $0.subnets = [Subnet(name: "a", zone: "us-east-1a", block: try? IPv4CIDR(parsing: "10.0.0.0/16"))]
      $0.nodeGroups = (0..<200).map { number in
        NodeGroup(
          name: "g\(number)", instanceTypes: [number % 2 == 0 ? .m5Large : .m5XLarge],
          subnets: ["a"], desiredSize: 1)
      }
      $0.workloads = [Workload(name: "web", replicas: 10)]
    }
    let steps = PlanAnalysis(of: plan).steps(ofWorkload: plan.index.workloads["web"]!)
    let rooms = steps.filter { $0.quantity.hasPrefix("room on a node") }
    // Half of the 200 groups are enough to follow the outcome.
    let expected = [
      "room on a node of g0, g10, g100 and 48 more",
      "room on a node of g1, g101, g103 and 46 more, and 100 groups that are not looked at here",
    ]
    #expect(rooms.map(\.quantity) == expected)
  }
}
