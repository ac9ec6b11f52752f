import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// What a plan does with resources, and what else a file of Terraform may have or lack.
@Suite struct TerraformLifeTests {
  private func base(_ group: TerraformText.Resource) -> TerraformText {
    var text = TerraformText.example()
    text.resources = [
      TerraformText.subnet("aws_subnet.private[0]", 0, id: "subnet-0"),
      TerraformText.subnet("aws_subnet.private[1]", 1, id: "subnet-1"), group,
    ]
    return text
  }

  private let ids = ["subnet-0", "subnet-1"]

  @Test func deletedGroupsAreGone() throws {
    var group = TerraformText.group(types: ["m5.large"], subnets: ids)
    group.actions = ["delete"]
    var text = base(group)
    text.resources.append(TerraformText.cluster)
    #expect(try importPlan([text.plan]).plan.nodeGroups.isEmpty)
  }

  /// The old group and the new one take addresses at the same time.
  @Test func createBeforeDestroyDoublesAGroup() throws {
    var group = TerraformText.group(most: 4, types: ["m5.large"], subnets: ids)
    group.actions = ["create", "delete"]
    group.before =
      TerraformText.group(
        most: 6, types: ["t3.medium"], subnets: ids, ["node_group_name": "workers-20240101000000000000000001"]
      ).values
    let plan = try importPlan([base(group).plan]).plan
    #expect(plan.nodeGroups.map(\.name) == ["workers", "workers-20240101000000000000000001"])
    #expect(plan.nodeGroups.map(\.maxSize) == [4, 6])
    #expect(plan.nodeGroups.map { $0.instanceTypes[0].name } == ["m5.large", "t3.medium"])
    // 2 nodes of 30 addresses and 3 of 18 in each subnet.
    #expect(PlanAnalysis(of: plan).subnets.map(\.peakDemand) == [114, 114])
    #expect(Assessment(of: plan).findings.contains { $0.code == "HR-IMP-009" })
    // Auto Scaling groups likewise, and of the same name.
    var scaling = TerraformText.Resource(
      address: "aws_autoscaling_group.g",
      values: [
        "name": "own", "min_size": 0, "max_size": 4, "desired_capacity": 1, "vpc_zone_identifier": ["subnet-0"],
        "tag": [["key": "kubernetes.io/cluster/dev", "value": "owned"]],
        "mixed_instances_policy": [["launch_template": [["override": [["instance_type": "m5.large"]]]]]],
      ], actions: ["create", "delete"])
    scaling.before = [
      "name": "own", "max_size": 2, "desired_capacity": 2, "min_size": 0, "vpc_zone_identifier": ["subnet-1"],
    ]
    let groups = try importPlan([base(scaling).plan]).plan.nodeGroups
    #expect(groups.map(\.name) == ["own", "own (replaced)"] && groups.map(\.maxSize) == [4, 2])
    #expect(groups.map(\.subnets) == [["private[0]"], ["private[1]"]])
    group.actions = ["delete", "create"]
    #expect(try importPlan([base(group).plan]).plan.nodeGroups.map(\.name) == ["workers"])
  }

  @Test(
    arguments: [
      ["errored": true], ["complete": false], ["deferred_changes": [["reason": "resource_config_unknown"]]],
    ] as [JSONText])
  func plansWithGapsAreAtBestUnknown(rest: JSONText) throws {
    var text = base(TerraformText.group(most: 2, types: ["m5.large"], subnets: ids))
    #expect(Assessment(of: try importPlan([text.plan]).plan).verdict == .pass)
    text.rest = rest
    let findings = Assessment(of: try importPlan([text.plan]).plan).findings
    #expect(findings.contains { $0.code == "HR-IMP-004" && $0.message.contains("may lack node groups") })
  }

  /// The type of a launch template counts, an empty text is none, and its user data sets max pods.
  @Test(
    arguments: [
      (["instance_type": "m5.xlarge"], ["m5.xlarge"], nil), (["instance_type": ""], ["t3.medium"], nil),
      // [settings.kubernetes]\nmax-pods = 20
      (["user_data": "W3NldHRpbmdzLmt1YmVybmV0ZXNdCm1heC1wb2RzID0gMjAK"], ["t3.medium"], 20),
    ] as [(JSONText, [String], Int?)])
  func launchTemplates(values: JSONText, types: [String], maxPods: Int?) throws {
    var group = TerraformText.group(most: 2, subnets: ids, ["launch_template": [["version": "1"]]])
    group.unknown = group.unknown.with(["launch_template": [["id": true]], "instance_types": true])
    var text = base(group)
    text.resources.append(
      TerraformText.Resource(address: "aws_launch_template.x", values: values, unknown: ["id": true]))
    let plan = try importPlan([text.plan]).plan
    #expect(plan.nodeGroups.map { $0.instanceTypes.map(\.name) } == [types])
    #expect(plan.nodeGroups[0].declaredMaxPods == maxPods)
    // Which of two it is cannot be told without a reference.
    text.resources.append(TerraformText.Resource(address: "aws_launch_template.y", values: values))
    #expect(try importPlan([text.plan]).plan.incompleteGroups.map(\.unknown) == [[.instanceTypes]])
  }

