import HeadroomTestSupport
import Testing

@testable import Headroom

/// What an independent model of the fleet found wrong once.
@Suite struct ClusterHistoryTests {
  private func plan(
    _ type: InstanceType = .m5Large, nodes: Int? = 1, pods: Int = 0, block: String = "10.0.0.0/24",
    network: NetworkSettings = NetworkSettings(), workloads: [Workload] = [],
    group change: (inout NodeGroup) -> Void = { _ in }, subnets: (inout Subnet) -> Void = { _ in }
  ) -> ClusterPlan {
    .sample(
      [type], nodes: 1, blocks: [block], network: network,
      workloads: [Workload(name: "web", replicas: pods)] + workloads, reservations: nothingReserved,
      group: {
        $0.desiredSize = nodes
        if nodes == nil { $0.manager = .karpenter }
        change(&$0)
      }, subnets: subnets)
  }

  private func run(_ plan: ClusterPlan, _ events: [ClusterEvent], until end: Int) throws -> ClusterSummary {
    var cluster = try ClusterSimulator(of: plan)
    try ClusterTimeline(duration: end, sample: max(1, end))!.run(&cluster, events: events) { _ in }
    return cluster.summary
  }

  /// A node that Karpenter adds takes the pods that are pending, and none of them twice.
  @Test func pendingPodsStartOnce() throws {
    let events = [ClusterEvent(at: 600, .drain("ng", 1)), ClusterEvent(at: 900, .scale("web", to: 0))]
    let plan = plan(.t3Medium, nodes: nil, pods: 3) { $0.maxSize = 1 }
    let before = try run(plan, [events[0]], until: 1200)
    #expect(before.pods == 3 && before.pendingPods == 0 && before.nodes == 1)
    let after = try run(plan, events, until: 1200)
    #expect(after.pods == 0 && after.pendingPods == 0 && after.nodes == 0)
  }

  /// Once addresses are free, all the nodes that pending pods need come at the next attempt.
  @Test func karpentersNodesComeTogether() throws {
    var group = NodeGroup(name: "other", instanceTypes: [.t3Small], subnets: ["a"])
    group.manager = .karpenter
    let base = plan(.t3Small, nodes: nil, pods: 48, block: "10.0.0.0/26", network: .vpcCNI(["WARM_IP_TARGET": "1"]))
    var web = base.workloads.first { $0.name == "web" }!
    web.nodeGroups = ["ng"]
    var other = Workload(name: "late", replicas: 40)
    other.nodeGroups = ["other"]
    let plan = try base.changing {
      $0.nodeGroups = base.nodeGroups + [group]
      $0.workloads = base.workloads.filter { $0.name != "web" } + [web, other]
    }
    let summary = try run(plan, [ClusterEvent(at: 600, .scale("web", to: 0))], until: 670)
    #expect(summary.pods == 40 && summary.pendingPods == 0 && summary.nodes == 5, "\(summary)")
  }

  /// No node is started that DaemonSets leave no room on, and one without pods goes, with an overlay as well.
  @Test func karpentersNodesAreOfUse() throws {
    var agent = Workload(name: "agent")
    (agent.isDaemonSet, agent.cpu) = (true, CPUAmount(millicores: 1200))
    var large = Workload(name: "large", replicas: 1)
    large.cpu = CPUAmount(millicores: 1500)
    for kind in [NetworkSettings.Kind.vpcCNI, .overlay] {
      var network = NetworkSettings()
      network.kind = kind
      let useless = try run(plan(.t3Medium, nodes: nil, network: network, workloads: [agent, large]), [], until: 3600)
      #expect(useless.nodes == 0 && useless.subnets[0].mostAddresses.value == 0 && useless.pendingPods == 1)
      let added = try run(plan(nodes: nil, network: network), [ClusterEvent(at: 60, .addNodes("ng", 3))], until: 600)
      #expect(added.nodes == 0)
    }
  }

  /// Nodes that an update wanted beside the others and never got take no real node with them.
  @Test func anUpdateEndsOnlyWhatItAdded() throws {
    let plan = plan(
      .t3Small, nodes: 2, pods: 4, block: "10.0.0.0/28",
      network: .vpcCNI(["WARM_IP_TARGET": "1", "MINIMUM_IP_TARGET": "4"]))
    let events = [ClusterEvent(at: 61, .replace("ng", maxUnavailable: nil))]
    for end in [190, 230, 600] {
      let summary = try run(plan, events, until: end)
      #expect(summary.nodes == 2 && summary.pods == 4 && summary.missingNodes == 0, "\(end): \(summary)")
    }
  }

