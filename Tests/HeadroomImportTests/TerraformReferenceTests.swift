import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// From a group to subnets that do not exist yet: references through modules.
@Suite struct TerraformReferenceTests {
  private static let key = "module.eks.module.eks_managed_node_group"

  /// The shape of terraform-aws-modules/eks v21: groups in a module for each, whose subnets are either their own or those
  /// of all groups.
  private static func module(
    _ groups: JSONText, subnets: JSONText = TerraformText.references("module.vpc.private_subnets", "module.vpc"),
    private privateCount: Int = 3,
    forEach: [String] = ["var.create", "local.create_outposts_local_cluster", "var.eks_managed_node_groups"],
    names: [String] = ["apps", "zonal"]
  ) -> TerraformText {
    var text = TerraformText()
    text.resources = (0..<privateCount).map { TerraformText.subnet("module.vpc.aws_subnet.private[\($0)]", $0) }
    text.resources.append(TerraformText.subnet("module.vpc.aws_subnet.public[0]", 10))
    text.resources += ["apps", "zonal"].filter(names.contains).map { name in
      TerraformText.group(
        "\(key)[\"\(name)\"].aws_eks_node_group.this[0]", types: ["m5.large"],
        ["node_group_name_prefix": .text("\(name)-"), "node_group_name": nil, "cluster_name": nil],
        unknown: ["cluster_name": true, "node_group_name": true])
    }
    text.resources.append(
      TerraformText.Resource(
        address: "module.eks.aws_eks_cluster.this[0]", values: ["name": "dev", "vpc_config": [[:]]],
        unknown: ["vpc_config": [["subnet_ids": true]]]))
    let groupModule: JSONText = [
      "resources": [
        [
          "address": "aws_eks_node_group.this", "mode": "managed",
          "expressions": [
            "subnet_ids": TerraformText.references(
              "local.create_placement_group", "data.aws_subnets.placement_group[0].ids",
              "data.aws_subnets.placement_group[0]", "data.aws_subnets.placement_group", "var.subnet_ids"),
            "instance_types": TerraformText.references("var.instance_types"),
          ], "count_expression": TerraformText.references("var.create"),
        ]
      ], "variables": ["subnet_ids": ["default": nil], "instance_types": ["default": nil]],
    ]
    let eks: JSONText = [
      "resources": [
        [
          "address": "aws_eks_cluster.this", "mode": "managed",
          "expressions": [
            "vpc_config": [["subnet_ids": TerraformText.references("var.control_plane_subnet_ids", "var.subnet_ids")]]
          ],
        ]
      ],
      "module_calls": [
        "eks_managed_node_group": [
          "source": "./modules/eks-managed-node-group",
          "for_each_expression": ["references": .list(forEach.map(JSONText.text))],
          "expressions": [
            "subnet_ids": TerraformText.references("each.value.subnet_ids", "each.value", "var.subnet_ids"),
            "instance_types": TerraformText.references("each.value.instance_types", "each.value"),
            "create": TerraformText.references("each.value.create", "each.value"),
          ], "module": groupModule,
        ]
      ],
      "variables": [
        "create": ["default": true], "control_plane_subnet_ids": ["default": []], "subnet_ids": ["default": []],
        "eks_managed_node_groups": ["default": nil],
      ],
    ]
    let vpc: JSONText = [
      "outputs": [
        "private_subnets": ["expression": TerraformText.references("aws_subnet.private")],
        "public_subnets": ["expression": TerraformText.references("aws_subnet.public")],
      ]
    ]
    text.configuration = TerraformText.root(
      [],
      calls: [
        "eks": ["expressions": ["eks_managed_node_groups": groups, "subnet_ids": subnets], "module": eks],
        "vpc": ["expressions": ["cidr": ["constant_value": "10.0.0.0/16"]], "module": vpc],
      ])
    return text
  }

  private static let all = ["private[0]", "private[1]", "private[2]"]

  /// A group that names one subnet must never get an even third in each.
  @Test func aSubnetOfOneGroupIsACandidateOfAll() throws {
    let groups = TerraformText.references("module.vpc.private_subnets[0]", "module.vpc.private_subnets", "module.vpc")
    let imported = try importPlan([Self.module(groups).plan])
    #expect(imported.plan.name == "dev")
    #expect(imported.plan.incompleteGroups.map(\.name) == ["apps", "zonal"])
    for group in imported.plan.incompleteGroups {
      #expect(group.unknown == [.choiceOfSubnets] && group.group.subnets == Self.all, "\(group.name)")
    }
    #expect(Assessment(of: imported.plan).verdict == .unknown)
    #expect(imported.notes.contains { $0.contains("local.create_outposts_local_cluster") })
    // The control plane is in the subnets of the nodes if it has none of its own.
    #expect(imported.plan.subnets.filter { $0.roles.contains(.controlPlane) }.map(\.name) == Self.all)
    #expect(imported.plan.subnets.first { $0.name == "public[0]" }?.roles.contains(.nodes) == false)
  }