  /// An Auto Scaling group is a node group with the tag of the cluster. Weights count units.
  @Test func scalingGroups() throws {
    func scaling(_ name: String, _ tags: JSONText) -> TerraformText.Resource {
      let overrides: JSONText = [
        ["instance_type": "m5.large", "weighted_capacity": "2"],
        ["instance_type": "m5.xlarge", "weighted_capacity": "4"],
      ]
      return TerraformText.Resource(
        address: "aws_autoscaling_group.\(name)",
        values: [
          "name": .text(name), "min_size": 0, "max_size": 12, "vpc_zone_identifier": ["subnet-0", "subnet-1"],
          "tag": tags, "mixed_instances_policy": [["launch_template": [["override": overrides]]]],
        ], unknown: ["desired_capacity": true])
    }
    var text = base(scaling("own", [["key": "kubernetes.io/cluster/dev", "value": "owned"]]))
    text.resources.append(scaling("other", [["key": "Name", "value": "x"]]))
    text.configuration = TerraformText.root([("aws_autoscaling_group.own", [:]), ("aws_autoscaling_group.other", [:])])
    let imported = try importPlan([text.plan])
    let group = try #require(imported.plan.nodeGroups.first)
    #expect(imported.plan.nodeGroups.count == 1 && group.manager == .selfManaged)
    #expect(group.weights == ["m5.large": 2, "m5.xlarge": 4] && group.maxSize == 12)
    #expect(PlanAnalysis(of: imported.plan).subnets.map(\.peakDemand) == [120, 120])
    #expect(imported.notes.contains { $0.contains("aws_autoscaling_group.other has no tag") })
  }

  @Test func addonsProfilesAndReservations() throws {
    var text = base(TerraformText.group(most: 2, types: ["m5.large"], subnets: ids))
    text.resources += [
      TerraformText.cluster,
      TerraformText.Resource(
        address: "aws_eks_addon.cni",
        values: [
          "addon_name": "vpc-cni", "cluster_name": "dev",
          "configuration_values": "{\"env\": {\"ENABLE_PREFIX_DELEGATION\": \"true\", \"TOKEN\": \"s3cr3t\"}}",
        ]),
      TerraformText.Resource(
        address: "aws_eks_fargate_profile.f",
        values: ["cluster_name": "dev", "fargate_profile_name": "workers", "subnet_ids": ["subnet-0"]]),
      TerraformText.Resource(
        address: "aws_lb.web",
        values: ["name": "web", "load_balancer_type": "network", "subnets": ["subnet-0", "subnet-1"]]),
      TerraformText.Resource(
        address: "aws_vpc_endpoint.ecr",
        values: [
          "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.eu-central-1.ecr.api",
          "subnet_ids": ["subnet-1"],
        ]),
      TerraformText.Resource(address: "aws_vpc_endpoint.s3", values: ["service_name": "s3"]),
      TerraformText.Resource(
        address: "aws_ec2_subnet_cidr_reservation.p",
        values: ["subnet_id": "subnet-0", "cidr_block": "10.0.0.128/25", "reservation_type": "prefix"]),
      TerraformText.Resource(address: "kubernetes_secret.s", values: ["data": ["password": "s3cr3t"]]),
    ]
    for index in 0..<3 {
      text.resources.append(
        TerraformText.Resource(address: "aws_nat_gateway.n[\(index)]", values: [:], unknown: ["subnet_id": true]))
    }
    text.configuration = TerraformText.root([
      ("aws_nat_gateway.n", ["subnet_id": TerraformText.references("aws_subnet.private")])
    ])
    let imported = try importPlan([text.plan])
    let plan = imported.plan
    #expect(plan.network.settings.prefixDelegation)
    #expect(plan.nodeGroups.map(\.name) == ["workers", "workers (Fargate)"])
    #expect(plan.subnets[0].cidrReservations.map(\.block.description) == ["10.0.0.128/25"])
    let reserved = plan.reservations.map { "\($0.kind.rawValue) \($0.subnets.count) \($0.addresses)" }.sorted()
    // Three NAT gateways in two subnets: two in one of them.
    #expect(reserved == ["interfaceEndpoint 1 1", "natGateway 2 2", "networkLoadBalancer 2 1"])
    #expect(imported.notes.contains { $0.contains("kubernetes_secret.s") })
    let written = String(decoding: exportPlan(plan)[0].bytes, as: UTF8.self)
    #expect(!written.contains("s3cr3t"))
  }

