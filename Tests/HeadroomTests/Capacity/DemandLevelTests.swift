import HeadroomTestSupport
import Testing

@testable import Headroom

/// The three levels of demand, and the verdict on the planned peak.
@Suite struct DemandLevelTests {
  private func load(of plan: ClusterPlan) -> SubnetLoad { PlanAnalysis(of: plan).subnets[0] }

  /// 43 workloads whose autoscalers may raise them to 300 pods, on up to 15 m5.xlarge in a /22 with 1,019 addresses.
  private func autoscaled(_ variables: [String: String] = [:], maxNodes: Int = 15) -> ClusterPlan {
    let workloads = (0..<43).map { index in
      var workload = Workload(name: "w\(index)", replicas: 2)
      workload.maxReplicas = index < 42 ? 7 : 6
      workload.cpu = CPUAmount(millicores: 50)
      return workload
    }
    return .sample(
      [.m5XLarge], nodes: 6, maxNodes: maxNodes, blocks: ["10.0.0.0/22"], network: .vpcCNI(variables),
      workloads: workloads, reservations: nothingReserved)
  }

  /// The largest numbers of pods need 675 of 1,019 addresses, so the plan passes, although full nodes would need 900.
  @Test func theVerdictIsOnThePlannedPeakOf675() {
    let assessment = Assessment(of: autoscaled())
    let load = assessment.analysis.subnets[0]
    // 20 pods on each of 15 nodes: two interfaces of 14 pod addresses for the pods, and a spare one.
    #expect(load.demand == 210 && load.peakDemand == 675 && load.fullDemand == 900)
    #expect(load.freeAddresses == 1019 - 675)
    #expect(assessment.verdict == .pass, "\(assessment.findings.map(\.message))")
    // 17 full nodes would not fit: a note, which changes nothing.
    let larger = Assessment(of: autoscaled(maxNodes: 17))
    #expect(larger.findings.map(\.code) == ["HR-SUB-006"] && larger.findings[0].verdict == .note)
    #expect(larger.verdict == .pass && larger.analysis.subnets[0].fullDemand == 1020)
    // The same pods on more nodes need one interface less on each.
    #expect(PlanAnalysis(of: autoscaled(maxNodes: 24)).subnets[0].peakDemand == 24 * 30)
  }

  /// The warm targets change the peak, and prefixes do not fail for 1,695 addresses that no pod asks for.
  @Test func warmTargetsAndPrefixesChangeThePeak() {
    // Two interfaces, 20 pods and a spare address.
    #expect(load(of: autoscaled(["WARM_IP_TARGET": "1"])).peakDemand == 15 * (2 + 20 + 1))
    let prefixes = Assessment(of: autoscaled(["ENABLE_PREFIX_DELEGATION": "true"]))
    let load = prefixes.analysis.subnets[0]
    #expect(load.peakDemand == 15 * (1 + 3 * 16) && load.fullDemand == 15 * (1 + 7 * 16))
    #expect(!prefixes.findings.contains { $0.code == "HR-SUB-001" })
    #expect(prefixes.findings.contains { $0.code == "HR-SUB-006" && $0.verdict == .note })
  }

  @Test func fullNodesAreJudgedIfThePolicySaysSo() throws {
    let plan = try autoscaled(maxNodes: 17).changing { $0.policy.basis = .fullNodes }
    let assessment = Assessment(of: plan)
    #expect(assessment.verdict == .fail && assessment.analysis.subnets[0].freeAddresses == -1)
    #expect(assessment.findings.first?.message.hasPrefix("with every node full 1020 addresses are needed") == true)
    #expect(assessment.assumptions.contains { $0.text.contains("The policy bases verdicts on full nodes") })
  }

  /// The peak of a plan is the present demand of the plan with the largest numbers.
  @Test func thePeakIsTheDemandOfTheLargestPlan() throws {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let plan = RandomPlan.capacity(&random)
      let largest = try plan.atItsPeak()
      let (peak, now) = (PlanAnalysis(of: plan), PlanAnalysis(of: largest))
      guard plan.workloads.contains(where: { !$0.isDaemonSet }) else { continue }
      #expect(peak.subnets.map(\.peakDemand) == now.subnets.map(\.demand))
      for load in peak.subnets { #expect(load.burstDemand >= load.peakDemand) }
    }
  }

  /// Pods that come at once make each node take an eighth prefix, and the subnet has 14.
  ///
  /// `check` passed this plan when it looked at pods that come one by one only.
  @Test func aBurstThatStarvesPodsIsSaid() throws {
    let plan = ClusterPlan.burst(warmPrefixes: 2)
    let assessment = Assessment(of: plan)
    let load = assessment.analysis.subnets[0]
    #expect(load.peakDemand == 2 * (1 + 7 * 16) && load.burstDemand == 2 * (1 + 8 * 16))
    let finding = assessment.findings.first { $0.code == "HR-SUB-007" }
    #expect(finding?.verdict == .warn && finding?.moment == .peak)
    #expect(finding?.message.contains("16 /28 blocks are needed instead of 14") == true)
    var cluster = try ClusterSimulator(of: plan)
    try cluster.apply(.scale("web", to: 216))
    cluster.advance(to: 900)
    // 12 of the 216 pods wait in the simulation for a prefix that does not come.
    #expect(cluster.moments()[0].waitingPods == 12)
  }

