import HeadroomTestSupport
import Testing

@testable import Headroom

/// The answers of a plan's calculators against the simulation of the same plan.
@Suite struct CheckAgainstSimulationTests {
  /// Whether every subnet has the addresses and blocks for what the plan takes now, wherever single addresses lie.
  private func isRoomy(_ loads: [SubnetLoad], at level: DemandLevel) -> Bool {
    loads.allSatisfy {
      $0.free(at: level) ?? -1 >= 0 && ($0.blocksNeeded(at: level) == 0 || $0.freeBlocks(at: level, .worst) ?? -1 >= 0)
    }
  }

  /// At rest the same pods wait and the same pods are pending, and the subnets hold the same addresses.
  @Test func atRestBothAgree() throws {
    var random = SeededGenerator()
    var (compared, waited) = (0, 0)
    for _ in 0..<250 {
      let plan = RandomPlan.capacity(&random)
      let analysis = PlanAnalysis(of: plan)
      guard isRoomy(analysis.subnets, at: .now), analysis.groups.allSatisfy(\.isStable) else { continue }
      let cluster = try ClusterSimulator(of: plan)
      let (moments, summary) = (cluster.moments(), cluster.summary)
      compared += 1
      let waiting = analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.waitingForAddress) }
      waited += waiting > 0 ? 1 : 0
      let daemons = analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? $1.waitingForAddress : 0) }
      if daemons == 0 { #expect(moments.reduce(0) { $0 + $1.waitingPods } == waiting, "\(plan.inShort)") }
      #expect(
        summary.pendingPods == analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pending) })
      // A DaemonSet's pod comes while the node's pool still grows, which may make the pool a little larger.
      guard !plan.workloads.contains(where: { $0.isDaemonSet && !$0.usesHostNetwork }) else { continue }
      let taken = analysis.subnets.reduce(0) { $0 + $1.taken(at: .now) }
      #expect(moments.reduce(0) { $0 + $1.addresses } <= taken, "\(plan.inShort)")
    }
    #expect(compared > 60 && waited > 1, "\(compared) \(waited)")
  }

  /// The simulation of a plan whose pods all come at once after the groups have grown to their largest size.
  ///
  /// It starts without pods. Pods that run before the groups grow stay on the nodes of today, and the peak has them
  /// spread over all nodes. If there are fewer pods than nodes, the spare addresses may differ.
  private func burst(_ plan: ClusterPlan, _ placement: AddressPlacement) throws -> ClusterSummary {
    let empty = try plan.changing {
      for place in $0.workloads.indices where !$0.workloads[place].isDaemonSet { $0.workloads[place].replicas = 0 }
    }
    var cluster = try ClusterSimulator(of: empty, placement: placement)
    for group in plan.nodeGroups {
      try cluster.apply(.addNodes(group.name, (group.maxSize ?? group.desiredSize!) - group.desiredSize!))
    }
    cluster.advance(to: 300)
    for place in plan.index.peakPlacementOrder where !plan.workloads[place].isDaemonSet {
      let workload = plan.workloads[place]
      try cluster.apply(.scale(workload.name, to: workload.maxReplicas ?? workload.replicas))
    }
    cluster.advance(to: 1800)
    return cluster.summary
  }

  /// No plan passes that leaves pods without an address, neither at rest nor in a burst to the peak.
  ///
  /// With several workloads the nodes on which pods of a burst land are an estimate, so a node may hold one interface or
  /// prefix more than estimated while another holds one less. Plans of one workload are compared without that margin.
  @Test(arguments: [1, 8])
  func noPassLeavesPodsWaiting(workloads: Int) throws {
    let codes: Set = [
      "HR-SUB-001", "HR-SUB-004", "HR-SUB-005", "HR-SUB-007", "HR-POD-001", "HR-POD-002", "HR-POD-003", "HR-POD-008",
      "HR-CNI-003", "HR-CNI-004",
    ]
    var random = SeededGenerator()
    var passed = 0
    for _ in 0..<250 {
      let plan = RandomPlan.capacity(&random, workloads: 0...workloads)
      let assessment = Assessment(of: plan)
      guard assessment.findings.allSatisfy({ !codes.contains($0.code) }) else { continue }
      let loads = assessment.analysis.subnets
      let largest = assessment.analysis.groups.map { $0.profile.nodes[0].type.addressesPerInterface }.max() ?? 0
      if workloads > 1, loads.contains(where: { $0.free(at: .burst)! < largest * 4 }) { continue }
      passed += 1
      let blocks = loads.map { $0.freeBlocks(at: .burst, .worst)! }.min() ?? 0
      let isRoomy = isRoomy(loads, at: .burst) && (workloads == 1 || blocks >= 8)
      for placement in isRoomy ? [AddressPlacement.firstFit, .random, .adversarial] : [.firstFit] {
        let summary = try burst(plan, placement)
        #expect(summary.subnets.allSatisfy { $0.refusals == 0 && $0.failedPods == 0 }, "\(placement) \(plan.inShort)")
        #expect(summary.missingNodes == 0)
      }
    }
    #expect(passed > 20, "\(passed)")
  }

  /// No plan fails for addresses that the simulation does not ask for as well.
  @Test func noFailIsOutOfReach() throws {
    var random = SeededGenerator()
    var failed = 0
    for _ in 0..<250 {
      let plan = RandomPlan.capacity(&random)
      let loads = PlanAnalysis(of: plan).subnets
      // The simulation takes what reservations hold now, not what they may grow to.
      let lacks = loads.contains { ($0.freeAddresses ?? 0) + $0.reservedAddresses - $0.reservedNow < 0 }
      guard lacks, plan.workloads.contains(where: { !$0.isDaemonSet }) else { continue }
      failed += 1
      var cluster = try ClusterSimulator(of: plan.atItsPeak())
      // Agents that want more addresses ask again after two minutes at the latest.
      cluster.advance(to: 300)
      let summary = cluster.summary
      // A pool that got less than it asked for may ask no more once it has as many addresses as max pods.
      let isRefused = cluster.refusalsAtStart > 0 || summary.subnets.contains { $0.refusals > 0 }
      #expect(isRefused || summary.missingNodes > 0, "\(plan.inShort)")
    }
    #expect(failed > 3, "\(failed)")
  }
}