  /// Values that are marked as sensitive never show.
  @Test func sensitiveValuesAreUnknown() throws {
    var group = TerraformText.group(most: 2, types: ["m5.large"], subnets: ids, ["labels": ["team": "s3cr3t"]])
    group.sensitive = ["labels": true, "instance_types": true]
    let plan = try importPlan([base(group).plan]).plan
    #expect(plan.incompleteGroups.map(\.unknown) == [[.instanceTypes]])
    #expect(plan.incompleteGroups.allSatisfy { $0.group.labels.isEmpty })
  }

  /// NodePools in manifests are read like those of files.
  @Test func nodePoolsInManifests() throws {
    var text = base(TerraformText.group(most: 2, types: ["m5.large"], subnets: ids))
    let pool = """
      apiVersion: karpenter.sh/v1
      kind: NodePool
      metadata: {name: default}
      spec:
        limits: {cpu: 100}
        template:
          spec:
            nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
            requirements: [{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large]}]
      """
    text.resources.append(
      TerraformText.Resource(
        address: "kubectl_manifest.pool", values: ["yaml_body": .text(pool)], sensitive: ["yaml_body": true]))
    text.resources.append(
      TerraformText.Resource(
        address: "kubectl_manifest.secret", values: ["yaml_body": "apiVersion: v1\nkind: Secret\n"]))
    let plan = try importPlan([text.plan]).plan
    let group = try #require(plan.incompleteGroups.first { $0.name == "default" })
    #expect(group.unknown == [.subnets, .maxPods] && group.group.limits?.cpu == .vcpus(100))
    #expect(group.group.instanceTypes.map(\.name) == ["m5.large"])
  }

  @Test func sizesThatContradictEachOther() {
    let group = TerraformText.group(
      types: ["m5.large"], subnets: ids, ["scaling_config": [["desired_size": 2, "max_size": 2, "min_size": 5]]])
    #expect { try importPlan([base(group).plan]) } throws: { "\($0)".contains("min_size 5") }
  }

  @Test func severalClustersNeedAName() throws {
    var text = base(TerraformText.group(most: 4, types: ["m5.large"], subnets: ids))
    text.resources.append(
      TerraformText.group(
        "aws_eks_node_group.b", most: 6, types: ["t3.medium"], subnets: ids,
        ["cluster_name": "prod", "node_group_name": "others"]))
    #expect(throws: PlanError.self) { try importPlan([text.plan]) }
    let imported = try importPlan([text.plan], cluster: "dev")
    #expect(imported.plan.nodeGroups.map(\.name) == ["workers"])
    // The nodes of the other cluster take 3 · 18 addresses of each shared subnet.
    #expect(imported.plan.reservations.map(\.peakAddresses) == [54])
    #expect(imported.plan.reservations.map(\.name) == ["nodes of cluster prod"])
  }

  /// A plan and what AWS says beside it.
  @Test func planBesideWhatExists() throws {
    let text = base(TerraformText.group(most: 4, types: ["m5.large"], subnets: ids))
    let live = AWSText.json(
      "subnets.json",
      "{\"Subnets\": [\(AWSText.subnet(", \"VpcId\": \"vpc-1\", \"AvailableIpAddressCount\": 100", id: "subnet-0"))]}")
    let imported = try importPlan([text.plan, live])
    #expect(imported.plan.subnets.map(\.name) == ["private[0]", "private[1]"])
    #expect(imported.plan.subnets[0].available?.count == 100)
    let other = try importPlan([live, text.plan])
    #expect(other.plan == imported.plan)
  }

  /// The name of a group that exists completes the prefix that a plan has.
  @Test func prefixesFindTheirGroups() throws {
    let group = TerraformText.group(
      most: 20, types: ["m5.large"], subnets: ids, ["node_group_name": nil, "node_group_name_prefix": "a-"],
      unknown: ["node_group_name": true])
    let name = "a-20240101000000000000000001"
    let live = AWSText.json(
      "group.json",
      AWSText.live.replacing("\"nodegroupName\": \"a\"", with: "\"nodegroupName\": \"\(name)\"")
        .replacing("\"subnet-1\", \"subnet-2\"", with: "\"subnet-0\", \"subnet-1\""))
    let plan = try importPlan([base(group).plan, live]).plan
    #expect(plan.nodeGroups.map(\.name) == [name] && plan.nodeGroups[0].maxSize == 20)
    #expect(plan.nodeGroups[0].desiredSize == 4)
    // The sizes differ: minSize and maxSize.
    #expect(plan.remarks.filter { $0.kind == .drift }.count == 2)
    #expect(try importPlan([base(group).plan]).plan.nodeGroups.map(\.name) == ["a"])
  }
}
