import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// Several files about one cluster.
@Suite struct MergeTests {
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
    let first = AWSText.subnets(AWSText.subnet(", \"VpcId\": \"vpc-1\""), name: "a.json")
    let second = AWSText.json("b.json", "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \(fact)}]}")
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
    let error = #expect(throws: PlanError.self) {
      try importPlan([AWSText.json("a.json", text), AWSText.subnets(AWSText.subnet())])
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("a.json:1:") == true)
  }

  // MARK: What is no contradiction

  /// Two files of two moments: the lower number of free addresses counts.
  @Test func theLowerFreeCountCounts() throws {
    let files = [
      AWSText.subnets(AWSText.subnet(", \"AvailableIpAddressCount\": 200"), name: "a.json"),
      AWSText.subnets(AWSText.subnet(", \"AvailableIpAddressCount\": 150"), name: "b.json"),
    ]
    for files in [files, files.reversed()] {
      let plan = try importPlan(files).plan
      #expect(plan.subnets.map(\.available?.count) == [150])
    }
  }

  /// Pages of one listing are not one moment: an address on two interfaces is counted once, and one outside is counted.
  @Test func addressesAreCountedOnce() throws {
    let items = [("eni-1", "10.0.0.9"), ("eni-2", "10.0.0.9"), ("eni-1", "10.0.0.9"), ("eni-3", "10.0.9.9")]
      .map { AWSText.interface($0, [$1]) }
    let list = AWSText.json("interfaces.json", "{\"NetworkInterfaces\": [\(items.joined(separator: ", "))]}")
    let imported = try importPlan([AWSText.subnets(AWSText.subnet(", \"AvailableIpAddressCount\": 249")), list])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [2])
    #expect(imported.findings == ["warn HR-IMP-003 subnet-1"])
  }

  // MARK: Intent and now

  @Test func whatIsWantedCountsAndTheDifferenceIsSaid() throws {
    let config = clusterConfig(
      "{name: a, instanceType: m5.large, minSize: 2, maxSize: 9, privateNetworking: true}", AWSText.network)
    let imported = try importPlan([config, AWSText.json("live.json", AWSText.live)])
    let group = try #require(imported.plan.nodeGroups.first)
    #expect([group.desiredSize, group.minSize, group.maxSize] == [4, 2, 9])
    let drift = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-001" }
    #expect(drift.map(\.subject.key) == ["maxSize"])
    let message = try #require(drift.first?.message)
    #expect(
      message.contains("maxSize is 9 at cluster.yaml:")
        && message.contains("12 exists according to live.json:1:"),
      "\(message)")
    #expect(imported.position(of: drift[0].subject)?.file == "cluster.yaml")
    #expect(try imported.converted().answer == imported.answer)
  }

  /// What eksctl would take by default gives way to what exists.
  @Test func defaultsGiveWayToWhatExists() throws {
    let config = clusterConfig("{name: a, instanceType: m5.large, privateNetworking: true}", AWSText.network)
    let imported = try importPlan([config, AWSText.json("live.json", AWSText.live)])
    #expect(imported.plan.nodeGroups.first?.maxSize == 12)
    let drift = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-001" }.map(\.message)
    #expect(drift.count == 1 && drift[0].contains("maxSize is 2 (the default of eksctl)"), "\(drift)")
    #expect(drift[0].hasSuffix("the numbers are for 12"))
  }

  /// The subnets that eksctl makes are those with the same blocks that exist.
  @Test func subnetsAreMatchedByTheirBlocks() throws {
    let config = clusterConfig("{name: a}", "availabilityZones: [eu-central-1a, eu-central-1b]")
    let found = AWSText.subnets(
      AWSText.subnet(
        ", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 8000", id: "subnet-9", cidr: "192.168.0.0/19"))
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
    let imported = try importPlan([AWSText.json("plan.yaml", plan), config])
    #expect(imported.plan.nodeGroups.map { [$0.name, "\($0.maxSize ?? 0)"] } == [["a", "20"], ["b", "2"]])
    #expect(imported.plan.growth != nil && imported.plan.policy.maxUtilization == 70)
    #expect(imported.position(of: PlanPart(.nodeGroup, "a", key: "maxSize"))?.file == "plan.yaml")
    let twice = #expect(throws: PlanError.self) {
      try importPlan([AWSText.json("a", plan), AWSText.json("b", plan), config])
    }
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
    let files = [interface, template, cluster, group, addon].enumerated().map { AWSText.json("\($0).json", $1) }
    let imported = try importPlan(
      files + [
        AWSText.subnets(
          AWSText.subnet(", \"Tags\": [{\"Key\": \"owner\", \"Value\": \"\(mark)\"}], \"SubnetArn\": \"\(mark)\""))
      ])
    let texts =
      PlanFileFormat.allCases.map { String(decoding: exportPlan(imported, as: $0, name: "p")[0].bytes, as: UTF8.self) }
      + [imported.answer] + imported.notes
    #expect(!texts.contains { $0.contains(mark) || $0.contains("UzNDUkVU") })
    #expect(imported.plan.nodeGroups.first?.instanceTypes.map(\.name) == ["m5.large"])
  }

  /// The number that a difference names is the one that the plan uses: nodes that exist are not planned away.
  @Test func theDifferenceNamesTheNumberThatIsUsed() throws {
    let config = clusterConfig(
      "{name: a, instanceType: m5.large, minSize: 2, maxSize: 3, privateNetworking: true}", AWSText.network)
    let imported = try importPlan([config, AWSText.json("live.json", AWSText.live)])
    #expect(imported.plan.nodeGroups.map(\.maxSize) == [4])
    let drift = Assessment(of: imported.plan).findings.first { $0.code == "HR-IMP-001" }
    #expect(drift?.message.hasSuffix("the numbers are for 4") == true, "\(String(describing: drift?.message))")
  }
}
