import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Plans and states of Terraform with all or some values known.
@Suite struct TerraformTests {
  /// 18 addresses a full t3.medium, the default type of EKS, in two /24.
  @Test(arguments: [
    (18, Verdict.unknown, "spread evenly over all they take 162 of 251 addresses of private[0]"),
    (12, .warn, "if all of them are in one, they take 216 of 251"),
    (30, .fail, "even spread evenly over all they need 270 of 251"),
  ])
  func candidatesDecideWhatIsKnown(most: Int, verdict: Verdict, message: String) throws {
    let imported = try importPlan([TerraformText.example(most: most).plan])
    #expect(imported.plan.region.code == "eu-central-1" && imported.plan.name == "dev")
    #expect(imported.plan.incompleteGroups.map(\.unknown) == [[.choiceOfSubnets]])
    #expect(imported.plan.incompleteGroups[0].group.instanceTypes.map(\.name) == ["t3.medium"])
    #expect(imported.comments[PlanPart(.nodeGroup, "workers")]?.contains("instanceTypes: the default of EKS") == true)
    let assessment = Assessment(of: imported.plan)
    #expect(assessment.verdict == verdict, "\(assessment.findings.map(\.message))")
    let finding = try #require(assessment.findings.first { $0.code == "HR-GRP-006" })
    #expect(finding.verdict == verdict && finding.message.contains(message), "\(finding.message)")
    if verdict == .unknown { #expect(finding.message.contains("`terraform show -json` prints their IDs")) }
  }

  /// The state of the same: the IDs are known.
  @Test func theStateIsExact() throws {
    let ids = ["subnet-0", "subnet-1"]
    var text = TerraformText()
    text.resources = [
      TerraformText.subnet("aws_subnet.private[0]", 0, id: ids[0]),
      TerraformText.subnet("aws_subnet.private[1]", 1, id: ids[1]),
      TerraformText.group(types: ["t3.medium"], subnets: ids),
    ]
    text.resources.append(
      TerraformText.Resource(
        address: "aws_eks_cluster.dev",
        values: ["name": "dev", "vpc_config": [["vpc_id": "vpc-1", "subnet_ids": ["subnet-0", "subnet-1"]]]]))
    for file in [text.state, text.plan] {
      let imported = try importPlan([file], changes: [PlanChange("region=eu-central-1")!])
      #expect(
        imported.plan.incompleteGroups.isEmpty && imported.plan.nodeGroups[0].subnets == ["private[0]", "private[1]"])
      let analysis = PlanAnalysis(of: imported.plan)
      #expect(analysis.subnets.map(\.peakDemand) == [162, 162])
      #expect(
        Assessment(of: imported.plan).verdict == .pass, "\(Assessment(of: imported.plan).findings.map(\.message))")
      #expect(imported.notes.contains { $0.hasPrefix("Subnets that Terraform made are assumed") })
    }
  }

  /// The even spread is an assumption that is said everywhere.
  @Test func evenSpreadIsAssumedAloud() throws {
    let file = TerraformText.example().plan
    let imported = try importPlan([file], assumesEvenSpread: true)
    #expect(imported.plan.nodeGroups.map(\.subnets) == [["private[0]", "private[1]"]])
    #expect(imported.notes.contains { $0.contains("The nodes of workers are assumed to be spread evenly") })
    let assessment = Assessment(of: imported.plan)
    #expect(assessment.verdict == .pass && assessment.findings.map(\.code) == ["HR-IMP-008"])
    #expect(assessment.assumptions.contains { $0.text.contains("--assume-even-spread") })
    #expect(imported.comments[PlanPart(.nodeGroup, "workers")]?.contains { $0.hasPrefix("subnets: assumed") } == true)
    // A converted plan remembers the choice, or the assumption.
    let converted = exportPlan(try importPlan([file]).plan)
    let again = try importPlan(converted, assumesEvenSpread: true)
    #expect(again.plan.nodeGroups == imported.plan.nodeGroups && again.notes.count == 1)
    #expect(try importPlan(exportPlan(imported.plan)).plan == imported.plan)
  }

  /// An attribute that is computed if nothing sets it is unknown even then.
  @Test(
    arguments: [
      (nil, ["t3.medium"]), (["constant_value": nil], ["t3.medium"]), (["references": ["var.types"]], ["t3.medium"]),
      (["references": ["local.types"]], nil),
      (["references": ["data.external.x.result", "data.external.x"]], ["t3.medium"]),
      (["references": ["aws_subnet.private[0].id", "aws_subnet.private[0]", "aws_subnet.private"]], nil),
    ] as [(JSONText?, [String]?)])
  func unsetIsNotUnknown(expression: JSONText?, types: [String]?) throws {
    let plan = try importPlan([TerraformText.example(types: expression).plan]).plan
    let group = try #require(plan.incompleteGroups.first)
    #expect(group.unknown.contains(.instanceTypes) == (types == nil))
    #expect(group.group.instanceTypes.map(\.name) == types ?? [])
    if types == nil {
      let finding = Assessment(of: plan).findings.first { $0.code == "HR-GRP-006" }
      #expect(finding?.message.contains("t3.medium if nothing sets them") == true)
    }
  }

  /// Items of lists that are known stand as `false`.
  @Test func falseIsKnown() throws {
    var text = TerraformText.example()
    text.resources[3] = TerraformText.group(types: ["m5.large"])
    #expect(try importPlan([text.plan]).plan.incompleteGroups[0].group.instanceTypes.map(\.name) == ["m5.large"])
    text.resources[3].unknown = text.resources[3].unknown.with(["subnet_ids": [true, false]])
    #expect(try importPlan([text.plan]).plan.incompleteGroups[0].unknown == [.choiceOfSubnets])
  }

  /// What exists is described by data sources, with the free addresses.
  @Test func dataSourcesDescribeWhatExists() throws {
    var text = TerraformText()
    text.resources = [TerraformText.group(most: 6, types: ["m5.large"], subnets: ["subnet-1", "subnet-9"])]
    text.data = [
      TerraformText.Resource(
        address: "data.aws_subnet.a[\"x.y\"]",
        values: [
          "id": "subnet-1", "cidr_block": "10.0.0.0/24", "availability_zone": "eu-central-1a", "vpc_id": "vpc-1",
          "available_ip_address_count": 200, "tags": ["Name": "shared-a", "secret": "s3cr3t"],
        ], isData: true),
      TerraformText.Resource(address: "data.aws_eks_cluster.other", values: ["name": "other"], isData: true),
    ]
    let plan = try importPlan([text.plan]).plan
    #expect(plan.name == "dev" && plan.subnets.map(\.name) == ["shared-a", "subnet-9"])
    #expect(plan.subnets[0].available?.count == 200)
    // Nothing but an ID is known of the other one.
    #expect(plan.subnets[1].block == nil && plan.subnets[1].isZoneUnknown)
    #expect(Assessment(of: plan).verdict == .unknown)
    #expect(!exportPlan(plan).contains { String(decoding: $0.bytes, as: UTF8.self).contains("s3cr3t") })
  }

  /// Order of keys and of files changes nothing.
  @Test func orderChangesNothing() throws {
    let text = TerraformText.example()
    let sorted = text.file(text.planText.text(isSorted: true))
    #expect(try importPlan([sorted]).plan == importPlan([text.plan]).plan)
  }

  /// A plan without planned values has the values in its changes.
  @Test func changesAloneAreEnough() throws {
    var text = TerraformText.example()
    let whole = try importPlan([text.plan]).plan
    text.rest = ["planned_values": nil]
    let bytes = String(decoding: text.plan.bytes, as: UTF8.self).replacing(
      "\"planned_values\":null", with: "\"x\":null")
    #expect(try importPlan([text.file(bytes)]).plan == whole)
  }

  /// The region is that of the provider, of a variable, or of the zones.
  @Test(
    arguments: [
      (["constant_value": "eu-west-1"], nil), (["references": ["var.region"]], "eu-north-1"),
      (["references": ["local.region"]], "eu-central-1"),
    ] as [(JSONText, String?)])
  func regions(region: JSONText, expected: String?) throws {
    var text = TerraformText.example()
    text.variables = ["region": ["value": "eu-north-1"], "password": ["value": "s3cr3t"]]
    text.configuration = TerraformText.root([], region: region)
    for index in 0..<2 {
      let zone = (expected ?? "eu-west-1") + ["a", "b"][index]
      text.resources[index].values = text.resources[index].values.with(["availability_zone": .text(zone)])
    }
    let code = try importPlan([text.plan]).plan.region.code
    #expect(code == expected ?? "eu-west-1")
  }

  /// Without a region and without zones there is nothing to take it from.
  @Test func noRegion() throws {
    var text = TerraformText.example()
    text.configuration = [:]
    for index in 0..<2 {
      text.resources[index].values = text.resources[index].values.with(["availability_zone": nil])
      text.resources[index].unknown = ["availability_zone": true]
    }
    let error = #expect(throws: PlanError.self) { try importPlan([text.plan]) }
    #expect(error?.description.contains("`region` is missing") == true, "\(String(describing: error))")
    let plan = try importPlan([text.plan], changes: [PlanChange("region=eu-central-1")!]).plan
    #expect(plan.subnets.allSatisfy { $0.isZoneUnknown })
  }

  /// Only the subnets of the cluster's VPC count.
  @Test func otherNetworksAreIgnored() throws {
    var text = TerraformText.example()
    let vpcs = ["main", "other"].map {
      TerraformText.Resource(address: "aws_vpc.\($0)", values: ["cidr_block": "10.0.0.0/16"])
    }
    text.resources += vpcs + [TerraformText.subnet("aws_subnet.other", 5)]
    let own = TerraformText.references("aws_vpc.main.id", "aws_vpc.main")
    let group: JSONText = ["subnet_ids": TerraformText.references("aws_subnet.private")]
    text.configuration = TerraformText.root([
      ("aws_eks_node_group.workers", group), ("aws_eks_cluster.dev", ["vpc_config": [group]]),
      ("aws_subnet.private", ["vpc_id": own]),
      ("aws_subnet.other", ["vpc_id": TerraformText.references("aws_vpc.other.id", "aws_vpc.other")]),
    ])
    let imported = try importPlan([text.plan])
    #expect(imported.plan.subnets.map(\.name) == ["private[0]", "private[1]"])
    #expect(imported.plan.vpcBlocks.map(\.description) == ["10.0.0.0/16"])
    #expect(imported.notes.contains("1 subnet is in other VPCs and therefore ignored."))
  }

  /// EKS Auto Mode creates as many nodes as the pods need.
  @Test func autoMode() throws {
    var text = TerraformText.example()
    text.resources[2].values = text.resources[2].values.with([
      "compute_config": [["enabled": true, "node_pools": ["general-purpose"]]]
    ])
    let plan = try importPlan([text.plan]).plan
    #expect(plan.nodeGroups.map(\.name) == ["general-purpose"])
  }
}