  /// Constant groups without subnets are in those of the module; a single subnet is exact.
  @Test(arguments: [1, 3]) func constantGroups(count: Int) throws {
    let groups: JSONText = ["constant_value": ["apps": ["min_size": 1], "zonal": ["min_size": 1]]]
    let plan = try importPlan([Self.module(groups, private: count).plan]).plan
    if count == 1 {
      #expect(plan.incompleteGroups.isEmpty && plan.nodeGroups.map(\.subnets) == [["private[0]"], ["private[0]"]])
    } else {
      #expect(plan.incompleteGroups.map(\.group.subnets) == [Self.all, Self.all])
    }
  }

  /// Each group of a constant has its own subnets; those of the other groups are none of its own.
  @Test func literalIDsOfOneGroup() throws {
    let groups: JSONText = ["constant_value": ["apps": ["min_size": 1], "zonal": ["subnet_ids": ["subnet-77"]]]]
    let file = Self.module(groups, private: 1).plan
    let plan = try importPlan([file]).plan
    #expect(plan.nodeGroups.map(\.name) == ["apps"] && plan.nodeGroups[0].subnets == ["private[0]"])
    #expect(plan.incompleteGroups.map(\.group.subnets) == [["private[0]", "subnet-77"]])
  }

  /// Types that a map with references may set are not known.
  @Test func typesOfGroupsWithReferences() throws {
    func types(_ groups: JSONText) throws -> [Bool] {
      var text = Self.module(groups)
      for index in text.resources.indices where text.resources[index].address.contains("node_group.this") {
        text.resources[index].values = text.resources[index].values.with(["instance_types": nil])
        text.resources[index].unknown = text.resources[index].unknown.with(["instance_types": true])
      }
      return try importPlan([text.plan]).plan.incompleteGroups.map { $0.unknown.contains(.instanceTypes) }
    }
    #expect(try types(["constant_value": ["apps": [:], "zonal": [:]]]) == [false, false])
    #expect(try types(TerraformText.references("module.vpc.private_subnets", "module.vpc")) == [true, true])
  }

  /// Where references cannot be followed, the subnets are not known, and the reason is said.
  @Test(
    arguments: [
      (["local.subnets"], "a plan does not say what local.subnets will be"),
      (["aws_subnet.private", "local.extra"], "there may be others than the ones that its references lead to"),
      (["data.aws_ssm_parameter.x.value", "data.aws_ssm_parameter.x"], "its references lead to no subnet"),
      (["terraform_data.x.output", "terraform_data.x"], "a plan does not say what terraform_data.x.output will be"),
      (["module.vpc"], "module.vpc"), (["a[\"b"], "a plan does not say what a[\"b"), ([], "lead to no subnet"),
    ] as [([String], String)])
  func deadEnds(references: [String], reason: String) throws {
    var text = TerraformText.example(references: references)
    text.resources.append(TerraformText.Resource(address: "terraform_data.x", values: [:]))
    let imported = try importPlan([text.plan])
    #expect(imported.plan.incompleteGroups.map(\.unknown) == [[.subnets]])
    let finding = try #require(Assessment(of: imported.plan).findings.first { $0.code == "HR-GRP-006" })
    #expect(finding.verdict == .unknown && finding.message.contains(reason), "\(finding.message)")
    #expect(finding.message.contains("`terraform show -json`"))
  }

  /// Conditions, names and ARNs lead to no subnet.
  @Test(arguments: [
    ["local.create_group", "aws_subnet.private"],
    [
      "aws_subnet.private[0].id", "aws_subnet.private[0]", "aws_subnet.private", "aws_subnet.private[1].id",
      "aws_subnet.private[1]", "aws_subnet.private",
    ],
    ["aws_iam_role.x.arn", "aws_iam_role.x", "aws_subnet.private"],
    ["count.index", "path.module", "aws_subnet.private"],
    ["aws_subnet.none", "aws_subnet.private"],
  ])
  func whatIsNoSubnet(references: [String]) throws {
    var text = TerraformText.example(references: references)
    text.resources.append(TerraformText.Resource(address: "aws_iam_role.x", values: [:]))
    #expect(try importPlan([text.plan]).plan.incompleteGroups.map(\.unknown) == [[.choiceOfSubnets]])
  }

  /// A literal index is one subnet.
  @Test(arguments: [("0", "private[0]"), ("1", "private[1]")])
  func aLiteralIndexIsExact(index: String, name: String) throws {
    let references = ["aws_subnet.private[\(index)].id", "aws_subnet.private[\(index)]", "aws_subnet.private"]
    let plan = try importPlan([TerraformText.example(references: references).plan]).plan
    #expect(plan.nodeGroups.map(\.subnets) == [[name]])
  }

