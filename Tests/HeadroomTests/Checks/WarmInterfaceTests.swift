import Headroom
import HeadroomTestSupport
import Testing

/// A subnet that lacks only the warm interface of the last node costs no pod its address.
@Suite struct WarmInterfaceTests {
  private func plan(nodes: Int, pods: Int, length: Int, type: InstanceType = .m5Large) -> ClusterPlan {
    .sample(
      [type], nodes: nodes, blocks: ["10.0.0.0/\(length)"], workloads: [Workload(name: "web", replicas: pods)],
      reservations: nothingReserved)
  }

  private func finding(_ plan: ClusterPlan) -> Finding? {
    Assessment(of: plan).findings.first { $0.code == "HR-SUB-001" }
  }

  /// An m5.large with 5 pods takes 20 addresses: one interface with the pods, and one that is warm. A /28 has 11.
  @Test func aWarning() throws {
    let finding = try #require(self.finding(plan(nodes: 1, pods: 5, length: 28)))
    #expect(finding.verdict == .warn && finding.message.contains("every pod has one"), "\(finding.message)")
    #expect(self.finding(plan(nodes: 2, pods: 10, length: 28))?.verdict == .fail)
  }

  /// Where the check only warns, no pod waits in the simulation, whichever nodes and pods come first.
  @Test func theSimulationAgrees() throws {
    var random = SeededGenerator()
    var count = 0
    for _ in 0..<400 {
      let nodes = Int.random(in: 1...6, using: &random)
      let type = [InstanceType.m5Large, .t3Medium].randomElement(using: &random)!
      let pods = nodes * Int.random(in: 1...16, using: &random)
      let plan = plan(nodes: nodes, pods: pods, length: Int.random(in: 25...28, using: &random), type: type)
      guard finding(plan)?.verdict == .warn else { continue }
      count += 1
      var cluster = try ClusterSimulator(of: plan)
      cluster.advance(to: 900)
      #expect(cluster.moments().last?.waitingPods == 0, "\(nodes) nodes, \(pods) pods")
    }
    #expect(count > 5)
  }

  /// Whom the names of groups and workloads put last does not decide who waits.
  @Test func namesDecideNothing() throws {
    func waiting(_ names: [String]) throws -> [Int] {
      let subnet = Subnet(name: "a", zone: "ap-northeast-2a", block: try IPv4CIDR(parsing: "10.0.0.0/26"))
      let plan = try ClusterPlan(name: "p", region: Region("ap-northeast-2")!) {
        $0.subnets = [subnet]
        $0.reservations = nothingReserved
        for (name, most) in zip(names, [2, 40, 40]) {
          var group = NodeGroup(name: name, instanceTypes: [.m5Large], subnets: ["a"], desiredSize: 1)
          group.maxSize = most > 2 ? 2 : 1
          var workload = Workload(name: name, replicas: 2)
          (workload.maxReplicas, workload.nodeGroups) = (most, [name])
          $0.nodeGroups.append(group)
          $0.workloads.append(workload)
        }
      }
      let peak = PlanAnalysis(of: plan).peakWorkloads
      return names.map { name in peak.first { $0.workload.name == name }?.waitingForAddress ?? -1 }
    }
    let first = try waiting(["a", "b", "c"])
    // What runs now keeps its addresses, and the others share what is missing.
    #expect(first[0] == 0 && first[1] > 0 && abs(first[1] - first[2]) <= 1, "\(first)")
    for names in [["c", "b", "a"], ["b", "a", "c"], ["c", "a", "b"]] {
      #expect(try waiting(names).first == 0)
      #expect(try waiting(names).sorted() == first.sorted())
    }
  }

  @Test(arguments: [
    (0, [3, 1], [0, 0]), (3, [3, 1], [2, 1]), (9, [3, 1], [3, 1]), (4, [5, 5, 5], [2, 1, 1]), (5, [], []),
  ])
  func dealing(number: Int, weights: [Int], shares: [Int]) {
    #expect(number.dealt(over: weights) == shares)
    #expect(number.dealt(over: weights, first: weights.map { _ in 0 }) == shares)
  }
}