  /// Each pod of a Karpenter group moves once; 150 nodes at a time are more than a managed group may lack.
  @Test func anUpdateMovesEachPodOnce() throws {
    let karpenter = plan(.t3Small, nodes: nil, pods: 180, block: "10.0.0.0/22")
    for batch in [nil, UpdatePolicy.Amount.percent(50)] {
      let summary = try run(karpenter, [ClusterEvent(at: 60, .replace("ng", maxUnavailable: batch))], until: 3600)
      #expect(summary.podEvents == 180 && summary.pods == 180 && summary.nodes == 20)
    }
    let managed = plan(.t3Small, nodes: 150, pods: 150, block: "10.0.0.0/20")
    let first = try run(managed, [ClusterEvent(at: 60, .replace("ng", maxUnavailable: .count(150)))], until: 62)
    #expect(first.podEvents == 100)
  }

  /// Waiting counts from the scenario's start, and what ended while it waited has waited.
  @Test func waitsAreCounted() throws {
    let plan = plan(pods: 27, block: "10.0.0.0/28")
    #expect(try run(plan, [], until: 595).subnets[0].failedPods == 0)
    #expect(try run(plan, [], until: 600).subnets[0].failedPods == 18)
    let ended = try run(plan, [ClusterEvent(at: 3000, .scale("web", to: 0))], until: 3600).subnets[0]
    #expect(ended.longestWait == 3000 && ended.waitedPods == 18 && ended.failedPods == 18)
    let drained = try run(plan, [ClusterEvent(at: 3000, .drain("ng", 1))], until: 3600).subnets[0]
    #expect(drained.longestWait == 3000 && drained.failedPods == 18)
    // Between two passes as well
    let brief = [ClusterEvent(at: 11, .scale("web", to: 9)), ClusterEvent(at: 14, .scale("web", to: 1))]
    let small = self.plan(.t3Small, pods: 0, block: "10.0.0.0/26")
    #expect(try run(small, brief, until: 60).subnets[0].mostWaiting.value == 6)
  }

  /// Of events of one second the first that is given comes first, repeated ones included.
  @Test(arguments: [true, false])
  func theFirstGivenComesFirst(isRepeatedFirst: Bool) throws {
    var more = ClusterEvent(at: 600, .scaleBy("web", 5))
    (more.every, more.times) = (600, 2)
    let none = ClusterEvent(at: 1200, .scale("web", to: 0))
    let summary = try run(plan(), isRepeatedFirst ? [more, none] : [none, more], until: 1300)
    #expect(summary.pods == (isRepeatedFirst ? 0 : 5))
  }

  /// After churn the newest pods still go first: those that came last are alone on the second node.
  @Test func churnKeepsTheOrderOfAge() throws {
    let plan = plan(.t3Medium, nodes: nil, pods: 16, network: .vpcCNI(["WARM_IP_TARGET": "1"]))
    for seed in 1...6 {
      var cluster = try ClusterSimulator(of: plan, seed: UInt64(seed))
      try cluster.apply(.churn("web", podsPerMinute: 1, until: 60))
      cluster.advance(to: 180)
      try cluster.apply(.scaleBy("web", -2))
      cluster.advance(to: 300)
      #expect(cluster.summary.nodes == 1)
    }
  }

  /// Windows nodes do not run the CNI's agent: its variables and the subnets' tags mean nothing to them.
  @Test(arguments: ["DISABLE_NETWORK_RESOURCE_PROVISIONING", "ENABLE_IMDS_ONLY_MODE", "ENABLE_PREFIX_DELEGATION"])
  func windowsNodesObeyNoVariable(variable: String) throws {
    var pods = Workload(name: "windows", replicas: 5)
    pods.nodeGroups = ["ng"]
    let plan = plan(network: .vpcCNI([variable: "true"]), workloads: [pods]) {
      $0.amiFamily = .windows
    } subnets: {
      $0.tags = ["kubernetes.io/role/cni": "0"]
    }
    let cluster = try ClusterSimulator(of: plan)
    #expect(cluster.moments()[0].waitingPods == 0 && cluster.moments()[0].addresses == 1 + 6)
  }

  /// Without a trunk there is no branch interface.
  @Test func branchesNeedATrunk() throws {
    var secured = Workload(name: "secured", replicas: 1)
    secured.hasSecurityGroups = true
    let plan = plan(
      nodes: 0, block: "10.0.0.0/28",
      network: .vpcCNI(["ENABLE_POD_ENI": "true", "WARM_IP_TARGET": "1"]), workloads: [secured]
    ) { _ in
    } subnets: {
      $0.usedAddressCount = 9
    }
    var cluster = try ClusterSimulator(of: plan)
    try cluster.apply(.addNodes("ng", 1))
    cluster.advance(to: 300)
    // The node and its one spare address are all that there is.
    #expect(cluster.moments()[0].freeAddresses == 0 && cluster.moments()[0].waitingPods == 1)
  }

  @Test(arguments: [("+5", 5), ("-0", 0), ("-7", -1), ("5s", 30), ("99999999999999999999", 30)])
  func cooldownIsReadAsGoReadsIt(value: String, seconds: Int) {
    #expect(AgentSettings(CNIEnvironment(["IP_COOLDOWN_PERIOD": value])).cooldown == seconds)
  }
}
