import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// What exists and no file describes, or several files differently.
@Suite struct LiveFactsTests {
  /// Nodes of groups that no file describes keep their addresses, and may become more.
  @Test(arguments: [
    (["kubernetes.io/cluster/dev=owned", "eks:nodegroup-name=a"], 0, nil),
    (
      ["kubernetes.io/cluster/dev=owned", "karpenter.sh/nodepool=default"], 2,
      "2 addresses belong to nodes of 'default'"
    ),
    (["kubernetes.io/cluster/dev=owned", "aws:autoscaling:groupName=x"], 2, "2 addresses belong to nodes of 'x'"),
    (["Name=bastion"], 2, nil),
  ])
  func nodesOfOtherGroupsAreCounted(tags: [String], others: Int, message: String?) throws {
    let text = AWSText.instance("Name=x").bytes
    #expect(!text.isEmpty)
    var file = AWSText.instance("Name=x")
    let list = tags.map { tag in
      let parts = tag.split(separator: "=")
      return "{\"Key\": \"\(parts[0])\", \"Value\": \"\(parts[1])\"}"
    }
    file = file.replacing("{\"Key\": \"Name\", \"Value\": \"x\"}", with: list.joined(separator: ", "))
    let imported = try importPlan([
      AWSText.subnets(AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 249")),
      AWSText.json("c.json", AWSText.clusterFile),
      AWSText.json("g.json", AWSText.group), file,
      AWSText.interfaces(AWSText.interface("eni-1", ["10.0.0.9", "10.0.0.10"], instance: "i-1")),
    ])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [others])
    let messages = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-004" }.map(\.message)
    if let message {
      #expect(messages.contains { $0.contains(message) }, "\(messages)")
    } else {
      #expect(!messages.contains { $0.contains("belong to") }, "\(messages)")
    }
  }

  /// A load balancer under load has more addresses than usual, and a free count below what interfaces explain counts.
  @Test func whatIsMeasuredCounts() throws {
    let many = (0..<4).map { AWSText.interface("eni-\($0)", ["10.0.0.1\($0)"], ", \"Description\": \"ELB app/web/1\"") }
    let imported = try importPlan([
      AWSText.subnets(AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 240")),
      AWSText.json("c.json", AWSText.clusterFile),
      AWSText.interfaces(many[0], many[1], many[2], many[3]),
    ])
    let balancer = try #require(imported.plan.reservations.first)
    #expect(balancer.addresses == 4 && balancer.peakAddresses == 8)
    #expect(imported.plan.subnets.map(\.usedAddresses) == [7])
    #expect(imported.findings.contains("warn HR-IMP-003 subnet-1"))
  }

  /// The nodes of a group are named by the CNI's tags alone: which group they belong to is not known, and nothing passes.
  @Test func nodesWithoutInstancesAreNotTakenForGranted() throws {
    let tags = ", \"TagSet\": [{\"Key\": \"cluster.k8s.amazonaws.com/name\", \"Value\": \"dev\"}]"
    let imported = try importPlan([
      AWSText.subnets(AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 249")),
      AWSText.json("c.json", AWSText.clusterFile),
      AWSText.json("g.json", AWSText.group),
      AWSText.interfaces(AWSText.interface("eni-1", ["10.0.0.9", "10.0.0.10"], instance: "i-1", tags)),
    ])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [0])
    let messages = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-004" }.map(\.message)
    #expect(messages.contains { $0.contains("2 addresses belong to nodes of the cluster whose groups") }, "\(messages)")
  }

  /// More instances than the group's description says: the larger number is what is there.
  @Test func instancesAreCounted() throws {
    let items = (0..<4).map { number in
      """
      {"InstanceId": "i-\(number)", "InstanceType": "m5.large", "SubnetId": "subnet-1", "State": {"Name": "running"},
       "Tags": [{"Key": "eks:cluster-name", "Value": "dev"}, {"Key": "eks:nodegroup-name", "Value": "a"}]}
      """
    }
    let instances = "{\"Reservations\": [{\"Instances\": [\(items.joined(separator: ", "))]}]}"
    let imported = try importPlan([
      AWSText.subnets(AWSText.subnet()), AWSText.json("g.json", AWSText.group), AWSText.json("i.json", instances),
    ])
    #expect(imported.plan.nodeGroups.map(\.desiredSize) == [4] && imported.plan.nodeGroups.map(\.maxSize) == [4])
  }

  /// A load balancer with many addresses in one subnet has no more in another.
  @Test func addressesAreCountedBySubnet() throws {
    let busy = (0..<5).map { AWSText.interface("eni-\($0)", ["10.0.0.2\($0)"], ", \"Description\": \"ELB app/web/1\"") }
    let quiet = AWSText.interface("eni-9", ["10.0.1.9"], ", \"Description\": \"ELB app/web/1\"")
      .replacing("\"subnet-1\"", with: "\"subnet-2\"")
    let imported = try importPlan([
      AWSText.subnets(
        AWSText.subnet(", \"VpcId\": \"vpc-1\""),
        AWSText.subnet(", \"VpcId\": \"vpc-1\"", id: "subnet-2", cidr: "10.0.1.0/24")),
      AWSText.json("c.json", AWSText.clusterFile),
      AWSText.json("e.json", "{\"NetworkInterfaces\": [\((busy + [quiet]).joined(separator: ", "))]}"),
    ])
    #expect(
      imported.plan.reservations.map { "\($0.name) \($0.subnets) \($0.addresses)" } == [
        "web (2) [\"subnet-2\"] 2", "web (5) [\"subnet-1\"] 5",
      ])
  }