  /// An m5.4xlarge with a trunk, max pods 30, 27 pods with security groups and one without takes 88 addresses.
  @Test func securityGroupsForPodsTakeTheMostInSomeSplit() {
    func pods(_ name: String, _ count: Int, secured: Bool) -> Workload {
      var workload = Workload(name: name, replicas: count)
      workload.hasSecurityGroups = secured
      return workload
    }
    func plan(_ type: InstanceType, nodes: Int, _ variables: [String: String] = [:], maxPods: Int? = nil) -> ClusterPlan
    {
      .sample(
        [type], nodes: nodes, network: .vpcCNI(["ENABLE_POD_ENI": "true"].merging(variables) { $1 }),
        workloads: [pods("sg", 27 * nodes, secured: true), pods("web", nodes, secured: false)]
      ) {
        if let maxPods { ($0.manager, $0.declaredMaxPods) = (.selfManaged, maxPods) }
      }
    }
    let one = PlanAnalysis(of: plan(.bundled("m5.4xlarge"), nodes: 1, maxPods: 30))
    #expect(one.subnets[0].demand == 88 && one.subnets[0].fullDemand == 88)
    let three = Assessment(of: plan(.bundled("m5.4xlarge"), nodes: 3, maxPods: 30))
    let finding = three.findings.first { $0.code == "HR-SUB-001" }
    #expect(finding?.verdict == .fail)
    let message = finding?.message ?? ""
    #expect(
      message.hasPrefix("already now 265 addresses are needed and at the peak 269, but 251 are usable"), "\(message)")
  }

  /// Neither no pods with security groups nor as many as possible take the most addresses of an m5.24xlarge.
  ///
  /// With 148 pods in the pool and 100 with groups it holds 351 addresses, with 197 and 51 one more. At either end it
  /// holds fewer. The simulated node agrees for every split.
  @Test func theLargestSplitOfAnM524XLarge() throws {
    let type = InstanceType.bundled("m5.24xlarge")
    func simulated(_ pods: Int) -> Int {
      var loop = PoolLoop(PoolPolicy(type: type, settings: settings, maxPods: 250))
      for _ in 0..<pods {
        loop.addPod()
        while loop.runPass() {}
      }
      return loop.subnetAddresses
    }
    var settings = CNISettings.chart
    settings.podENI = true
    let splits = [0, 51, 100, 107].map { $0 + simulated(248 - $0) }
    #expect(splits == [301, 352, 351, 308])
    var secured = Workload(name: "sg", replicas: 1)
    secured.hasSecurityGroups = true
    let plan = ClusterPlan.sample(
      [type], nodes: 1, blocks: ["10.0.0.0/22"], network: .vpcCNI(["ENABLE_POD_ENI": "true"]), workloads: [secured])
    #expect(PlanAnalysis(of: plan).groups[0].addressesPerFullNode == 352)
    #expect((0...107).map { $0 + simulated(248 - $0) }.max() == 352)
  }

  /// The most /28 blocks are searched over every split: 16, not the 10 that as many pods with groups as possible leave.
  @Test func blocksAreMaximisedOnTheirOwn() {
    var secured = Workload(name: "sg", replicas: 1)
    secured.hasSecurityGroups = true
    let network = NetworkSettings.vpcCNI(["ENABLE_POD_ENI": "true", "ENABLE_PREFIX_DELEGATION": "true"])
    let plan = ClusterPlan.sample(
      [.bundled("m5.24xlarge")], nodes: 1, blocks: ["10.0.0.0/22"], network: network, workloads: [secured])
    let load = PlanAnalysis(of: plan).groups[0]
    // With all 107 branch interfaces in use, 141 pods are left for the pool: nine blocks and a spare one.
    #expect(load.prefixBlocksPerFullNode == 16)
    #expect(PlanAnalysis(of: plan).subnets[0].blocksNeeded(at: .full) == 16)
  }

  /// Two t3.medium of 1,930m each, less 50m of aws-node and 100m of kube-proxy, have room for four pods of 600m.
  @Test func theAgentsRequestCPU() throws {
    let base = ClusterPlan.sample(
      [.t3Medium], nodes: 2,
      workloads: [
        {
          var pods = Workload(name: "web", replicas: 6); pods.cpu = CPUAmount("600m"); return pods
        }()
      ])
    let plan = try base.changing { $0.workloads.removeAll { $0.isDaemonSet } }
    let count = PlanAnalysis(of: plan).workloads[0]
    #expect(count.running == 4 && count.pending == 2 && count.reason == "0/2 nodes are available: 2 Insufficient cpu")
    #expect(Assessment(of: plan).assumptions.contains { $0.text.contains("with a CPU request of 50m and 100m") })
    // A plan that lists the agents says what they request.
    #expect(PlanAnalysis(of: base).workloads.last?.running == 6)
  }

  /// c5.xlarge has less memory and r5.large less CPU and pod slots: a node has the least of each.
  @Test func aMixedGroupHasTheLeastOfEach() {
    var pods = Workload(name: "web", replicas: 6)
    pods.memory = MemoryAmount("4Gi")
    let assessment = Assessment(
      of: .sample([.bundled("c5.xlarge"), .bundled("r5.large")], nodes: 2, blocks: ["10.0.0.0/23"], workloads: [pods]))
    #expect(assessment.verdict == .fail)
    let count = assessment.analysis.workloads.last!
    #expect(count.running == 2 && count.pending == 4)
    let mixed = assessment.findings.first { $0.code == "HR-POD-006" }?.message ?? ""
    #expect(mixed.contains("r5.large, c5.xlarge count for pods, c5.xlarge counts for addresses"), "\(mixed)")
  }

  /// Load balancers of Services take addresses without being listed as reservations.
  @Test func loadBalancersTakeAddressesWithoutBeingTypedTwice() throws {
    let base = ClusterPlan.serving { $0.loadBalancers = [LoadBalancer(.alb), LoadBalancer(.alb)] }
    let plan = try base.changing { draft in
      for zone in ["a", "b", "c"] {
        var subnet = Subnet(
          name: "public-\(zone)", zone: "ap-northeast-2\(zone)",
          block: try! IPv4CIDR(parsing: "10.1.\(zone == "a" ? 0 : zone == "b" ? 1 : 2).0/28"))
        subnet.roles = [.loadBalancers]
        draft.subnets.append(subnet)
      }
    }
    let assessment = Assessment(of: plan)
    let publics = assessment.analysis.subnets.suffix(3)
    #expect(publics.allSatisfy { $0.reservedAddresses == 16 && $0.freeAddresses == 11 - 16 })
    #expect(assessment.findings.count { $0.code == "HR-SUB-001" && $0.verdict == .fail } == 3)
    // A plan that names its load balancers is taken at its word.
    let named = try plan.changing {
      $0.reservations.append(AddressReservation(name: "web", kind: .applicationLoadBalancer, subnets: ["public-a"]))
    }
    #expect(PlanAnalysis(of: named).subnets.suffix(3).map(\.reservedAddresses) == [8, 0, 0])
    // Without subnets for load balancers those of the nodes stand in, and the report says so.
    let standIn = PlanAnalysis(of: base)
    #expect(standIn.subnets.map(\.reservedAddresses) == [5 + 16, 5 + 16, 16])
    #expect(standIn.assumptions.contains { $0.text.contains("gateways and endpoints are assumed to be in a, b, c") })
  }

  /// Four nodes with `MINIMUM_IP_TARGET` set and `WARM_IP_TARGET` unset run 128 of 163 pods, and 35 wait.
  ///
  /// Source: aws/amazon-vpc-cni-k8s issue 3685, whose reporter had exactly 35 pods without an address.
  @Test func podsBeyondTheMinimumWait() throws {
    let network = NetworkSettings.vpcCNI(["ENABLE_PREFIX_DELEGATION": "true", "MINIMUM_IP_TARGET": "30"])
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 4, blocks: ["10.0.0.0/22"], network: network, workloads: [Workload(name: "web", replicas: 163)]
    )
    let count = PlanAnalysis(of: plan).workloads.last!
    #expect(count.running == 128 && count.waitingForAddress == 35 && count.pending == 0)
    #expect(count.reason == "MINIMUM_IP_TARGET without WARM_IP_TARGET keeps 32 addresses on a node and adds none")
    #expect(try ClusterSimulator(of: plan).moments()[0].waitingPods == 35)
    let single = ClusterPlan.sample(
      [.m5Large], nodes: 1, network: .vpcCNI(["MINIMUM_IP_TARGET": "5"]),
      workloads: [Workload(name: "web", replicas: 20)])
    #expect(PlanAnalysis(of: single).workloads.last!.waitingForAddress == 15)
  }

  /// 540 pods may go to both groups and 40 batch pods to one, and 594 have room: the order of the lines decides nothing.
  @Test func theOrderOfLinesDecidesNothing() {
    for isLast in [true, false] {
      let assessment = Assessment(of: .twoGroups(batchComesLast: isLast))
      #expect(assessment.verdict == .pass, "\(assessment.findings.map(\.message))")
      #expect(assessment.analysis.workloads.allSatisfy { $0.pending == 0 })
    }
  }
}
