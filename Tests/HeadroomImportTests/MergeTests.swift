import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// Several files about one cluster.
@Suite struct MergeTests {
  private func json(_ name: String, _ text: String) -> SourceFile { SourceFile(name: name, bytes: Array(text.utf8)) }

  private func subnet(_ rest: String = "", id: String = "subnet-1", cidr: String = "10.0.0.0/24") -> String {
    "{\"SubnetId\": \"\(id)\", \"CidrBlock\": \"\(cidr)\", \"AvailabilityZone\": \"eu-central-1a\"\(rest)}"
  }

  private func subnets(_ items: String..., name: String = "subnets.json") -> SourceFile {
    json(name, "{\"Subnets\": [\(items.joined(separator: ", "))]}")
  }

  // MARK: Contradictions

  @Test(arguments: [
    (
      "\"CidrBlock\": \"10.0.0.0/25\"",
      "the CIDR of subnet subnet-1 is 10.0.0.0/25 here, but 10.0.0.0/24 at a.json:1:"
    ),
    ("\"AvailabilityZone\": \"eu-central-1b\"", "the zone of subnet subnet-1 is eu-central-1b here"),
    ("\"VpcId\": \"vpc-2\"", "the VPC of subnet subnet-1 is vpc-2 here, but vpc-1 at a.json"),
  ])
  func identitiesThatDifferAreErrors(fact: String, message: String) {
    let first = subnets(subnet(", \"VpcId\": \"vpc-1\""), name: "a.json")
    let second = json("b.json", "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \(fact)}]}")
    for files in [[first, second], [second, first]] {
      let error = #expect(throws: PlanError.self) { try importPlan(files) }
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
      #expect(error?.description.hasPrefix("b.json:1:") == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: [
    (
      "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"CidrBlock\": \"10.0.0.0/24\", \"AvailableIpAddressCount\": 252}]}",
      "252 addresses are free, but 10.0.0.0/24 has only 251"
    ),
    (
      "{\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-1\", \"InstanceType\": \"m5.large\", \"SubnetId\": \"subnet-1\"}, {\"InstanceId\": \"i-1\", \"InstanceType\": \"m5.xlarge\", \"SubnetId\": \"subnet-1\"}]}]}",
      "instance i-1 is described twice"
    ),
    (
      "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"subnet-1\", \"PrivateIpAddresses\": [{\"PrivateIpAddress\": \"10.0.0\"}]}]}",
      "'10.0.0' is not an IPv4 address"
    ),
    (
      "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"subnet-1\", \"Ipv4Prefixes\": [{\"Ipv4Prefix\": \"0.0.0.0/0\"}]}]}",
      "expected an Ipv4Prefix of 16 addresses"
    ),
    ("{\"Subnets\": 3}", "expected an object or a list"), ("{\"Subnets\": [[]]}", "the subnet has no SubnetId"),
    ("{\"Subnets\": [{\"SubnetId\": \"s\", \"SubnetId\": \"t\"}]}", "duplicate key 'SubnetId'"),
    ("{\"Subnets\": [{\"SubnetId\": {}}]}", "expected a single value"),
  ])
  func whatCannotBeIsAnError(text: String, message: String) {
    let error = #expect(throws: PlanError.self) { try importPlan([json("a.json", text), subnets(subnet())]) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("a.json:1:") == true)
  }

  // MARK: What is no contradiction

  /// Two files of two moments: the lower number of free addresses counts.
  @Test func theLowerFreeCountCounts() throws {
    let files = [
      subnets(subnet(", \"AvailableIpAddressCount\": 200"), name: "a.json"),
      subnets(subnet(", \"AvailableIpAddressCount\": 150"), name: "b.json"),
    ]
    for files in [files, files.reversed()] {
      let plan = try importPlan(files).plan
      #expect(plan.subnets.map(\.available?.count) == [150])
    }
  }

