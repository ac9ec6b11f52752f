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

/// A VPC that exists, with two public and two private subnets.
let existingVPC = """
  vpc:
    id: vpc-1
    subnets:
      public: {eu-central-1a: {id: subnet-1, cidr: 10.0.0.0/24}, eu-central-1b: {id: subnet-2, cidr: 10.0.1.0/24}}
      private: {one: {id: subnet-3, az: eu-central-1a, cidr: 10.0.2.0/24}, two: {id: subnet-4, az: eu-central-1b, cidr: 10.0.3.0/24}}
  """

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

  @Test(arguments: [
    ("{name: a}", ["public-eu-central-1a", "public-eu-central-1b"]),
    ("{name: a, privateNetworking: true}", ["private-one", "private-two"]),
    ("{name: a, privateNetworking: true, subnets: [one]}", ["private-one"]),
    ("{name: a, subnets: [subnet-4], privateNetworking: true}", ["private-two"]),
    ("{name: a, subnets: [eu-central-1b]}", ["public-eu-central-1b"]),
    ("{name: a, availabilityZones: [eu-central-1a], privateNetworking: true}", ["private-one"]),
  ])
  func groupsAreInTheirSubnets(group: String, homes: [String]) throws {
    let imported = try plan(group, existingVPC)
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
}