  /// Keys with dots, quotation marks and brackets do not split an address.
  @Test func keysOfAnyText() throws {
    let names = ["a.b", "x[0].y", "q\\\"r].s", "ü 1"]
    var text = TerraformText.example()
    text.resources = names.enumerated().map { TerraformText.subnet("aws_subnet.private[\"\($1)\"]", $0) }
    text.resources += [TerraformText.cluster, TerraformText.group()]
    let plan = try importPlan([text.plan]).plan
    #expect(plan.incompleteGroups[0].group.subnets.count == 4)
    for name in names {
      let address = "aws_subnet.private[\"\(name)\"]"
      var one = text
      one.configuration = TerraformText.root([
        (
          "aws_eks_node_group.workers",
          ["subnet_ids": TerraformText.references("\(address).id", address, "aws_subnet.private")]
        )
      ])
      #expect(try importPlan([one.plan]).plan.nodeGroups.map(\.subnets) == [["private[\"\(name)\"]"]])
    }
  }

  /// Modules that refer to each other in a circle end.
  @Test func circlesEnd() throws {
    var text = TerraformText.example(references: ["module.a.out", "module.a"])
    func call(_ other: String) -> JSONText {
      [
        "expressions": ["in": TerraformText.references("module.\(other).out", "module.\(other)")],
        "module": ["outputs": ["out": ["expression": TerraformText.references("var.in")]], "variables": ["in": [:]]],
      ]
    }
    text.configuration = TerraformText.root(
      [("aws_eks_node_group.workers", ["subnet_ids": TerraformText.references("module.a.out", "module.a")])],
      calls: ["a": call("b"), "b": call("a")])
    let plan = try importPlan([text.plan]).plan
    #expect(plan.incompleteGroups.map(\.unknown) == [[.subnets]])
  }

  /// References go up and down through many modules.
  @Test func deepModules() throws {
    let path = (0..<30).map { "module.m\($0)" }.joined(separator: ".")
    var text = TerraformText.example()
    text.resources[3] = TerraformText.group("\(path).aws_eks_node_group.workers", types: ["m5.large"])
    var module: JSONText = [
      "resources": [
        ["address": "aws_eks_node_group.workers", "expressions": ["subnet_ids": TerraformText.references("var.s")]]
      ]
    ]
    for level in (0..<30).reversed() {
      let given = level == 0 ? TerraformText.references("aws_subnet.private") : TerraformText.references("var.s")
      module = ["module_calls": .object([("m\(level)", ["expressions": ["s": given], "module": module])])]
    }
    text.configuration = ["root_module": module]
    #expect(try importPlan([text.plan]).plan.incompleteGroups.map(\.group.subnets) == [["private[0]", "private[1]"]])
  }

  /// Keys lead into the constants of variables.
  @Test func keysOfVariables() throws {
    let references = ["var.ids[\"a\"].subnets", "var.ids[\"a\"]", "var.ids"]
    var text = TerraformText.example(references: references)
    text.variables = ["ids": ["value": ["a": ["subnets": ["subnet-1"]], "b": ["subnets": ["subnet-2"]]]]]
    // Of a subnet that is only named the zone is not known.
    #expect(try importPlan([text.plan]).plan.incompleteGroups.map(\.group.subnets) == [["subnet-1"]])
  }

  /// The tag of a self-managed group has the name of the cluster, which is known only after apply inside a module.
  @Test func scalingGroupsOfAModule() throws {
    var text = Self.module(["constant_value": [:]], names: [])
    text.resources.append(
      TerraformText.Resource(
        address: "module.eks.module.self_managed_node_group[\"own\"].aws_autoscaling_group.this[0]",
        values: [
          "name_prefix": "own-", "min_size": 0, "max_size": 4, "desired_capacity": 1, "tag": [["value": "owned"]],
          "vpc_zone_identifier": ["subnet-1"],
          "mixed_instances_policy": [["launch_template": [["override": [["instance_type": "m5.large"]]]]]],
        ], unknown: ["tag": [["key": true]], "name": true]))
    let imported = try importPlan([text.plan])
    #expect(imported.plan.incompleteGroups.map(\.name) == ["own"])
    #expect(imported.plan.incompleteGroups[0].group.manager == .selfManaged)
    let comments = imported.comments[PlanPart(.subnet, "private[0]")]
    #expect(comments == ["also called module.vpc.aws_subnet.private[0]"])
  }

  /// Where there may be other subnets, nothing but the assumption makes a number.
  @Test func evenSpreadOverWhatIsKnown() throws {
    let file = TerraformText.example(references: ["aws_subnet.private", "local.extra"]).plan
    #expect(try importPlan([file]).plan.incompleteGroups.map(\.unknown) == [[.subnets]])
    let plan = try importPlan([file], assumesEvenSpread: true).plan
    #expect(plan.nodeGroups.map(\.subnets) == [["private[0]", "private[1]"]])
    #expect(plan.remarks.contains { $0.kind == .assumption })
  }
}
