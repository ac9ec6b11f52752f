import Headroom
import HeadroomTestSupport
import Testing

@Suite struct PodPlacementTests {
  private func counts(_ plan: ClusterPlan) -> [String: PodCount] {
    Dictionary(uniqueKeysWithValues: PlanAnalysis(of: plan).workloads.map { ($0.workload.name, $0) })
  }

  private func workload(_ name: String, _ replicas: Int, _ change: (inout Workload) -> Void = { _ in }) -> Workload {
    var workload = Workload(name: name, replicas: replicas)
    change(&workload)
    return workload
  }

  @Test func podsBeyondTheSlotsStayPending() throws {
    let plan = ClusterPlan.sample(
      [.t3Medium], nodes: 3, workloads: [workload("coredns", 2), workload("view", 1), workload("nginx", 50)])
    let nginx = try #require(counts(plan)["nginx"])
    #expect(nginx.running == 42 && nginx.pending == 8 && nginx.waitingForAddress == 0)
    #expect(nginx.reason == "0/3 nodes are available: 3 Too many pods")
    #expect(counts(plan)["aws-node"]?.running == 3)
  }

  @Test func declaredAboveServablePodsWaitForAnAddress() throws {
    let plan = ClusterPlan.sample([.t3Medium], nodes: 1, workloads: [workload("web", 20)]) {
      $0.manager = .selfManaged
      $0.declaredMaxPods = 30
    }
    let web = try #require(counts(plan)["web"])
    #expect(web.running == 15 && web.waitingForAddress == 5 && web.pending == 0)
    let codes = Assessment(of: plan).findings.map(\.code)
    #expect(codes == ["HR-POD-002", "HR-POD-003"])
  }

  /// The value of a managed node group without a custom AMI beats what is declared.
  @Test func aManagedGroupIgnoresWhatIsDeclared() throws {
    let plan = ClusterPlan.sample([.t3Medium], nodes: 1, workloads: [workload("web", 20)]) { $0.declaredMaxPods = 30 }
    let web = try #require(counts(plan)["web"])
    #expect(web.running == 15 && web.pending == 5 && web.waitingForAddress == 0)
    #expect(Assessment(of: plan).findings.map(\.code) == ["HR-POD-001", "HR-POD-005"])
  }

  @Test func anEmptySubnetLeavesPodsWaiting() throws {
    let plan = ClusterPlan.sample(
      [.t3Medium], nodes: 3, blocks: ["10.0.0.0/28"], workloads: [workload("web", 45)], reservations: nothingReserved)
    let web = try #require(counts(plan)["web"])
    // Three full nodes take 54 addresses and 11 are usable.
    #expect(web.waitingForAddress == 43 && web.running == 2)
    #expect(web.reason == "subnet a of node group ng has no address left")
  }

  /// Each zone's subnet has 11 addresses; what is missing in one is not made good by the other.
  @Test func shortagesOfZonesAddUp() throws {
    let plan = ClusterPlan.sample(
      [.t3Medium], nodes: 4, blocks: ["10.0.0.0/28", "10.0.1.0/28"], workloads: [workload("web", 50)],
      reservations: nothingReserved)
    let web = try #require(counts(plan)["web"])
    #expect(web.running <= 2 * 11 && web.waitingForAddress >= 28)
  }

  /// The pods that starve are those on the group whose subnet is empty.
  @Test func whoStarvesIsOnTheGroup() throws {
    let region = Region("ap-northeast-2")!
    let small = Subnet(name: "a", zone: "ap-northeast-2a", block: try IPv4CIDR(parsing: "10.0.0.0/28"))
    let large = Subnet(name: "b", zone: "ap-northeast-2b", block: try IPv4CIDR(parsing: "10.0.1.0/24"))
    let groups = [("one", "a"), ("two", "b")].map {
      NodeGroup(name: $0, instanceTypes: [.m5Large], subnets: [$1], desiredSize: 1)
    }
    let batch = workload("batch", 20) { $0.nodeGroups = ["one"] }
    let web = workload("web", 20) { $0.nodeGroups = ["two"] }
    let agent = workload("agent", 0) { $0.isDaemonSet = true }
    let plan = try ClusterPlan(name: "p", region: region) {
      $0.subnets = [small, large]
      $0.nodeGroups = groups
      $0.workloads = [batch, web, agent]
    }
    let counts = counts(plan)
    #expect(counts["web"]?.running == 20 && counts["agent"]?.running == 1)
    #expect(try #require(counts["batch"]).waitingForAddress > 0)
  }

