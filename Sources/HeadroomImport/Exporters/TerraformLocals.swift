internal import Headroom

/// Writes local values of Terraform.
extension ToolOutput {
  /// Local values of Terraform: subnets, variables of the CNI and sizes of node groups, in the words of the modules
  /// terraform-aws-modules/eks and terraform-aws-modules/vpc.
  ///
  /// Source of the keys: `modules/eks-managed-node-group/variables.tf` and `modules/self-managed-node-group/variables.tf` of
  /// terraform-aws-modules/terraform-aws-eks v21.19.0.
  static let terraformLocals = ToolOutput(
    "terraform-locals", "local values of Terraform"
  ) { (imported) throws(PlanError) in
    let plan = imported.plan
    var locals = HCLBody()
    locals.add("cluster_name", plan.name)
    locals.add("region", plan.region.code)
    locals.add("kubernetes_version", plan.kubernetesVersion?.description)
    if !plan.vpcBlocks.isEmpty { locals.add("vpc_cidr_blocks", plan.vpcBlocks.map(\.description)) }
    locals.add("subnets", subnets(of: imported))
    var notes: [String] = []
    if plan.network.kind == .overlay {
      locals.add(comment: "cni.kind is overlay, which has no variables of the VPC CNI.")
    } else {
      let variables = try AddonVariables(of: imported)
      var environment = HCLBody()
      for (name, value) in variables.values.sorted(by: { $0.key < $1.key }) { environment.add(name: name, value) }
      locals.add(comment: "For the add-on vpc-cni: configuration_values = jsonencode({ env = local.vpc_cni_env })")
      locals.add("vpc_cni_env", environment)
      notes = variables.notes
    }
    addGroups(to: &locals, imported)
    return Text(text: "locals {\n\(locals.text(indentation: "  "))}\n", notes: notes)
  }

  private static func subnets(of imported: ImportedPlan) -> HCLBody {
    var body = HCLBody()
    let ids = imported.plan.subnets.map { imported.subnetID(of: $0.name) }
    for (subnet, id) in zip(imported.plan.subnets, ids) {
      var item = HCLBody()
      if let block = subnet.block { item.add("cidr_block", block.description) } else { item.addNull("cidr_block") }
      if subnet.isZoneUnknown {
        item.addNull("availability_zone")
      } else {
        item.add("availability_zone", subnet.zone)
      }
      // All items have the same keys, so that they are of one type.
      if let id { item.add("id", id) } else if ids.contains(where: { $0 != nil }) { item.addNull("id") }
      body.add(name: subnet.name, item)
    }
    return body
  }

  private static func addGroups(to locals: inout HCLBody, _ imported: ImportedPlan) {
    let plan = imported.plan
    let groups =
      plan.nodeGroups.map { IncompleteGroup($0, unknown: []) } + plan.incompleteGroups
    for (manager, key) in [
      (NodeGroup.Manager.managed, "eks_managed_node_groups"), (.selfManaged, "self_managed_node_groups"),
    ] {
      let members = groups.filter { $0.group.manager == manager }
      guard manager == .managed || !members.isEmpty else { continue }
      var body = HCLBody()
      for item in members { body.add(name: item.name, group(item, imported)) }
      locals.add(key, body)
    }
    let others = groups.filter { ![.managed, .selfManaged].contains($0.group.manager) }
    for item in others {
      locals.add(comment: "No node group of the module: \(item.name) (\(item.group.manager.rawValue))")
    }
  }

  /// Returns the inputs of the module for a group. What is not known is left out with a comment, because the module has
  /// defaults that are not those of the plan.
  private static func group(_ item: IncompleteGroup, _ imported: ImportedPlan) -> HCLBody {
    let group = item.group
    var body = HCLBody()
    if !group.weights.isEmpty {
      let weights = group.weights.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      body.add(
        comment: "The sizes are numbers of units, of which a node is several: \(weights.joined(separator: ", "))")
    }
    let most = group.isMaxSizeUnknown ? nil : group.maxSize ?? group.desiredSize
    let desired = item.unknown.contains(.desiredSize) ? nil : group.desiredSize
    for (key, size) in [("min_size", group.minSize), ("max_size", most), ("desired_size", desired)] where size == nil {
      body.add(comment: "\(key) is not known, and the module has a default of its own.")
    }
    let types = item.unknown.contains(.instanceTypes) ? [] : group.instanceTypes.map(\.name)
    let isSelfManaged = group.manager == .selfManaged
    if types.isEmpty {
      body.add(comment: "The instance types are not known, and the module has a default of its own.")
    } else if isSelfManaged, types.count > 1 {
      body.add(comment: "The module takes several types as overrides of mixed_instances_policy.")
    }
    let ids = group.subnets.compactMap(imported.subnetID)
    let areKnown = item.unknown.isDisjoint(with: [.subnets, .choiceOfSubnets]) && ids.count == group.subnets.count
    if !areKnown {
      let reason = item.unknown.contains(.choiceOfSubnets) ? "some of these" : "without known IDs"
      let names = group.subnets.isEmpty ? "not known" : "\(reason): \(group.subnets.joined(separator: ", "))"
      body.add(comment: "subnet_ids: \(names)")
    }
    body.add("min_size", group.minSize)
    body.add("max_size", most)
    body.add("desired_size", desired)
    if isSelfManaged, types.count == 1 {
      body.add("instance_type", types[0])
    } else if !types.isEmpty {
      body.add("instance_types", types)
    }
    if !isSelfManaged, group.capacityType == .spot { body.add("capacity_type", "SPOT") }
    if areKnown, !ids.isEmpty { body.add("subnet_ids", ids) }
    return body
  }
}
