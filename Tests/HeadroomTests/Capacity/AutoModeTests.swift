import HeadroomTestSupport
import Testing

@testable import Headroom

/// EKS Auto Mode: what AWS documents of it, and nothing of the VPC CNI's rules.
@Suite struct AutoModeTests {
  private func plan(
    _ type: InstanceType = .bundled("c6a.large"), pods: Int, variables: [String: String] = [:],
    block: String = "10.0.0.0/24"
  ) -> ClusterPlan {
    .sample(
      [type], nodes: 0, blocks: [block], network: .vpcCNI(variables),
      workloads: [Workload(name: "web", replicas: pods)],
      reservations: nothingReserved
    ) {
      ($0.manager, $0.desiredSize) = (.autoMode, nil)
    }
  }

  /// One c6a.large was seen with 27 = 3 × 9: the formula without + 2.
  @Test func maxPodsLeaveOutTheAgents() {
    #expect(PlanAnalysis(of: plan(pods: 1)).groups[0].profile.maxPods == 27)
    #expect(PlanAnalysis(of: plan(.bundled("m5.4xlarge"), pods: 1)).groups[0].profile.maxPods == 110)
  }

  /// 27 pods use two prefixes of 16 addresses, whatever the variables of the VPC CNI say.
  @Test(
    arguments: [
      [:], ["WARM_IP_TARGET": "20"], ["ENABLE_PREFIX_DELEGATION": "false", "WARM_ENI_TARGET": "3"],
      ["ENABLE_POD_ENI": "true"], ["MINIMUM_IP_TARGET": "9"],
    ])
  func variablesOfTheCNIDoNotApply(variables: [String: String]) {
    let assessment = Assessment(of: plan(pods: 27, variables: variables))
    #expect(assessment.analysis.subnets[0].demand == 1 + 32 && assessment.analysis.groups[0].nodes == 1)
    #expect(assessment.findings.map(\.code).filter { $0 != "HR-CST-001" } == ["HR-CNI-010", "HR-GRP-001"])
    #expect(assessment.verdict == .unknown)
  }

  /// No agents run there, so a node has its whole allocatable CPU for the plan's pods.
  @Test func noAgentsRunThere() throws {
    let without = try plan(pods: 1).changing { $0.workloads.removeAll { $0.isDaemonSet } }
    let analysis = PlanAnalysis(of: without)
    #expect(analysis.groups[0].planned.agents.isEmpty)
    #expect(!analysis.assumptions.contains { $0.text.contains("aws-node") })
  }

  /// A subnet that suffices only with single addresses is unknown, and one that does not even then fails.
  @Test func prefixesFallBackToSingleAddresses() {
    func verdict(_ pods: Int) -> Verdict? {
      Assessment(of: plan(pods: pods, block: "10.0.0.0/27")).findings.first { $0.code == "HR-SUB-001" }?.verdict
    }
    // 27 usable addresses: one of the node and 16 fit, 32 do not, 27 pods and the node do not.
    #expect(verdict(16) == nil && verdict(17) == .unknown && verdict(26) == .unknown && verdict(27) == .fail)
  }

  @Test func simulationsRefuseIt() {
    #expect(throws: ClusterSimulationError.self) { try ClusterSimulator(of: plan(pods: 1)) }
  }
}
