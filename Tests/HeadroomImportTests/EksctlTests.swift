import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// A ClusterConfig of eksctl, with groups and other keys.
func clusterConfig(_ groups: String = "", region: String = "eu-central-1", _ rest: String = "") -> SourceFile {
  let text = """
    apiVersion: eksctl.io/v1alpha5
    kind: ClusterConfig
    metadata: {name: dev, region: \(region), version: "1.34"}
    \(rest)
    managedNodeGroups: [\(groups)]

    """
  return SourceFile(name: "cluster.yaml", bytes: Array(text.utf8))
}

/// What eksctl makes of a ClusterConfig.
@Suite struct EksctlTests {
  private func plan(_ groups: String = "", region: String = "eu-central-1", _ rest: String = "") throws -> ImportedPlan
  {
    try importPlan([clusterConfig(groups, region: region, rest)])
  }

  // MARK: Subnets

  /// Blocks of the i-th zone: public first, then private; local zones make all smaller.
  @Test(arguments: [
    ("availabilityZones: [eu-central-1a, eu-central-1b, eu-central-1c]", "eu-central-1", "/19", 6),
    (
      "availabilityZones: [us-west-2a, us-west-2b, us-west-2c]\nlocalZones: [us-west-2-lax-1a, us-west-2-lax-1b]",
      "us-west-2", "/20", 10
    ),
    ("availabilityZones: [us-west-2a, us-west-2b, us-west-2c, us-west-2d]", "us-west-2", "/19", 8),
    (
      "availabilityZones: [us-west-2a, us-west-2b, us-west-2c, us-west-2d]\nkubernetesNetworkConfig: {ipFamily: IPv6}",
      "us-west-2", "/20", 8
    ),
    ("availabilityZones: [us-west-2a, us-west-2b]\nkubernetesNetworkConfig: {ipFamily: ipv6}", "us-west-2", "/19", 4),
    ("", "us-east-1", "/19", 4), ("", "us-west-1", "/19", 4), ("", "eu-west-1", "/19", 6),
    ("vpc: {cidr: 10.1.0.0/24}", "eu-west-1", "/27", 6),
  ])
  func subnetsAreDivided(rest: String, region: String, length: String, count: Int) throws {
    let subnets = try plan(region: region, rest).plan.subnets
    #expect(subnets.count == count)
    #expect(Set(subnets.map { "/\($0.block!.prefixLength)" }) == [length])
    #expect(subnets.allSatisfy { !$0.isUseUnknown && $0.usedAddresses == 0 })
  }

