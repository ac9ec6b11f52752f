import Headroom
import HeadroomTestSupport
import Testing

@Suite struct SurvivalTests {
  private func plan(
    nodes: Int, maxNodes: Int? = nil, replicas: Int, blocks: [String] = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"],
    network: NetworkSettings = NetworkSettings(), change: (inout NodeGroup) -> Void = { _ in }
  ) -> ClusterPlan {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: nodes, maxNodes: maxNodes, blocks: blocks, network: network,
      workloads: [Workload(name: "web", replicas: replicas)], group: change)
    var policy = ClusterPlan.Policy()
    policy.survivesZoneLoss = true
    return try! base.changing {
      $0.policy = policy
    }
  }

  private func loss(_ plan: ClusterPlan, _ zone: String = "ap-northeast-2a") -> ZoneLoss {
    ZoneLoss(of: zone, in: PlanAnalysis(of: plan))
  }

  /// Six nodes of 27 pods in three zones: two are lost, 108 places are left at once and 162 once they are replaced.
  @Test(arguments: [(100, 0), (108, 0), (120, 12), (162, 54)])
  func podsOfALostZoneMoveToTheOthers(replicas: Int, pending: Int) {
    let loss = loss(plan(nodes: 6, replicas: replicas))
    #expect(loss.nodes == 2 && loss.pendingAtOnce == pending)
    #expect(loss.pendingAfterwards == 0 && loss.isSurvived)
  }

  /// A /25 holds four full m5.large: six in two zones, three in each, fit; ten, five in each, do not.
  @Test func whatMovesNeedsAddresses() {
    let blocks = ["10.0.0.0/25", "10.0.1.0/25", "10.0.2.0/25"]
    #expect(loss(plan(nodes: 6, replicas: 150, blocks: blocks)).isSurvived)
    let crowded = loss(plan(nodes: 10, replicas: 260, blocks: blocks))
    #expect(!crowded.isSurvived && crowded.shortages.map(\.subnet) == ["b", "c"])
    // 5 × 30 addresses and one of the control plane on 123 usable ones
    #expect(crowded.shortages[0].addresses == 28)
  }

  @Test func prefixesNeedBlocks() {
    let loss = loss(
      plan(nodes: 6, replicas: 600, network: .prefixes) {
        $0.manager = .selfManaged; $0.declaredMaxPods = 110
      })
    #expect(loss.shortages.allSatisfy { $0.blocks > 0 } && !loss.shortages.isEmpty, "\(loss)")
  }

  @Test func theOnlyZoneTakesEverythingWithIt() {
    let loss = loss(plan(nodes: 2, replicas: 10, blocks: ["10.0.0.0/24"]))
    #expect(loss.pendingAfterwards == 10 && !loss.isSurvived)
  }

  /// Twice the zones, or maxUnavailable if that is more; Karpenter a tenth.
  @Test(
    arguments: [
      // manager, zones, size, maxUnavailable, strategy → nodes added
      (NodeGroup.Manager.managed, 3, 6, nil, UpdatePolicy.Strategy.standard, 6),
      (.managed, 5, 10, .count(1), .standard, 10), (.managed, 5, 50, .count(20), .standard, 20),
      (.managed, 2, 30, .percent(33), .standard, 10), (.managed, 3, 6, nil, .minimal, 0),
      (.karpenter, 3, 25, nil, .standard, 3), (.karpenter, 3, 25, .percent(50), .standard, 13),
      (.selfManaged, 3, 6, nil, .standard, 0), (.managed, 3, 0, nil, .standard, 0),
    ] as [(NodeGroup.Manager, Int, Int, UpdatePolicy.Amount?, UpdatePolicy.Strategy, Int)])
  func updatesAddNodes(
    manager: NodeGroup.Manager, zones: Int, size: Int, unavailable: UpdatePolicy.Amount?,
    strategy: UpdatePolicy.Strategy, added: Int
  ) {
    var group = NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: [])
    group.manager = manager
    (group.update.maxUnavailable, group.update.strategy) = (unavailable, strategy)
    #expect(NodeUpdate(of: group, nodes: size, zones: zones).surge == added)
  }

  /// Full nodes of 30 addresses in a /24 with one address for the control plane: eight fit, and an update of a group in
  /// one zone adds two.
  @Test func anUpdateThatDoesNotFitIsSaid() {
    func findings(_ nodes: Int) -> [Finding] {
      Assessment(of: plan(nodes: nodes, replicas: 27 * nodes, blocks: ["10.0.0.0/24"])).findings.filter {
        $0.code == "HR-SUR-002"
      }
    }
    #expect(findings(6).isEmpty && findings(7).count == 1)
    #expect(
      findings(7).first?.message
        == "a rolling update temporarily adds up to 2 nodes (2 per zone); subnet a has room for 1")
  }

  /// With custom networking two nodes hold 40 of the 59 addresses of their pods' /26, and an update adds two nodes that
  /// need as many. A /25 has room for them.
  @Test(arguments: [("10.1.0.0/26", 1), ("10.1.0.0/25", 0)])
  func anUpdateNeedsRoomInThePodsSubnetToo(block: String, count: Int) throws {
    let plan = try ClusterPlan(name: "p", region: Region("ap-northeast-2")!) {
      $0.subnets = [
        Subnet(name: "nodes", zone: "ap-northeast-2a", block: try! IPv4CIDR(parsing: "10.0.0.0/24")),
        Subnet(name: "pods", zone: "ap-northeast-2a", block: try! IPv4CIDR(parsing: block)),
      ]
      $0.subnets[1].roles = [.pods]
      $0.network = .vpcCNI(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])
      $0.network.eniConfigs = ["ap-northeast-2a": ["pods"]]
      $0.nodeGroups = [NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: ["nodes"], desiredSize: 2)]
      $0.workloads = [Workload(name: "web", replicas: 28)]
    }
    let found = Assessment(of: plan).findings.filter { $0.code == "HR-SUR-002" }
    #expect(found.count == count)
    #expect(
      found.allSatisfy { $0.message.hasSuffix("subnet pods has room for 0") && $0.parts.map(\.name).contains("pods") })
  }

  // MARK: Replacement without new nodes first

  private func replacement(_ plan: ClusterPlan) -> NodeReplacement? {
    let analysis = PlanAnalysis(of: plan)
    return NodeReplacement(of: analysis.groups[0], in: analysis)
  }

  /// Five m5.large of twenty pods and one spare address hold 24 addresses each. Twenty pods of one go to four others,
  /// five each: 4 × 5 more addresses, and a /25 has three left.
  private func crowded(
    _ variables: [String: String] = ["WARM_IP_TARGET": "1"], replicas: Int = 100,
    change: (inout NodeGroup) -> Void = { $0.update.strategy = .minimal }
  ) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: 5, blocks: ["10.0.0.0/25"], network: .vpcCNI(variables),
      workloads: [Workload(name: "web", replicas: replicas)], reservations: nothingReserved, group: change)
  }

  /// EKS replaces at most 100 nodes of a managed group at a time, whatever maxUnavailable says. The pods of 100 of 330
  /// nodes go to 230 others, eight each: 230 × 8 addresses.
  @Test func aManagedGroupReplacesAHundredNodesAtMost() throws {
    func update(_ manager: NodeGroup.Manager) -> NodeReplacement? {
      replacement(
        .sample(
          [.m5Large], nodes: 330, blocks: ["10.0.0.0/19"], network: .vpcCNI(["WARM_IP_TARGET": "1"]),
          workloads: [Workload(name: "web", replicas: 330 * 18)], reservations: nothingReserved
        ) {
          $0.manager = manager
          $0.update.maxUnavailable = .count(150)
          $0.update.strategy = .minimal
        })
    }
    let managed = try #require(update(.managed))
    #expect(managed.nodes == 100 && managed.podsPerNode == 8 && managed.shortages.map(\.asked) == [1840])
    #expect(update(.selfManaged)?.nodes == 150)
    let group = NodeGroup(name: "g", instanceTypes: [.m5Large], subnets: ["a"])
    for (count, batch) in [(1, 1), (99, 99), (100, 100), (101, 100), (1000, 100)] {
      var group = group
      group.update.maxUnavailable = .count(count)
      #expect(NodeUpdate(of: group, nodes: 2000, zones: 3).batch == batch)
    }
  }

  @Test func theOthersAskForMoreBeforeTheOldNodeEnds() throws {
    let found = try #require(replacement(crowded()))
    #expect(found.nodes == 1 && found.pods == 20 && found.podsPerNode == 5 && !found.keepsAddresses)
    #expect(found.shortages.map { [$0.asked, $0.left] } == [[20, 3]])
    #expect(replacement(crowded { _ in }) == nil)  // new nodes come first
    #expect(replacement(crowded { ($0.update.strategy, $0.update.maxUnavailable) = (.minimal, .percent(100)) }) == nil)
    // A whole spare interface is enough for three pods more, though its own spare one is not there.
    let spare = try #require(replacement(crowded([:], replicas: 45)))
    #expect(spare.shortages.isEmpty && spare.podsPerNode == 3 && spare.keepsAddresses)
  }

  /// The fleet says the same: pods wait until the drained node has released what is too much.
  @Test func theFleetWaitsThen() throws {
    func waiting(_ plan: ClusterPlan) throws -> [Int] {
      var cluster = try ClusterSimulator(of: plan)
      try cluster.apply(.replace("ng", maxUnavailable: nil))
      return [20, 50, 900].map {
        cluster.advance(to: $0)
        return cluster.moments()[0].waitingPods
      }
    }
    let crowded = try waiting(crowded())
    #expect(crowded[0] > 0 && crowded[1...] == [0, 0])
    #expect(try waiting(self.crowded([:], replicas: 45)) == [0, 0, 0])
  }
}
