import HeadroomTestSupport
import Testing

@testable import Headroom

/// Enhanced subnet discovery: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
@Suite struct SubnetDiscoveryTests {
  private static let role = SubnetTags.role, mine = "cni.networking.k8s.aws/cluster/mine"

  private func subnet(_ name: String, _ block: String, zone: String = "a", tags: [String: String] = [:]) -> Subnet {
    var subnet = Subnet(name: name, zone: "ap-northeast-2\(zone)", block: try! IPv4CIDR(parsing: block))
    subnet.tags = tags
    return subnet
  }

  /// One group whose nodes are in the subnet "nodes".
  private func plan(
    _ subnets: [Subnet], nodes: Int, pods: Int, network: NetworkSettings = NetworkSettings()
  ) -> ClusterPlan {
    try! ClusterPlan(name: "p", region: Region("ap-northeast-2")!) {
      $0.subnets = subnets
      $0.network = network
      $0.nodeGroups = [NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: ["nodes"], desiredSize: nodes)]
      $0.workloads = [Workload(name: "web", replicas: pods)]
      $0.reservations = [
        AddressReservation(name: "none", kind: .controlPlane, subnets: ["nodes"], addresses: 0, peakAddresses: 0)
      ]
    }
  }

  /// No tag or an empty one: only the node's own subnet; 0: none; anything else: usable, unless for other clusters only.
  @Test(
    arguments: [
      // tags, is it the node's own, CLUSTER_NAME → usable
      ([:], true, nil, true), ([:], false, nil, false), ([role: ""], true, nil, true), ([role: ""], false, nil, false),
      ([role: "0"], true, nil, false), ([role: "1"], false, nil, true), ([role: "yes"], false, nil, true),
      ([role: "1", mine: "shared"], false, "mine", true), ([role: "1", mine: ""], false, "other", false),
      ([role: "1", mine: ""], false, nil, true), ([mine: ""], true, "other", true),
    ] as [([String: String], Bool, String?, Bool)])
  func tagsDecide(tags: [String: String], isOwn: Bool, cluster: String?, usable: Bool) {
    let home = subnet("nodes", "10.0.0.0/24", tags: isOwn ? tags : [:])
    let other = isOwn ? home : subnet("pods", "10.0.1.0/24", tags: tags)
    #expect(SubnetTags(cluster: cluster).isUsable(other, from: home) == usable)
    #expect(!SubnetTags(cluster: cluster).isUsable(subnet("b", "10.0.2.0/24", zone: "b", tags: tags), from: home))
  }

  /// The first interface fills up from the node's subnet, the others go where most addresses are free.
  @Test func furtherInterfacesGoWhereThereIsRoom() {
    let subnets = [subnet("nodes", "10.0.0.0/26"), subnet("pods", "10.0.1.0/24", tags: [Self.role: "1"])]
    let analysis = PlanAnalysis(of: plan(subnets, nodes: 2, pods: 40))
    #expect(analysis.subnets.map(\.demand) == [20, 40] && analysis.subnets.map(\.peakDemand) == [20, 40])
    #expect(Assessment(of: analysis.plan).findings.allSatisfy { !$0.code.hasPrefix("HR-PLN") })
    // Each node: 10 addresses on its own interface for 9 pods, and 20 on two others for 11 pods and 7 warm ones. What is
    // warm is where its interface is, so that no subnet holds more warm addresses than addresses.
    #expect(analysis.subnets.map(\.warmAddresses) == [0, 14])
    // 2 × 30 addresses would not fit into the /26 alone
    let alone = PlanAnalysis(of: plan([subnets[0]], nodes: 2, pods: 40))
    #expect(alone.subnets[0].freeAddresses == -1)
  }

  /// A subnet with 0 gives its nodes' first interfaces nothing but their own address.
  @Test func anExcludedSubnetHoldsFirstInterfacesOnly() {
    let subnets = [
      subnet("nodes", "10.0.0.0/26", tags: [Self.role: "0"]), subnet("pods", "10.0.1.0/24", tags: [Self.role: "1"]),
    ]
    let plan = plan(subnets, nodes: 3, pods: 30)
    #expect(PlanAnalysis(of: plan).subnets.map(\.demand) == [3, 60])
    #expect(Assessment(of: plan).findings.map(\.code).contains("HR-NET-006"))
  }

  /// The number in closed form is that of things placed one by one, each where the most is free.
  @Test func levelledCountsAreThoseOfOneByOne() {
    #expect(levelledCounts(10, size: 10, free: [200, 100]) == [10, 0])
    #expect(levelledCounts(10, size: 10, free: [100, 80, -50]) == [6, 4, 0])
    var random = SeededGenerator()
    for _ in 0..<500 {
      let size = Int.random(in: 1...40, using: &random)
      let count = Int.random(in: 0...60, using: &random)
      let free = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: -50...400, using: &random) }
      var (left, expected) = (free, free.map { _ in 0 })
      for _ in 0..<count {
        let place = left.indices.max { (left[$0], -$0) < (left[$1], -$1) }!
        left[place] -= size
        expected[place] += 1
      }
      #expect(levelledCounts(count, size: size, free: free) == expected, "\(count) of \(size) in \(free)")
    }
  }

  /// The fleet, which asks for each interface at its time, comes to the same within an interface or two.
  @Test func theFleetComesToTheSame() throws {
    var random = SeededGenerator()
    for _ in 0..<40 {
      let subnets = [
        subnet("nodes", "10.0.0.0/23", tags: [[:], [Self.role: "1"], [Self.role: "0"]].randomElement(using: &random)!),
        subnet("pods", "10.0.2.0/23", tags: [Self.role: "1"]), subnet("more", "10.0.4.0/24", tags: [Self.role: "1"]),
        subnet("other", "10.0.5.0/24"),
      ]
      let nodes = Int.random(in: 1...20, using: &random)
      let plan = plan(subnets, nodes: nodes, pods: nodes * Int.random(in: 0...18, using: &random))
      let cluster = try ClusterSimulator(of: plan)
      let loads = PlanAnalysis(of: plan).subnets
      let total = cluster.moments().reduce(0) { $0 + $1.addresses }
      #expect(total == loads.reduce(0) { $0 + $1.demand })
      for (moment, load) in zip(cluster.moments(), loads) {
        #expect(abs(moment.addresses - load.demand) <= 20, "\(moment.subnet) \(nodes)")
      }
    }
  }

  /// Updates and replacements ask the subnets that tags put interfaces into, not the nodes' own.
  @Test func updatesAskTheTaggedSubnets() {
    func codes(_ home: String, _ pods: String, count: Int, change: (inout NodeGroup) -> Void = { _ in }) -> [String] {
      let subnets = [
        subnet("nodes", home, tags: [Self.role: "0"]), subnet("pods", pods, tags: [Self.role: "1"]),
      ]
      var group = NodeGroup(name: "ng", instanceTypes: [.m5Large], subnets: ["nodes"], desiredSize: 2)
      change(&group)
      let base = plan(subnets, nodes: 2, pods: count, network: .vpcCNI(["WARM_IP_TARGET": "1"]))
      let built = try! base.changing {
        $0.subnets = subnets
        $0.nodeGroups = [group]
      }
      return Assessment(of: built).findings.map(\.code).filter { $0.hasPrefix("HR-SUR") }
    }
    #expect(codes("10.0.0.0/20", "10.0.64.0/26", count: 34) == ["HR-SUR-002"])
    #expect(codes("10.0.0.0/26", "10.0.64.0/20", count: 34).isEmpty)
    let inPlace: (inout NodeGroup) -> Void = { $0.manager = .selfManaged }
    #expect(codes("10.0.0.0/28", "10.0.64.0/20", count: 20, change: inPlace).isEmpty)
    #expect(codes("10.0.0.0/24", "10.0.64.0/27", count: 16, change: inPlace) == ["HR-SUR-004"])
  }
}