  /// The names of files never decide which of two moments counts.
  @Test func namesOfFilesDecideNothing() throws {
    let other = AWSText.group.replacing("m5.large", with: "m5.4xlarge").replacing(
      "\"maxSize\": 2", with: "\"maxSize\": 7")
    let plans = try [["a", "b"], ["b", "a"]].map { names in
      try importPlan([
        AWSText.subnets(AWSText.subnet()), AWSText.json(names[0], AWSText.group), AWSText.json(names[1], other),
      ]).plan
    }
    #expect(plans[0] == plans[1] && plans[0].nodeGroups.map(\.maxSize) == [7])
    let configs = try [["a", "b"], ["b", "a"]].map { names in
      let first = clusterConfig("{name: x, privateNetworking: true}", AWSText.network)
      let second = clusterConfig(
        "{name: y, privateNetworking: true}", "kubernetesNetworkConfig: {ipFamily: IPv6}\nkarpenter: {version: \"1.0\"}"
      )
      return try importPlan([
        SourceFile(name: names[0], bytes: first.bytes), SourceFile(name: names[1], bytes: second.bytes),
      ]).plan
    }
    #expect(configs[0] == configs[1] && configs[0].network.ipFamily == .ipv6)
    #expect(configs[0].incompleteGroups.map(\.name) == ["NodePools of Karpenter"])
    let one = clusterConfig("", "vpc: {cidr: 10.1.0.0/16}"), two = clusterConfig("", "vpc: {cidr: 10.2.0.0/16}")
    let error = #expect(throws: PlanError.self) {
      try importPlan([one, SourceFile(name: "other.yaml", bytes: two.bytes)])
    }
    #expect(
      error?.description.contains("`vpc` of cluster 'dev' differs from that of another file, which is at") == true)
  }

  /// Two listings of two moments, in either order of their names.
  @Test func listingsOfTwoMomentsAddUp() throws {
    let (first, second) = (
      AWSText.interface("eni-1", ["10.0.0.9"]), AWSText.interface("eni-1", ["10.0.0.9", "10.0.0.10", "10.0.0.11"])
    )
    for names in [["a", "b"], ["b", "a"]] {
      let imported = try importPlan([
        AWSText.subnets(AWSText.subnet()), AWSText.interfaces(first, name: names[0]),
        AWSText.interfaces(second, name: names[1]),
      ])
      #expect(imported.plan.subnets.map(\.usedAddresses) == [3])
    }
  }

  /// A list that has no interface in a subnet may be filtered: what is in the subnet is not known then.
  @Test func aFilteredListLeavesOtherSubnetsOpen() throws {
    let files = [
      AWSText.subnets(
        AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 250"),
        AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 100", id: "subnet-2", cidr: "10.0.1.0/24")),
      AWSText.interfaces(AWSText.interface("eni-1", ["10.0.0.9"])),
    ]
    let plan = try importPlan(files).plan
    #expect(plan.subnets.map(\.usedAddresses) == [1, 151])
    #expect(plan.subnets.map(\.available?.count) == [nil, 100])
  }
}
