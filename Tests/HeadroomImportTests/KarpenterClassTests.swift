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
      "no subnet in the files is known to have the tags"
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

  // MARK: Images

  @Test(arguments: [
    ("amiSelectorTerms: [{alias: al2023@latest}]", NodeGroup.AMIFamily.amazonLinux2023),
    ("amiSelectorTerms: [{alias: bottlerocket@v1.20.4}]", .bottlerocket), ("amiFamily: AL2", .amazonLinux2),
    ("amiFamily: Bottlerocket\n  amiSelectorTerms: [{id: ami-1}]", .bottlerocket), ("amiFamily: Custom", .custom),
    ("amiSelectorTerms: [{alias: windows2022@latest}]", .windows),
    ("amiSelectorTerms: [{id: ami-1}]", .amazonLinux2023),
  ])
  func families(spec: String, family: NodeGroup.AMIFamily) throws {
    let group = try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec)).nodeGroups[0]
    #expect(group.amiFamily == family)
    let maxPods = PlanAnalysis(of: try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec))).groups[0].profile
      .maxPods
    #expect(maxPods == (family == .windows ? 110 : 29))
  }

  @Test func anUnknownFamilyIsAnError() {
    let error = #expect(throws: PlanError.self) {
      try Karpenter.plan(Self.limited + Karpenter.ec2Class("amiFamily: Gentoo"))
    }
    #expect(error?.description.contains("'Gentoo' is not a family of machine images") == true)
  }

  /// Windows runs on x86-64 only.
  @Test func windowsHasNoTypesOfGraviton() throws {
    let pool = Karpenter.pool(
      "{key: karpenter.k8s.aws/instance-family, operator: In, values: [m5, m6g]}", spec: "limits: {cpu: 100}")
    let windows = try Karpenter.plan(pool + Karpenter.ec2Class("amiFamily: Windows2022")).nodeGroups[0]
    #expect(windows.instanceTypes.allSatisfy { $0.name.hasPrefix("m5.") } && windows.instanceTypes.count == 9)
  }

  @Test(arguments: [
    ("blockDeviceMappings: [{deviceName: /dev/xvda, ebs: {volumeSize: 200Gi}}]", 200),
    (
      "blockDeviceMappings: [{deviceName: /dev/xvda, ebs: {volumeSize: 4Gi}}, {deviceName: /dev/xvdb, rootVolume: true, ebs: {volumeSize: 50G}}]",
      47
    ),
  ])
  func rootVolumes(spec: String, size: Int) throws {
    #expect(try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec)).nodeGroups[0].rootVolume?.gibibytes == size)
  }

  // MARK: Kubelet

  @Test func maxPods() throws {
    func group(_ kubelet: String) throws -> NodeGroup {
      try Karpenter.plan(Self.limited + Karpenter.ec2Class("kubelet: {\(kubelet)}")).nodeGroups[0]
    }
    #expect(try group("maxPods: 40").declaredMaxPods == 40)
    let expressed = try group("maxPods: \"min(max_pods, vcpus * 8)\"")
    #expect(expressed.declaredMaxPods == nil && expressed.expressedMaxPods(on: .bundled("m5.large")) == 16)
    #expect(try group("podsPerCore: 5").podsPerCore == 5)
    #expect(throws: PlanError.self) { try group("maxPods: 0") }
    let foreign = try Karpenter.plan(Self.limited + Karpenter.ec2Class("kubelet: {maxPods: \"instance_type ~= 'x'\"}"))
    #expect(foreign.incompleteGroups.first?.unknown == [.maxPods])
  }

  /// The API removes the kubelet of a NodePool since v1.
  @Test func aKubeletInTheNodePool() throws {
    func pool(_ version: String) -> String {
      Karpenter.pool(spec: "limits: {cpu: 100}", version: version).replacing(
        "      requirements:", with: "      kubelet: {maxPods: 12}\n      requirements:")
    }
    let old = try Karpenter.plan(pool("v1beta1") + Karpenter.ec2Class())
    #expect(old.nodeGroups[0].declaredMaxPods == 12)
    let new = try Karpenter.plan(pool("v1") + Karpenter.ec2Class())
    #expect(new.nodeGroups[0].declaredMaxPods == nil)
    let remark = try #require(new.remarks.first { $0.kind == .refusedByTool })
    #expect(remark.message.contains("the API removes `kubelet`"), "\(remark.message)")
  }

  @Test func aReferenceOfV1Beta1HasNoGroup() throws {
    for reference in ["name: default", "apiVersion: karpenter.k8s.aws/v1beta1, kind: EC2NodeClass, name: default"] {
      let pool = Karpenter.pool(spec: "limits: {cpu: 100}", version: "v1beta1", class: reference)
      #expect(try homes(pool + Karpenter.ec2Class()) == ["shop-private-a", "subnet-b"])
    }
  }

  @Test(arguments: [
    ("karpenter.sh/v1alpha5", "Provisioner", "expected a NodePool"),
    ("karpenter.k8s.aws/v1alpha1", "AWSNodeTemplate", "expected an EC2NodeClass"),
  ])
  func oldAPIsAreRefused(api: String, kind: String, message: String) {
    let text = "apiVersion: \(api)\nkind: \(kind)\nmetadata: {name: old}\nspec: {}\n"
    let error = #expect(throws: PlanError.self) { try importPlan([Karpenter.file(text), Karpenter.subnets]) }
    #expect(error?.description.contains("\(kind) 'old' is of \(api)") == true, "\(String(describing: error))")
    #expect(error?.description.contains(message) == true)
  }

  // MARK: EKS Auto Mode

  private static let autoClass = """
    ---
    apiVersion: eks.amazonaws.com/v1
    kind: NodeClass
    metadata: {name: default}
    spec:
      ephemeralStorage: {size: 100Gi}
      subnetSelectorTerms: [{tags: {karpenter.sh/discovery: shop}}]

    """

  @Test func poolsOfAutoMode() throws {
    let pool = Karpenter.pool(
      "{key: eks.amazonaws.com/instance-family, operator: In, values: [m5, t3]}", spec: "limits: {cpu: 100}",
      class: "group: eks.amazonaws.com, kind: NodeClass, name: default")
    let group = try Karpenter.plan(pool + Self.autoClass).nodeGroups[0]
    #expect(group.manager == .autoMode && group.subnets.count == 2 && group.rootVolume?.gibibytes == 100)
    #expect(group.declaredMaxPods == nil && group.limits?.cpu == .vcpus(100))
    // Sizes up to small are not supported.
    #expect(
      group.instanceTypes.filter { $0.name.hasPrefix("t3.") }.map(\.name) == [
        "t3.medium", "t3.large", "t3.xlarge", "t3.2xlarge",
      ])
  }

  @Test func builtInPools() throws {
    let config = clusterConfig("", "availabilityZones: [eu-central-1a, eu-central-1b]\nautoModeConfig: {enabled: true}")
    let plan = try importPlan([config]).plan
    #expect(plan.nodeGroups.map(\.name) == ["general-purpose", "system"])
    #expect(plan.nodeGroups.allSatisfy { $0.manager == .autoMode && $0.capacityType == .onDemand && $0.growsWithPods })
    let (general, system) = (plan.nodeGroups[0].instanceTypes, plan.nodeGroups[1].instanceTypes)
    #expect(general.allSatisfy { !$0.isARM && ["c", "m", "r"].contains(String($0.name.first!)) })
    #expect(general.contains { $0.name == "m5.large" } && !general.contains { $0.name == "m4.large" })
    #expect(system.contains { $0.name == "m6g.large" } && system.count > general.count)
    #expect(Assessment(of: plan).verdict == .unknown)
    // The objects of the cluster say more.
    let pool = Karpenter.pool(
      "{key: eks.amazonaws.com/instance-family, operator: In, values: [m5]}", spec: "limits: {cpu: 100}",
      name: "general-purpose", class: "group: eks.amazonaws.com, kind: NodeClass, name: default")
    let both = try importPlan([config, Karpenter.file(pool)]).plan
    #expect(
      both.nodeGroups.first { $0.name == "general-purpose" }?.instanceTypes.count == 10
        || both.incompleteGroups.count == 1)
  }

  @Test func autoModeOfACluster() throws {
    func plan(_ config: String) throws -> ClusterPlan {
      let cluster = AWSText.clusterFile.replacing("\"version\"", with: "\"computeConfig\": {\(config)}, \"version\"")
      return try importPlan([AWSText.json("cluster.json", cluster), AWSText.subnets(AWSText.subnet())]).plan
    }
    #expect(try plan("\"enabled\": true, \"nodePools\": [\"system\"]").nodeGroups.map(\.name) == ["system"])
    #expect(try plan("\"enabled\": true").incompleteGroups.map(\.name) == ["auto-mode"])
    #expect(try plan("\"enabled\": false, \"nodePools\": []").incompleteGroups.isEmpty)
  }

  /// A NodePool, a node group and a Fargate profile may have one name.
  @Test func groupsOfOneName() throws {
    let config = clusterConfig(
      "{name: general, privateNetworking: true}",
      "availabilityZones: [eu-central-1a, eu-central-1b]\nfargateProfiles: [{name: general, selectors: [{namespace: a}]}]"
    )
    let text =
      Self.limited
      + Karpenter.ec2Class(terms: "{tags: {alpha.eksctl.io/cluster-name: dev, kubernetes.io/role/internal-elb: \"1\"}}")
    let plan = try importPlan([config, Karpenter.file(text)]).plan
    #expect(plan.nodeGroups.map(\.name) == ["general", "general (Fargate)", "general (NodePool)"])
    #expect(plan.nodeGroups.map(\.manager) == [.managed, .fargate, .karpenter])
  }

  // MARK: Lists

  @Test func listsOfTheAPIHaveItemsWithoutKinds() throws {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "general", "uid": "1"}, "spec": {"limits": {"cpu": "100"},
        "template": {"spec": {"nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
         "requirements": [{"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["m5.large"]}]}}}}]}
      """
    let classes = """
      {"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClassList", "items": [{"metadata": {"name": "default", "uid": "2"},
       "spec": {}, "status": {"subnets": [{"id": "subnet-a", "zone": "eu-central-1a"}]}}]}
      """
    let plan = try importPlan([
      Karpenter.file(text, name: "pools.json"), Karpenter.file(classes, name: "classes.json"), Karpenter.subnets,
    ]).plan
    #expect(plan.nodeGroups.map(\.subnets) == [["shop-private-a"]])
    #expect(PlanAnalysis(of: plan).subnets.reduce(0) { $0 + $1.fullDemand } == 1500)
  }

  // MARK: Hostile input

  @Test(arguments: [
    "kind: NodePool\napiVersion: karpenter.sh/v1\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: a}\nspec: []\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: a}\nspec: {template: {spec: {requirements: {a: b}}}}\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: [a]}\nspec: {limits: {cpu: [1]}}\n",
    "kind: EC2NodeClass\napiVersion: karpenter.k8s.aws/v1\nmetadata: {name: a}\nspec: {subnetSelectorTerms: [{}, a, []]}\n",
    "kind: List\napiVersion: v1\nitems: [{kind: NodePool, apiVersion: karpenter.sh/v1}]\n",
    "kind: NodeClaimList\napiVersion: karpenter.sh/v1\nitems: [1, {metadata: {name: a, uid: b, labels: {karpenter.sh/nodepool: []}}}]\n",
  ])
  func malformedObjects(text: String) {
    // Whatever happens, it is an answer or an error and no trap.
    _ = try? importPlan([Karpenter.file(text), Karpenter.subnets])
  }

  /// Each value in turn replaced by one of another kind: an answer or an error with a position, and no trap.
  @Test func valuesOfOtherKinds() {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "karpenter.sh/v1beta1", "kind": "NodePool",
       "metadata": {"name": "a", "uid": "1"}, "status": {"resources": {"nodes": "3"}}, "spec": {"limits": {"cpu": "100", "nodes": 4},
       "disruption": {"budgets": [{"nodes": "10%", "reasons": ["Drifted"]}]}, "template": {"metadata": {"labels": {"x": "y"}},
       "spec": {"kubelet": {"maxPods": 20, "podsPerCore": 3}, "nodeClassRef": {"name": "d"}, "taints": [{"key": "k"}],
       "requirements": [{"key": "karpenter.k8s.aws/instance-cpu", "operator": "Gt", "values": ["1"]}]}}}},
       {"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClass", "metadata": {"name": "d", "uid": "2"}, "spec":
       {"amiFamily": "AL2", "blockDeviceMappings": [{"ebs": {"volumeSize": "9Gi"}}], "subnetSelectorTerms": [{"tags": {"a": "*"}}]},
       "status": {"subnets": [{"id": "subnet-a", "zone": "eu-central-1a", "zoneID": "euc1-az2"}]}},
       {"apiVersion": "karpenter.sh/v1", "kind": "NodeClaim", "metadata": {"name": "c", "uid": "3", "labels":
       {"karpenter.sh/nodepool": "a"}}}]}
      """
    let catalog = InstanceCatalog([.bundled("m5.large"), .bundled("m5.xlarge")])
    func read(_ text: String) {
      do {
        let imported = try importPlan([Karpenter.file(text), Karpenter.subnets], catalog: catalog)
        _ = exportPlan(imported, as: .yaml, name: "p")
      } catch {
        #expect(error.problems.allSatisfy { $0.position != nil }, "\(error)")
      }
    }
    // Every text between quotation marks and every number is replaced.
    let bytes = Array(text.utf8)
    var starts: [Range<Int>] = []
    var opened: Int?
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\"") {
      if let start = opened { starts.append(start..<(place + 1)) }
      opened = opened == nil ? place : nil
    }
    #expect(starts.count > 80)
    for place in starts {
      for other in ["null", "-1", "\"\"", "\"x\"", "[]", "{}", "[[{}]]", "1e999", "\"99999999999999999999\"", "\"9E\""]
      {
        read(
          String(decoding: bytes[..<place.lowerBound] + Array(other.utf8) + bytes[place.upperBound...], as: UTF8.self))
      }
    }
  }

  @Test func theOrderOfFilesAndDocumentsMeansNothing() throws {
    let documents = [
      Self.limited, Karpenter.pool(spec: "limits: {cpu: 9}", name: "b"), Karpenter.ec2Class(),
      Karpenter.ec2Class(name: "other", terms: "{id: subnet-d}"),
    ]
    let one = try importPlan([Karpenter.file(documents.joined()), Karpenter.subnets])
    let two = try importPlan([Karpenter.subnets, Karpenter.file(documents.reversed().joined())])
    #expect(one.plan == two.plan)
    let files = documents.enumerated().map { Karpenter.file($1, name: "\($0).yaml") } + [Karpenter.subnets]
    #expect(try importPlan(files.reversed()).plan == one.plan)
  }

  @Test func tooManyOfEverything() {
    let pools = (0...1000).map { Karpenter.pool(name: "p\($0)") }.joined()
    let terms = (0..<31).map { "{id: subnet-\($0)}" }.joined(separator: ", ")
    let requirements = (0..<101).map { "{key: k\($0), operator: Exists}" }.joined(separator: ", ")
    for (text, message) in [
      (pools, "there are 1001 NodePools; expected at most 1000"),
      (Self.limited + Karpenter.ec2Class(terms: terms), "Karpenter accepts at most 30"),
      (Karpenter.pool(requirements), "there are 101 requirements"),
    ] {
      let error = #expect(throws: PlanError.self) { try Karpenter.plan(text) }
      #expect(error?.description.contains(message) == true, "\(String(describing: error?.description.prefix(300)))")
    }
  }
}