  @Test func daemonSetsOfGrowingGroupsSayWhatStopsThem() throws {
    let fat = workload("fat", 0) {
      $0.isDaemonSet = true
      $0.memory = MemoryAmount("64Gi")
    }
    let plan = ClusterPlan.sample([.m5Large], nodes: 0, blocks: ["10.0.0.0/22"], workloads: [workload("web", 60), fat])
    {
      ($0.manager, $0.desiredSize, $0.maxSize) = (.karpenter, nil, 5)
    }
    let count = try #require(counts(plan)["fat"])
    #expect(count.pods == 3 && count.pending == 3)
    #expect(count.reason == "3 nodes have no room for the pod: Insufficient memory")
  }

  @Test func autoModePlacesNoMorePodsThanItHasAddresses() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 0, blocks: ["10.0.0.0/22"], workloads: [workload("web", 40)]) {
      ($0.manager, $0.desiredSize, $0.maxSize) = (.autoMode, nil, 5)
    }
    #expect(counts(plan)["web"]?.waitingForAddress == 0 && counts(plan)["web"]?.running == 40)
  }

  @Test func fargatePodsWaitWhenTheirSubnetIsFull() throws {
    let job = workload("job", 20) { $0.nodeGroups = ["ng"] }
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 0, blocks: ["10.0.0.0/28"], workloads: [job], reservations: nothingReserved
    ) {
      ($0.manager, $0.desiredSize) = (.fargate, nil)
    }
    let count = try #require(counts(plan)["job"])
    #expect(count.running == 11 && count.waitingForAddress == 9)
    #expect(PlanAnalysis(of: plan).subnets[0].peakDemand == 20 && PlanTraffic.of(plan).groupCosts[0].perMonth == nil)
  }

  @Test func requestsBoundThePods() throws {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 2,
      workloads: [
        workload("big", 5) { $0.cpu = CPUAmount("900m") }, workload("fat", 9) { $0.memory = MemoryAmount("2Gi") },
      ])
    let big = try #require(counts(plan)["big"])
    #expect(big.running == 4 && big.pending == 1 && big.reason == "0/2 nodes are available: 2 Insufficient cpu")
    #expect(counts(plan)["fat"]?.reason == "0/2 nodes are available: 2 Insufficient memory")
  }

  @Test func criticalPodsComeFirstAndDaemonSetsBeforeThem() throws {
    let plan = ClusterPlan.sample(
      [.t3Medium], nodes: 1,
      workloads: [
        workload("web", 15), workload("dns", 2) { $0.isSystemCritical = true },
        workload("agent", 0) { $0.isDaemonSet = true },
      ])
    let counts = counts(plan)
    #expect(counts["agent"]?.running == 1 && counts["dns"]?.running == 2 && counts["web"]?.running == 12)
  }

  @Test func podsSpreadEvenlyOverGroups() throws {
    let region = Region("ap-northeast-2")!
    let subnet = Subnet(name: "a", zone: "ap-northeast-2a", block: try IPv4CIDR(parsing: "10.0.0.0/20"))
    let groups = ["one", "two"].map { NodeGroup(name: $0, instanceTypes: [.m5Large], subnets: ["a"], desiredSize: 5) }
    let only = workload("only", 10) { $0.nodeGroups = ["two"] }
    let plan = try ClusterPlan(name: "p", region: region) {
      $0.subnets = [subnet]
      $0.nodeGroups = groups
      $0.workloads = [only, workload("all", 30)]
    }
    let analysis = PlanAnalysis(of: plan)
    // Two and three pods a node; aws-node and kube-proxy are assumed.
    #expect(analysis.workloads.allSatisfy { $0.pending == 0 })
    #expect(analysis.assumptions.contains { $0.text.contains("does not list aws-node and kube-proxy") })
    #expect(analysis.subnets[0].demand == 10 * (2 + 18))
  }

  @Test func karpenterAddsTheNodesThatPodsNeed() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 0, blocks: ["10.0.0.0/20"], workloads: [workload("web", 100)]) {
      $0.manager = .karpenter
      $0.desiredSize = nil
      $0.maxSize = 10
    }
    let group = PlanAnalysis(of: plan).groups[0]
    #expect(group.nodes == 4 && group.maxNodes == 10)  // 27 pods a node
    #expect(counts(plan)["web"]?.running == 100 && counts(plan)["aws-node"]?.running == 4)
    let unbounded = ClusterPlan.sample([.m5Large], nodes: 0, blocks: ["10.0.0.0/20"], workloads: [workload("web", 100)])
    {
      $0.manager = .karpenter
      $0.desiredSize = nil
    }
    #expect(Assessment(of: unbounded).findings.map(\.code) == ["HR-GRP-001"])
  }

  @Test func fargateGivesEachPodANodeAndAnAddress() throws {
    let job = workload("job", 7) {
      $0.nodeGroups = ["ng"]; $0.maxReplicas = 9
    }
    let plan = ClusterPlan.sample(
      [], nodes: 0, blocks: ["10.0.0.0/24", "10.0.1.0/24"], workloads: [job], reservations: nothingReserved
    ) {
      $0.manager = .fargate
      $0.desiredSize = nil
    }
    let analysis = PlanAnalysis(of: plan)
    #expect(analysis.subnets.map(\.demand) == [4, 4] && analysis.subnets.map(\.peakDemand) == [5, 5])
    #expect(analysis.groups[0].nodes == 7 && counts(plan)["job"]?.running == 7)
  }

  @Test func podsWithSecurityGroupsTakeBranchInterfaces() throws {
    let pods = workload("sg", 12) { $0.hasSecurityGroups = true }
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, network: .vpcCNI(["ENABLE_POD_ENI": "true"]), workloads: [pods],
      reservations: nothingReserved)
    let count = try #require(counts(plan)["sg"])
    #expect(count.running == 9 && count.reason == "0/1 nodes are available: 1 Insufficient vpc.amazonaws.com/pod-eni")
    // The primary interface with its 9, the trunk, and 9 branch interfaces.
    #expect(PlanAnalysis(of: plan).subnets[0].demand == 10 + 1 + 9)
  }

  @Test func mixedGroupsCountTheFewestPodsAndTheMostAddresses() {
    let plan = ClusterPlan.sample([.m5Large, .m5XLarge], nodes: 1, blocks: ["10.0.0.0/22"])
    let group = PlanAnalysis(of: plan).groups[0]
    #expect(group.profile.maxPods == 29 && group.largestType?.name == "m5.xlarge")
    #expect(Assessment(of: plan).findings.map(\.code).contains("HR-POD-006"))
  }

  @Test func overlaysTakeOneAddressANode() {
    var network = NetworkSettings()
    network.kind = .overlay
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 10, network: network, workloads: [workload("web", 100)], reservations: nothingReserved)
    #expect(PlanAnalysis(of: plan).subnets[0].peakDemand == 10)
  }

  @Test func ipv6NodesTakeOneIPv4Address() {
    var network = NetworkSettings.prefixes
    network.ipFamily = .ipv6
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 10, network: network, workloads: [workload("web", 1000)], reservations: nothingReserved)
    #expect(PlanAnalysis(of: plan).subnets[0].peakDemand == 10)
    #expect(counts(plan)["web"]?.running == 1000)
  }

  /// A workload whose pods wait in two groups names the subnets of both.
  @Test func everyFullSubnetIsNamed() throws {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: 2, blocks: ["10.0.0.0/28", "10.0.1.0/28"], workloads: [workload("web", 60)],
      reservations: nothingReserved)
    let plan = try base.changing { draft in
      draft.nodeGroups[0].subnets = ["a"]
      let other = NodeGroup(name: "other", instanceTypes: [.m5Large], subnets: ["b"], desiredSize: 2)
      draft.nodeGroups.append(other)
    }
    let finding = try #require(Assessment(of: plan).findings.first { $0.code == "HR-POD-002" })
    #expect(finding.parts.map(\.name) == ["web", "a", "b"], "\(finding.message)")
    #expect(
      finding.message.contains("subnet a of node group ng and subnet b of node group other have no address left"),
      "\(finding.message)")
  }
}
