import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// What eksctl refuses, and what a ClusterConfig does not say.
@Suite struct EksctlUnknownTests {
  private func plan(_ groups: String = "", region: String = "eu-central-1", _ rest: String = "") throws -> ImportedPlan
  {
    try importPlan([clusterConfig(groups, region: region, rest)])
  }

  @Test(arguments: [
    ("{name: a, maxSize: 1}", "", "eksctl refuses the sizes"), ("{name: a}, {name: a}", "", "duplicate name 'a'"),
    ("{name: a, desiredCapacity: 9, maxSize: 3}", "", "eksctl refuses the sizes"),
    ("{name: a, amiFamily: Debian}", "", "'Debian' is not an AMI family"), ("{}", "", "`name` is missing"),
    ("{name: a, subnets: [one]}", existingVPC, "which eksctl accepts only with privateNetworking: true"),
    ("{name: a, instanceType: m5.large, instanceTypes: [m5.large]}", "", "mutually exclusive in eksctl"),
    ("", "availabilityZones: [eu-central-1a]", "at least two availabilityZones"),
    ("{name: a, subnets: [x]}", existingVPC, "no subnet 'x' in vpc.subnets"),
    ("{name: a, availabilityZones: [eu-central-1c]}", existingVPC, "no public subnet in zone eu-central-1c"),
    ("", "vpc: {cidr: 10.0.0.0/25}", "eksctl cannot divide 10.0.0.0/25"),
    ("", "vpc: {nat: {gateway: Two}}", "'Two' is not Single, HighlyAvailable or Disable"),
    ("", existingVPC + "\navailabilityZones: [eu-central-1a]", "mutually exclusive"),
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
    ("{name: a}", existingVPC, "`aws ec2 describe-network-interfaces`"),
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
    let plan = try plan("", existingVPC + "\nprivateCluster: {enabled: true, additionalEndpointServices: [logs]}")
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
    for rest in ["", existingVPC, "fargateProfiles: [{name: f, selectors: [{namespace: x}]}]"] {
      let imported = try plan(groups.joined(separator: ", "), rest)
      for format in PlanFileFormat.allCases {
        let converted = try imported.converted(format)
        #expect(converted.plan == imported.plan)
        #expect(converted.answer == imported.answer)
      }
    }
  }
}
