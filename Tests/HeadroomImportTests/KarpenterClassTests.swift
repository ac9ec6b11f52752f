import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// The classes of NodePools: subnets, images, kubelets, and those of EKS Auto Mode.
@Suite struct KarpenterClassTests {
  private func homes(_ text: String, _ more: SourceFile...) throws -> [String]? {
    let plan = try importPlan([Karpenter.file(text), Karpenter.subnets] + more).plan
    return plan.nodeGroups.first?.subnets.sorted()
  }

  private func findings(_ text: String) throws -> [Finding] {
    Assessment(of: try Karpenter.plan(text)).findings
  }

  private static let limited = Karpenter.pool(spec: "limits: {cpu: 100}")

  // MARK: Subnets

  @Test(arguments: [
    ("{tags: {karpenter.sh/discovery: shop}}", ["shop-private-a", "subnet-b"]),
    ("{tags: {karpenter.sh/discovery: shop, Name: \"*-private-?\"}}", ["shop-private-a"]),
    ("{tags: {karpenter.sh/discovery: \"*\"}}", ["shop-private-a", "subnet-b", "subnet-c"]),
    ("{tags: {karpenter.sh/discovery: other}}, {id: subnet-d}", ["subnet-c", "subnet-d"]),
    ("{id: subnet-a}, {id: subnet-a}", ["shop-private-a"]),
  ])
  func termsSelectSubnets(terms: String, expected: [String]) throws {
    #expect(try homes(Self.limited + Karpenter.ec2Class(terms: terms)) == expected)
  }

  @Test(arguments: [
    ("{key: topology.kubernetes.io/zone, operator: In, values: [eu-central-1b]}", ["subnet-b"]),
    ("{key: topology.kubernetes.io/zone, operator: NotIn, values: [eu-central-1b]}", ["shop-private-a"]),
    ("{key: topology.k8s.aws/zone-id, operator: In, values: [euc1-az2]}", ["shop-private-a"]),
  ])
  func zonesNarrowSubnets(requirement: String, expected: [String]) throws {
    let types = "{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large]}, "
    let pool = Karpenter.pool(types + requirement, spec: "limits: {cpu: 100}")
    #expect(try homes(pool + Karpenter.ec2Class()) == expected)
    let status =
      "status: {subnets: [{id: subnet-a, zone: eu-central-1a, zoneID: euc1-az2}, {id: subnet-b, zone: eu-central-1b, zoneID: euc1-az3}]}"
    #expect(try homes(pool + Karpenter.ec2Class(status: status)) == expected)
  }

  /// What was selected counts before the terms, also for a manifest with the same terms.
  @Test func theStatusOfTheClassIsExact() throws {
    let status = "status: {subnets: [{id: subnet-c, zone: eu-central-1b}]}"
    #expect(try homes(Self.limited + Karpenter.ec2Class(status: status)) == ["subnet-c"])
    let live = Karpenter.file(Karpenter.ec2Class(status: status), name: "live.yaml")
    #expect(try homes(Self.limited + Karpenter.ec2Class(), live) == ["subnet-c"])
    // Other terms would select others.
    let other = Karpenter.ec2Class(terms: "{id: subnet-d}")
    #expect(try homes(Self.limited + other, live) == ["subnet-d"])
  }

  /// Karpenter launches each node in the subnet of a zone with the most free addresses.
  @Test func severalSubnetsOfAZoneAreLevelled() throws {
    let text = Karpenter.pool(spec: "limits: {cpu: 20}") + Karpenter.ec2Class(terms: "{id: subnet-b}, {id: subnet-c}")
    let analysis = PlanAnalysis(of: try Karpenter.plan(text))
    #expect(analysis.subnet("subnet-b")?.fullDemand == 300 && analysis.subnet("subnet-c")?.fullDemand == 0)
  }

  @Test(arguments: [
    ("", "its class 'default' is not in the files; `kubectl get ec2nodeclass default -o json`"),
    (
      Karpenter.ec2Class(terms: "{tags: {karpenter.sh/discovery: nowhere}}"),
      "no subnet in the files is known to meet the terms that select them"
    ),
    (Karpenter.ec2Class(terms: "{tags: {karpenter.sh/discovery: \"${CLUSTER_NAME}\"}}"), "have a placeholder"),
  ])
  func subnetsThatAreNotKnown(text: String, message: String) throws {
    let found = try findings(Self.limited + text)
    #expect(try Assessment(of: Karpenter.plan(Self.limited + text)).verdict == .unknown)
    let finding = try #require(found.first { $0.code == "HR-GRP-006" })
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect(finding.message.contains("`kubectl get ec2nodeclass default -o json`"), "\(finding.message)")
  }

  @Test func tagsArePrintedNowhere() throws {
    let imported = try importPlan([Karpenter.file(Self.limited + Karpenter.ec2Class()), Karpenter.subnets])
    #expect(imported.plan.subnets.allSatisfy { $0.tags.isEmpty })
    #expect(!imported.plan.remarks.contains { $0.message.contains("hunter2") })
  }

  /// eksctl gives the tag of its cluster to the private subnets that it makes.
  @Test func subnetsOfEksctlHaveTheTagOfDiscovery() throws {
    let config = clusterConfig("", "availabilityZones: [eu-central-1a, eu-central-1b]").replacing(
      "version: \"1.34\"", with: "version: \"1.34\", tags: {karpenter.sh/discovery: shop}")
    let plan = try importPlan([Karpenter.file(Self.limited + Karpenter.ec2Class()), config]).plan
    #expect(plan.name == "dev")
    #expect(plan.nodeGroups[0].subnets.sorted() == ["private-eu-central-1a", "private-eu-central-1b"])
  }

  /// The cluster's VPC is that of the selected subnets.
  @Test func subnetsOfOtherVPCsAreIgnored() throws {
    let others = AWSText.json(
      "others.json",
      """
      {"Subnets": [{"SubnetId": "subnet-x", "CidrBlock": "10.0.0.0/20", "AvailabilityZone": "eu-central-1a", "VpcId": "vpc-2",
       "AvailableIpAddressCount": 9}]}
      """)
    let plan = try Karpenter.plan(Self.limited + Karpenter.ec2Class(), others)
    #expect(plan.nodeGroups[0].subnets.count == 2)
  }
}
