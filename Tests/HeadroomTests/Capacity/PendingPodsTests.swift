import Headroom
import HeadroomTestSupport
import Testing

/// Pods that find no node, and the words for it.
@Suite struct PendingPodsTests {
  private func workload(_ name: String, _ replicas: Int, _ change: (inout Workload) -> Void = { _ in }) -> Workload {
    var workload = Workload(name: name, replicas: replicas)
    change(&workload)
    return workload
  }

  /// Linux pods that name no groups do not go to Windows nodes.
  @Test func podsWithoutGroupsStayOffWindows() throws {
    let base = ClusterPlan.sample([.m5Large], nodes: 1, workloads: [workload("web", 5)])
    let plan = try base.changing { draft in
      var windows = NodeGroup(name: "windows", instanceTypes: [.m5Large], subnets: ["a"], desiredSize: 9)
      windows.amiFamily = .windows
      draft.nodeGroups.append(windows)
    }
    let analysis = PlanAnalysis(of: plan)
    #expect(analysis.workloads.last?.running == 5 && analysis.subnets[0].demand == 20 + 9 * (1 + 3))
    let only = try plan.changing { $0.nodeGroups.removeFirst() }
    #expect(PlanAnalysis(of: only).workloads.last?.pending == 5)
  }

  /// The nodes that pending pods need are named if maxSize allows them.
  @Test func pendingPodsThatFitLaterAreAWarning() {
    let plan = ClusterPlan.sample([.m5Large], nodes: 1, maxNodes: 3, workloads: [workload("web", 60)])
    let finding = Assessment(of: plan).findings.first { $0.code == "HR-POD-001" }
    #expect(finding?.verdict == .warn)
    #expect(finding?.message.hasSuffix("2 more nodes of ng hold them, and maxSize allows the nodes") == true)
  }

  /// A rollout without room says what is used up.
  @Test func aRolloutNamesWhatIsUsedUp() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1,
      workloads: [
        workload("web", 3) {
          ($0.cpu, $0.maxSurge) = (CPUAmount("600m"), .percent(100))
        }
      ])
    let finding = Assessment(of: plan).findings.first { $0.code == "HR-SUR-003" }
    #expect(
      finding?.message
        == "a rollout adds 3 pods, but the nodes have room for 0 (0/1 nodes are available: 1 Insufficient cpu)")
  }
}