  @Test func theBlocksOfThreeZones() throws {
    let zones = "availabilityZones: [eu-central-1a, eu-central-1b, eu-central-1c]"
    let plan = try plan("", zones).plan
    #expect(
      plan.subnets.map { "\($0.name) \($0.block!)" } == [
        "private-eu-central-1a 192.168.96.0/19", "private-eu-central-1b 192.168.128.0/19",
        "private-eu-central-1c 192.168.160.0/19", "public-eu-central-1a 192.168.0.0/19",
        "public-eu-central-1b 192.168.32.0/19", "public-eu-central-1c 192.168.64.0/19",
      ])
    let small = try self.plan("", "vpc: {cidr: 10.1.0.0/24}").plan
    #expect(small.subnets.allSatisfy { $0.block!.prefixBlocks == 0 })
  }

  // MARK: Sizes

  @Test(arguments: [
    ("", [2, 2, 2], [2, 2, 2]), ("desiredCapacity: 5", [5, 5, 5], [5, 5, 5]),
    ("desiredCapacity: 0", [0, 0, 1], [0, 0, 0]),
    ("minSize: 4", [4, 4, 4], [4, 4, 4]), ("minSize: 0", [0, 0, 1], [0, 0, 0]), ("maxSize: 7", [2, 2, 7], [2, 2, 7]),
    ("desiredCapacity: 3, maxSize: 7", [3, 3, 7], [3, 3, 7]), ("minSize: 3, maxSize: 7", [3, 3, 7], [3, 3, 7]),
    ("desiredCapacity: 5, minSize: 3", [5, 3, 5], [5, 3, 5]),
    ("desiredCapacity: 5, minSize: 3, maxSize: 9", [5, 3, 9], [5, 3, 9]),
  ])
  func sizesAreCompleted(sizes: String, managed: [Int], own: [Int]) throws {
    for (key, expected) in [("managedNodeGroups", managed), ("nodeGroups", own)] {
      let config = clusterConfig("{name: a, \(sizes)}").replacing("managedNodeGroups", with: key)
      let group = try #require(try importPlan([config]).plan.nodeGroups.first)
      #expect([group.desiredSize, group.minSize, group.maxSize] == expected, "\(key)")
      #expect(group.manager == (key == "nodeGroups" ? .selfManaged : .managed))
      #expect(group.instanceTypes.map(\.name) == ["m5.large"])
      #expect(group.subnets == ["public-eu-central-1a", "public-eu-central-1b", "public-eu-central-1c"])
    }
  }

  // MARK: The whole

  private static let whole = """
    {name: general, instanceType: m5.large, minSize: 3, maxSize: 9, privateNetworking: true},
    {name: tools, desiredCapacity: 0}
    """

  @Test(arguments: [
    ("", 90, 30), ("\"{\\\"env\\\":{\\\"ENABLE_PREFIX_DELEGATION\\\":true}}\"", 339, 113),
    ("'{\"env\":{\"ENABLE_PREFIX_DELEGATION\":\"true\"}}'", 339, 113),
    ("\"env:\\n  ENABLE_PREFIX_DELEGATION: true\\n\"", 339, 113),
    ("\"env:\\n  ENABLE_PREFIX_DELEGATION: 'true'\\n\"", 339, 113),
  ])
  func nodesTakeWhatTheSettingsSay(values: String, privateFull: Int, publicFull: Int) throws {
    let addons = values.isEmpty ? "" : "addons: [{name: vpc-cni, configurationValues: \(values)}]"
    let imported = try plan(Self.whole, addons)
    for zone in ["a", "b", "c"] {
      #expect(imported.load("private-eu-central-1\(zone)")?.fullDemand == privateFull)
      #expect(imported.load("public-eu-central-1\(zone)")?.fullDemand == publicFull)
    }
    #expect(imported.load("private-eu-central-1a")?.usableAddresses == 8187)
    #expect(imported.plan.reservations.map { "\($0.kind) \($0.subnets)" } == ["natGateway [\"public-eu-central-1a\"]"])
  }

  @Test(arguments: [
    ("vpc: {nat: {gateway: HighlyAvailable}}", 3, 0), ("vpc: {nat: {gateway: Disable}}", 0, 0),
    ("privateCluster: {enabled: true}", 0, 4),
    ("privateCluster: {enabled: true, additionalEndpointServices: [logs, autoscaling]}", 0, 6),
    ("privateCluster: {enabled: true, skipEndpointCreation: true}", 0, 0),
  ])
  func gatewaysAndEndpoints(rest: String, gateways: Int, endpoints: Int) throws {
    let plan = try plan("", rest).plan
    #expect(plan.reservations.filter { $0.kind == .natGateway }.count == gateways)
    #expect(plan.reservations.filter { $0.kind == .interfaceEndpoint }.count == endpoints)
    #expect(plan.reservations.filter { $0.kind == .interfaceEndpoint }.allSatisfy { $0.subnets.count == 3 })
    #expect(plan.subnets.contains { $0.name.hasPrefix("public") } == !rest.contains("privateCluster"))
  }

  // MARK: Subnets of groups

  private static let existing = """
    vpc:
      id: vpc-1
      subnets:
        public: {eu-central-1a: {id: subnet-1, cidr: 10.0.0.0/24}, eu-central-1b: {id: subnet-2, cidr: 10.0.1.0/24}}
        private: {one: {id: subnet-3, az: eu-central-1a, cidr: 10.0.2.0/24}, two: {id: subnet-4, az: eu-central-1b, cidr: 10.0.3.0/24}}
    """

  @Test(arguments: [
    ("{name: a}", ["public-eu-central-1a", "public-eu-central-1b"]),
    ("{name: a, privateNetworking: true}", ["private-one", "private-two"]),
    ("{name: a, privateNetworking: true, subnets: [one]}", ["private-one"]),
    ("{name: a, subnets: [subnet-4], privateNetworking: true}", ["private-two"]),
    ("{name: a, subnets: [eu-central-1b]}", ["public-eu-central-1b"]),
    ("{name: a, availabilityZones: [eu-central-1a], privateNetworking: true}", ["private-one"]),
  ])
  func groupsAreInTheirSubnets(group: String, homes: [String]) throws {
    let imported = try plan(group, Self.existing)
    #expect(imported.plan.nodeGroups.first?.subnets == homes)
    // What else is in subnets that exist is not known.
    #expect(imported.plan.subnets.allSatisfy { $0.isUseUnknown })
    #expect(Assessment(of: imported.plan).verdict == .unknown)
  }

  // MARK: Max pods

  @Test(arguments: [
    ("{name: a, instanceType: m5.large, maxPodsPerNode: 110}", true, "warn HR-POD-005"),
    ("{name: a, instanceType: m5.large, maxPodsPerNode: 110}", false, "fail HR-POD-003"),
    (
      "{name: a, maxPodsPerNode: 20, overrideBootstrapCommand: \"apiVersion: node.eks.aws/v1alpha1\\nkind: NodeConfig\\nspec: {kubelet: {config: {maxPods: 110}}}\"}",
      false, "fail HR-POD-003"
    ),
    (
      "{name: a, maxPodsPerNode: 110, overrideBootstrapCommand: \"apiVersion: node.eks.aws/v1alpha1\\nkind: NodeConfig\\nspec: {kubelet: {config: {maxPods: 20}}}\"}",
      false, nil
    ),
    (
      "{name: a, amiFamily: AmazonLinux2, overrideBootstrapCommand: \"export KUBELET_EXTRA_ARGS=--max-pods=110\\n/etc/eks/bootstrap.sh dev --use-max-pods false\"}",
      false, "fail HR-POD-003"
    ),
    (
      "{name: a, amiFamily: Bottlerocket, bottlerocket: {settings: {kubernetes: {max-pods: 110}}}}", false,
      "fail HR-POD-003"
    ),
    ("{name: a, kubeletExtraConfig: {maxPods: 110}}", false, "fail HR-POD-003"),
    ("{name: a, preBootstrapCommands: [\"sed -i s/max-pods=.*/max-pods=50/ /etc/x\"]}", false, "unknown HR-GRP-006"),
    ("{name: a, maxPodsPerNode: 0}", true, nil),
  ])
  func maxPodsStandInManyPlaces(group: String, isManaged: Bool, finding: String?) throws {
    let version = group.contains("AmazonLinux2,") ? "1.32" : "1.34"
    let config = clusterConfig(group).replacing("1.34", with: version)
    let imported = try importPlan([isManaged ? config : config.replacing("managedNodeGroups", with: "nodeGroups")])
    let found = imported.findings.filter { $0.hasSuffix(" a") && !$0.contains("HR-GRP-00") || $0.contains("GRP-006") }
    if let finding {
      #expect(found.contains("\(finding) a"), "\(imported.findings)")
    } else {
      #expect(!found.contains { $0.contains("HR-POD-003") }, "\(imported.findings)")
    }
    if finding?.contains("GRP") == true {
      let message = Assessment(of: imported.plan).findings.first { $0.code == "HR-GRP-006" }?.message
      #expect(message?.contains("'s/max-pods=.*/max-pods=50/'") == true, "\(String(describing: message))")
    }
  }

  // MARK: What is refused

  @Test(arguments: [
    ("{name: a, maxSize: 1}", "", "eksctl refuses the sizes"), ("{name: a}, {name: a}", "", "duplicate name 'a'"),
    ("{name: a, desiredCapacity: 9, maxSize: 3}", "", "eksctl refuses the sizes"),
    ("{name: a, amiFamily: Debian}", "", "'Debian' is not an AMI family"), ("{}", "", "`name` is missing"),
    ("{name: a, subnets: [one]}", existing, "which eksctl accepts only with privateNetworking: true"),
    ("{name: a, instanceType: m5.large, instanceTypes: [m5.large]}", "", "mutually exclusive in eksctl"),
    ("", "availabilityZones: [eu-central-1a]", "at least two availabilityZones"),
    ("{name: a, subnets: [x]}", existing, "no subnet 'x' in vpc.subnets"),
    ("{name: a, availabilityZones: [eu-central-1c]}", existing, "no public subnet in zone eu-central-1c"),
    ("", "vpc: {cidr: 10.0.0.0/25}", "eksctl cannot divide 10.0.0.0/25"),
    ("", "vpc: {nat: {gateway: Two}}", "'Two' is not Single, HighlyAvailable or Disable"),
    ("", existing + "\navailabilityZones: [eu-central-1a]", "mutually exclusive"),
    ("{name: a, privateNetworking: maybe}", "", "'maybe' is not true or false"),
    (
      "", "addons: [{name: vpc-cni, configurationValues: '{a: '}]",
      "the configuration values in this text cannot be read"
    ),
  ])
  func whatEksctlRefusesIsAnError(groups: String, rest: String, message: String) {
    let error = #expect(throws: PlanError.self) { try plan(groups, rest) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.problems.allSatisfy { $0.position?.file == "cluster.yaml" } == true)
  }

  /// What the file does not say makes the verdict unknown, and the command that tells is named.
  @Test(arguments: [
    ("{name: a, launchTemplate: {id: lt-1, version: \"3\"}}", "", "--launch-template-id lt-1 --versions '3'"),
    ("{name: a, instanceSelector: {vCPUs: 2}}", "", "`eksctl create cluster -f FILE --dry-run`"),
    ("", "autoModeConfig: {enabled: true}", "`kubectl get nodepools -o json`"),
    ("", "karpenter: {version: \"1.2.0\"}", "`kubectl get nodepools,ec2nodeclasses -o json`"),
    ("", "outpost: {controlPlaneOutpostARN: arn}", "`aws outposts get-outpost-instance-types`"),
    (
      "{name: a}", "vpc: {subnets: {public: {eu-central-1a: {id: subnet-1}, eu-central-1b: {id: subnet-2}}}}",
      "`aws ec2 describe-subnets`"
    ),
    (
      "{name: a}",
      "vpc: {subnets: {public: {one: {id: subnet-1, cidr: 10.0.0.0/24}, two: {id: subnet-2, cidr: 10.0.1.0/24}}}}",
      "`aws ec2 describe-subnets`"
    ),
    ("{name: a}", existing, "`aws ec2 describe-network-interfaces`"),
    ("{name: a, desiredCapacity: \"${N}\"}", "", "envsubst"),
    ("{name: a, instanceType: <generated>}", "", "fill it in"),
    ("{name: a, instanceType: INSTANCE_TYPE}", "", "envsubst"),
    (
      "{name: a, efaEnabled: true, minSize: 2, maxSize: 400, privateNetworking: true}", "",
      "`aws eks describe-nodegroup`"
    ),
  ])
  func whatIsNotInTheFileIsUnknown(groups: String, rest: String, command: String) throws {
    let imported = try plan(groups, rest)
    let assessment = Assessment(of: imported.plan)
    #expect(assessment.verdict == .unknown, "\(imported.findings)")
    let unknown = assessment.findings.filter { $0.verdict == .unknown }.map(\.message)
    #expect(unknown.contains { $0.contains(command) }, "\(unknown)")
    #expect(try imported.converted().answer == imported.answer)
  }

  /// Anchors and merge keys, which real files of eksctl use.
  @Test func anchorsAreFollowed() throws {
    let text = """
      apiVersion: eksctl.io/v1alpha5
      kind: ClusterConfig
      metadata: {name: dev, region: eu-central-1, version: "1.34"}
      x: &base {instanceType: c5.large, privateNetworking: true}
      managedNodeGroups:
        - {<<: *base, name: a, desiredCapacity: 1}
        - {<<: *base, name: b, instanceType: m5.large}
      """
    let plan = try importPlan([SourceFile(name: "c", bytes: Array(text.utf8))]).plan
    #expect(plan.nodeGroups.map { $0.instanceTypes.map(\.name) } == [["c5.large"], ["m5.large"]])
    #expect(plan.nodeGroups.allSatisfy { $0.subnets[0].hasPrefix("private") })
  }

  /// A group that names a zone while the file names none.
  @Test func zonesThatOnlyGroupsName() throws {
    let imported = try plan("{name: a, availabilityZones: [eu-central-1d]}")
    #expect(Set(imported.plan.subnets.map(\.zone)) == ["eu-central-1a", "eu-central-1b", "eu-central-1d"])
    #expect(imported.plan.nodeGroups.first?.subnets == ["public-eu-central-1d"])
    #expect(imported.findings.contains("warn HR-IMP-007 a"))
    let error = #expect(throws: PlanError.self) { try plan("", region: "\"${REGION}\"") }
    #expect(
      error?.description.contains("'${REGION}' is a placeholder; fill in a region") == true,
      "\(String(describing: error))")
  }

  /// Placeholders leave open what they stand for, and nothing else.
  @Test func placeholdersDropNothing() throws {
    let named = try plan("{name: \"${CLUSTER_NAME:-s3cret}-ng\", desiredCapacity: 1}")
    #expect(named.plan.nodeGroups.map(\.name) == ["${CLUSTER_NAME}-ng"])
    #expect(!named.answer.contains("s3cret"))
    let zones = try plan("{name: a}", "availabilityZones: [eu-central-1b, \"${AZ2}\"]")
    #expect(Set(zones.plan.subnets.map(\.zone)) == ["eu-central-1a", "eu-central-1b"] && zones.plan.subnets.count == 4)
    let block = try plan("{name: a}", "vpc: {cidr: \"${CIDR}\"}")
    #expect(block.plan.subnets.count == 6 && block.plan.subnets.allSatisfy { $0.block == nil })
    for imported in [named, zones, block] { #expect(imported.findings.contains("unknown HR-IMP-005 ")) }
  }

  /// EKS switches prefixes on where it creates a cluster with IPv6.
  @Test func settingsOfIPv6() throws {
    let imported = try plan("{name: a}", "kubernetesNetworkConfig: {ipFamily: IPv6}\naddons: [{name: vpc-cni}]")
    #expect(imported.plan.network.settings.prefixDelegation)
    #expect(!imported.findings.contains { $0.contains("HR-CNI-005") }, "\(imported.findings)")
  }

  /// A private cluster in a VPC that exists has endpoints too.
  @Test func endpointsInAnExistingVPC() throws {
    let plan = try plan("", Self.existing + "\nprivateCluster: {enabled: true, additionalEndpointServices: [logs]}")
      .plan
    #expect(plan.reservations.map(\.name) == ["ec2", "ecr.api", "ecr.dkr", "logs", "sts"])
    #expect(plan.reservations.allSatisfy { $0.subnets == ["private-one", "private-two"] })
  }

  /// Keys that eksctl does not know have no effect, which is said.
  @Test func unknownKeysAreSaid() throws {
    let imported = try plan("{name: a, desiredCapcity: 40, privateNetwork: true}", "managedNodegroups: []")
    let messages = Assessment(of: imported.plan).findings.filter { $0.code == "HR-IMP-007" }.map(\.message)
    #expect(messages.count == 3)
    for hint in ["desiredCapacity", "managedNodeGroups"] {
      #expect(messages.contains { $0.contains("did you mean '\(hint)'?") }, "\(messages)")
    }
  }

  /// Only variables that decide about addresses are kept; the others may be secret.
  @Test func otherVariablesAreNotKept() throws {
    let values = "'{\"env\": {\"HTTP_PROXY\": \"http://u:s3cret@p\", \"WARM_IP_TARGET\": \"3\"}}'"
    let imported = try plan("{name: a}", "addons: [{name: vpc-cni, configurationValues: \(values)}]")
    #expect(imported.plan.network.environment.variables == ["WARM_IP_TARGET": "3"])
  }

  /// The root volume that eksctl makes is larger than that of EKS.
  @Test func rootVolumes() throws {
    let sizes = try plan("{name: a}, {name: b, volumeSize: 30}").plan.nodeGroups.map { $0.rootVolume?.gibibytes }
    #expect(sizes == [80, 30])
  }

  @Test func aVersionWithoutQuotationMarksIsRefusedByEksctl() throws {
    let imported = try importPlan([clusterConfig().replacing("\"1.34\"", with: "1.30")])
    #expect(imported.plan.kubernetesVersion == KubernetesVersion("1.30"))
    #expect(imported.findings.contains("warn HR-IMP-007 "))
  }

  @Test(arguments: [
    [], ["{name: a, spot: true, labels: {team: web}}"], ["{name: a, maxPodsPerNode: 110}"],
    ["{name: a, updateConfig: {maxUnavailablePercentage: 33}}"],
    ["{name: a, instanceTypes: [m5.large, m5a.large], amiFamily: Bottlerocket}"],
  ])
  func conversionLosesNothing(groups: [String]) throws {
    for rest in ["", Self.existing, "fargateProfiles: [{name: f, selectors: [{namespace: x}]}]"] {
      let imported = try plan(groups.joined(separator: ", "), rest)
      for format in PlanFileFormat.allCases {
        let converted = try imported.converted(format)
        #expect(converted.plan == imported.plan)
        #expect(converted.answer == imported.answer)
      }
    }
  }
}