  /// Pages of one listing are not one moment: an address on two interfaces is counted once, and one outside is counted.
  @Test func addressesAreCountedOnce() throws {
    func interface(_ id: String, _ address: String) -> String {
      "{\"NetworkInterfaceId\": \"\(id)\", \"SubnetId\": \"subnet-1\", \"PrivateIpAddresses\": [{\"PrivateIpAddress\": \"\(address)\"}]}"
    }
    let items = [
      interface("eni-1", "10.0.0.9"), interface("eni-2", "10.0.0.9"), interface("eni-1", "10.0.0.9"),
      interface("eni-3", "10.0.9.9"),
    ]
    let list = json("interfaces.json", "{\"NetworkInterfaces\": [\(items.joined(separator: ", "))]}")
    let imported = try importPlan([subnets(subnet(", \"AvailableIpAddressCount\": 249")), list])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [2])
    #expect(imported.findings == ["warn HR-IMP-003 subnet-1"])
  }

  // MARK: Intent and now

  private let live = """
    {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "scalingConfig": {"minSize": 2, "maxSize": 12, "desiredSize": 4},
     "instanceTypes": ["m5.large"], "subnets": ["subnet-1", "subnet-2"], "amiType": "AL2023_x86_64_STANDARD"}}
    """

  private let network = """
    vpc:
      id: vpc-1
      subnets:
        private: {eu-central-1a: {id: subnet-1, cidr: 10.0.0.0/24}, eu-central-1b: {id: subnet-2, cidr: 10.0.1.0/24}}
    """

  @Test func whatIsWantedCountsAndTheDifferenceIsSaid() throws {
    let config = clusterConfig(
      "{name: a, instanceType: m5.large, minSize: 2, maxSize: 9, privateNetworking: true}", network)
    let imported = try importPlan([config, json("live.json", live)])
    let group = try #require(imported.plan.nodeGroups.first)
    #expect([group.desiredSize, group.minSize, group.maxSize] == [4, 2, 9])
    let drift = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-001" }
    #expect(drift.map(\.subject.key) == ["maxSize"])
    let message = try #require(drift.first?.message)
    #expect(
      message.contains("maxSize is 9 at cluster.yaml:") && message.contains("12 exists according to live.json:1:"),
      "\(message)")
    #expect(imported.position(of: drift[0].subject)?.file == "cluster.yaml")
    #expect(try imported.converted().answer == imported.answer)
  }

  /// What eksctl would take by default gives way to what exists.
  @Test func defaultsGiveWayToWhatExists() throws {
    let config = clusterConfig("{name: a, instanceType: m5.large, privateNetworking: true}", network)
    let imported = try importPlan([config, json("live.json", live)])
    #expect(imported.plan.nodeGroups.first?.maxSize == 12)
    let drift = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-001" }.map(\.message)
    #expect(drift.count == 1 && drift[0].contains("maxSize is 2 (the default of eksctl)"), "\(drift)")
    #expect(drift[0].hasSuffix("the numbers are for 12"))
  }

  /// The subnets that eksctl makes are those with the same blocks that exist.
  @Test func subnetsAreMatchedByTheirBlocks() throws {
    let config = clusterConfig("{name: a}", "availabilityZones: [eu-central-1a, eu-central-1b]")
    let found = subnets(
      subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 8000", id: "subnet-9", cidr: "192.168.0.0/19"))
    let plan = try importPlan([config, found]).plan
    #expect(plan.subnets.count == 4)
    #expect(plan.subnets.first { $0.name == "public-eu-central-1a" }?.available?.count == 8000)
  }

  // MARK: Several clusters

  @Test func oneClusterIsChosen() throws {
    let other = clusterConfig("{name: b}").replacing("name: dev", with: "name: prod")
    let files = [clusterConfig("{name: a}"), SourceFile(name: "other.yaml", bytes: other.bytes)]
    let error = #expect(throws: PlanError.self) { try importPlan(files) }
    #expect(error?.description.contains("2 clusters, dev, prod; choose one with --cluster") == true)
    #expect(try importPlan(files, cluster: "prod").plan.nodeGroups.map(\.name) == ["b"])
    let unknown = #expect(throws: PlanError.self) { try importPlan(files, cluster: "test") }
    #expect(unknown?.description.contains("do not describe a cluster 'test'; they describe dev, prod") == true)
  }

  // MARK: A plan beside them

  @Test func aPlanTakesPrecedence() throws {
    let plan = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: dev}
      nodeGroups:
        - {name: a, maxSize: 20}
      growth: {ratePerMonth: 5%}
      policy: {maxUtilization: 70%}
      """
    let config = clusterConfig("{name: a, minSize: 2, maxSize: 9}, {name: b}")
    let imported = try importPlan([json("plan.yaml", plan), config])
    #expect(imported.plan.nodeGroups.map { [$0.name, "\($0.maxSize ?? 0)"] } == [["a", "20"], ["b", "2"]])
    #expect(imported.plan.growth != nil && imported.plan.policy.maxUtilization == 70)
    #expect(imported.position(of: PlanPart(.nodeGroup, "a", key: "maxSize"))?.file == "plan.yaml")
    let twice = #expect(throws: PlanError.self) { try importPlan([json("a", plan), json("b", plan), config]) }
    #expect(twice?.description.contains("this is a second plan file") == true)
  }

  /// Changes apply to what the files add up to.
  @Test func changesApplyToTheWhole() throws {
    let change = try #require(PlanChange("nodeGroups.a.maxSize=7"))
    #expect(try importPlan([clusterConfig("{name: a}")], changes: [change]).plan.nodeGroups.first?.maxSize == 7)
  }

  // MARK: Secrets

  /// Nothing but the fields that are read gets into a plan, an answer or a message.
  @Test func whatIsNotReadIsNotKept() throws {
    let mark = "S3CRET"
    let interface = """
      {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "OwnerId": "\(mark)", "MacAddress": "\(mark)",
       "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.9", "PrivateDnsName": "\(mark)"}], "Groups": [{"GroupName": "\(mark)"}],
       "TagSet": [{"Key": "password", "Value": "\(mark)"}]}]}
      """
    let template = """
      {"LaunchTemplateVersions": [{"LaunchTemplateId": "lt-1", "VersionNumber": 1, "CreatedBy": "\(mark)",
       "LaunchTemplateData": {"InstanceType": "m5.large", "UserData": "UzNDUkVUCg==", "KeyName": "\(mark)"}}]}
      """
    let cluster = """
      {"cluster": {"name": "dev", "certificateAuthority": {"data": "\(mark)"}, "roleArn": "\(mark)", "tags": {"a": "\(mark)"},
       "resourcesVpcConfig": {"subnetIds": ["subnet-1"], "vpcId": "vpc-1"}}}
      """
    let group = """
      {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "nodeRole": "\(mark)", "remoteAccess": {"ec2SshKey": "\(mark)"},
       "scalingConfig": {"minSize": 1, "maxSize": 1, "desiredSize": 1}, "launchTemplate": {"id": "lt-1", "version": "1"},
       "subnets": ["subnet-1"], "tags": {"b": "\(mark)"}}}
      """
    let addon = """
      {"addon": {"addonName": "vpc-cni", "clusterName": "dev", "serviceAccountRoleArn": "\(mark)",
       "configurationValues": "{\\"init\\": {\\"env\\": {\\"TOKEN\\": \\"\(mark)\\"}}}"}}
      """
    let files = [interface, template, cluster, group, addon].enumerated().map { json("\($0).json", $1) }
    let imported = try importPlan(
      files + [
        subnets(subnet(", \"Tags\": [{\"Key\": \"owner\", \"Value\": \"\(mark)\"}], \"SubnetArn\": \"\(mark)\""))
      ])
    let texts =
      PlanFileFormat.allCases.map { String(decoding: exportPlan(imported, as: $0, name: "p")[0].bytes, as: UTF8.self) }
      + [imported.answer] + imported.notes
    #expect(!texts.contains { $0.contains(mark) || $0.contains("UzNDUkVU") })
    #expect(imported.plan.nodeGroups.first?.instanceTypes.map(\.name) == ["m5.large"])
  }

  // MARK: What is there and not described

  private let clusterFile = """
    {"cluster": {"name": "dev", "arn": "arn:aws:eks:eu-central-1:1:cluster/dev", "version": "1.34",
     "resourcesVpcConfig": {"subnetIds": ["subnet-1"], "vpcId": "vpc-1"}}}
    """

  private func interface(_ id: String, _ addresses: [String], instance: String? = nil, _ rest: String = "") -> String {
    let list = addresses.map { "{\"PrivateIpAddress\": \"\($0)\"}" }.joined(separator: ", ")
    let attachment = instance.map { ", \"Attachment\": {\"InstanceId\": \"\($0)\"}" } ?? ""
    return
      "{\"NetworkInterfaceId\": \"\(id)\", \"SubnetId\": \"subnet-1\", \"PrivateIpAddresses\": [\(list)]\(attachment)\(rest)}"
  }

  private func interfaces(_ items: String..., name: String = "interfaces.json") -> SourceFile {
    json(name, "{\"NetworkInterfaces\": [\(items.joined(separator: ", "))]}")
  }

  private func instance(_ tags: String...) -> SourceFile {
    let list = tags.map { tag in
      let parts = tag.split(separator: "=")
      return "{\"Key\": \"\(parts[0])\", \"Value\": \"\(parts[1])\"}"
    }
    return json(
      "instances.json",
      """
      {"Reservations": [{"Instances": [{"InstanceId": "i-1", "InstanceType": "m5.large", "SubnetId": "subnet-1",
       "State": {"Name": "running"}, "Tags": [\(list.joined(separator: ", "))]}]}]}
      """)
  }

  private let group = """
    {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "scalingConfig": {"minSize": 1, "maxSize": 2, "desiredSize": 1},
     "instanceTypes": ["m5.large"], "subnets": ["subnet-1"], "amiType": "AL2023_x86_64_STANDARD"}}
    """

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
    let text = instance("Name=x").bytes
    #expect(!text.isEmpty)
    var file = instance("Name=x")
    let list = tags.map { tag in
      let parts = tag.split(separator: "=")
      return "{\"Key\": \"\(parts[0])\", \"Value\": \"\(parts[1])\"}"
    }
    file = file.replacing("{\"Key\": \"Name\", \"Value\": \"x\"}", with: list.joined(separator: ", "))
    let imported = try importPlan([
      subnets(subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 249")), json("c.json", clusterFile),
      json("g.json", group), file, interfaces(interface("eni-1", ["10.0.0.9", "10.0.0.10"], instance: "i-1")),
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
    let many = (0..<4).map { interface("eni-\($0)", ["10.0.0.1\($0)"], ", \"Description\": \"ELB app/web/1\"") }
    let imported = try importPlan([
      subnets(subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 240")), json("c.json", clusterFile),
      interfaces(many[0], many[1], many[2], many[3]),
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
      subnets(subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 249")), json("c.json", clusterFile),
      json("g.json", group), interfaces(interface("eni-1", ["10.0.0.9", "10.0.0.10"], instance: "i-1", tags)),
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
    let imported = try importPlan([subnets(subnet()), json("g.json", group), json("i.json", instances)])
    #expect(imported.plan.nodeGroups.map(\.desiredSize) == [4] && imported.plan.nodeGroups.map(\.maxSize) == [4])
  }

  /// A load balancer with many addresses in one subnet has no more in another.
  @Test func addressesAreCountedBySubnet() throws {
    let busy = (0..<5).map { interface("eni-\($0)", ["10.0.0.2\($0)"], ", \"Description\": \"ELB app/web/1\"") }
    let quiet = interface("eni-9", ["10.0.1.9"], ", \"Description\": \"ELB app/web/1\"")
      .replacing("\"subnet-1\"", with: "\"subnet-2\"")
    let imported = try importPlan([
      subnets(
        subnet(", \"VpcId\": \"vpc-1\""), subnet(", \"VpcId\": \"vpc-1\"", id: "subnet-2", cidr: "10.0.1.0/24")),
      json("c.json", clusterFile),
      json("e.json", "{\"NetworkInterfaces\": [\((busy + [quiet]).joined(separator: ", "))]}"),
    ])
    #expect(
      imported.plan.reservations.map { "\($0.name) \($0.subnets) \($0.addresses)" } == [
        "web (2) [\"subnet-2\"] 2", "web (5) [\"subnet-1\"] 5",
      ])
  }

  /// The names of files never decide which of two moments counts.
  @Test func namesOfFilesDecideNothing() throws {
    let other = group.replacing("m5.large", with: "m5.4xlarge").replacing("\"maxSize\": 2", with: "\"maxSize\": 7")
    let plans = try [["a", "b"], ["b", "a"]].map { names in
      try importPlan([subnets(subnet()), json(names[0], group), json(names[1], other)]).plan
    }
    #expect(plans[0] == plans[1] && plans[0].nodeGroups.map(\.maxSize) == [7])
    let configs = try [["a", "b"], ["b", "a"]].map { names in
      let first = clusterConfig("{name: x, privateNetworking: true}", network)
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
    #expect(error?.description.contains("`vpc` of cluster 'dev' differs from that in line 4") == true)
  }

  /// Two listings of two moments, in either order of their names.
  @Test func listingsOfTwoMomentsAddUp() throws {
    let (first, second) = (
      interface("eni-1", ["10.0.0.9"]), interface("eni-1", ["10.0.0.9", "10.0.0.10", "10.0.0.11"])
    )
    for names in [["a", "b"], ["b", "a"]] {
      let imported = try importPlan([
        subnets(subnet()), interfaces(first, name: names[0]), interfaces(second, name: names[1]),
      ])
      #expect(imported.plan.subnets.map(\.usedAddresses) == [3])
    }
  }

  /// A list that has no interface in a subnet may be filtered: what is in the subnet is not known then.
  @Test func aFilteredListLeavesOtherSubnetsOpen() throws {
    let files = [
      subnets(
        subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 250"),
        subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 100", id: "subnet-2", cidr: "10.0.1.0/24")),
      interfaces(interface("eni-1", ["10.0.0.9"])),
    ]
    let plan = try importPlan(files).plan
    #expect(plan.subnets.map(\.usedAddresses) == [1, 151])
    #expect(plan.subnets.map(\.available?.count) == [nil, 100])
  }

  // MARK: Several files of eksctl

  /// Node groups often have a file of their own, which describes no network.
  @Test func nodeGroupsHaveFilesOfTheirOwn() throws {
    let network = clusterConfig("{name: a, privateNetworking: true}", network)
    let more = SourceFile(name: "zz.yaml", bytes: clusterConfig("{name: b, privateNetworking: true}").bytes)
    for files in [[network, more], [SourceFile(name: "zzz.yaml", bytes: network.bytes), more]] {
      let plan = try importPlan(files).plan
      #expect(plan.subnets.count == 2 && plan.nodeGroups.map(\.name) == ["a", "b"])
      #expect(plan.nodeGroups[1].subnets == ["private-eu-central-1a", "private-eu-central-1b"])
    }
    let other = SourceFile(name: "zz.yaml", bytes: clusterConfig("{name: a, maxSize: 9}").bytes)
    let error = #expect(throws: PlanError.self) { try importPlan([clusterConfig("{name: a, maxSize: 3}"), other]) }
    #expect(error?.description.contains("maxSize of a is 9 here, but 3 at cluster.yaml") == true)
  }

  /// The default VPC of eksctl is not any VPC with the same blocks, and not one that exists.
  @Test func theVPCIsThatOfTheCluster() throws {
    let config = clusterConfig("{name: a}", "availabilityZones: [eu-central-1a, eu-central-1b]")
    func described(_ vpc: String, _ id: String) -> String {
      subnet(", \"VpcId\": \"\(vpc)\", \"AvailableIpAddressCount\": 8000", id: id, cidr: "192.168.0.0/19")
    }
    let both = subnets(described("vpc-0", "subnet-7"), described("vpc-1", "subnet-8"))
    let error = #expect(throws: PlanError.self) { try importPlan([config, both]) }
    #expect(error?.description.contains("2 subnets in different VPCs have the block 192.168.0.0/19") == true)
    let live = json("c.json", clusterFile.replacing("subnet-1", with: "subnet-8"))
    let chosen = try importPlan([config, both, live])
    #expect(chosen.plan.subnets.map(\.name) == ["public-eu-central-1a"])
    #expect(chosen.plan.subnets.map(\.available?.count) == [8000])
    // Other VPCs of the account say nothing about one that is still to be made.
    let elsewhere = subnets(subnet(", \"VpcId\": \"vpc-9\"", cidr: "172.31.0.0/20"))
    #expect(try importPlan([config, elsewhere]).plan.subnets.count == 4)
    // Where the cluster exists, its subnets are not new, and what is in them is not known.
    #expect(try importPlan([config, json("c.json", clusterFile)]).plan.subnets.allSatisfy { $0.isUseUnknown })
  }

  /// The plan file's word replaces what was not known.
  @Test func aPlanAnswersWhatWasNotKnown() throws {
    let plan = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: dev}
      vpc: {subnets: [{name: private-eu-central-1a, occupied: [10.0.0.9]}, {name: private-eu-central-1b, usedAddresses: 3}]}
      nodeGroups: [{name: a, instanceTypes: [m5.large]}]
      """
    let config = clusterConfig("{name: a, privateNetworking: true, instanceSelector: {vCPUs: 2}}", network)
    let imported = try importPlan([json("plan.yaml", plan), config])
    #expect(imported.findings.filter { $0.hasPrefix("unknown") } == [])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [1, 3])
    let text = String(decoding: exportPlan(imported, as: .yaml, name: "p")[0].bytes, as: UTF8.self)
    #expect(!text.contains("not known"))
  }
}
