internal import Headroom

/// Reads Auto Scaling groups, which are self-managed node groups if they have the tag of a cluster.
extension TerraformFacts {
  mutating func readScalingGroups() {
    for item in resources("aws_autoscaling_group") {
      let mixed = item.values.blocks("mixed_instances_policy").first?.blocks("launch_template").first
      let specification = mixed?.blocks("launch_template_specification").first
      let template =
        specification.map {
          self.template(
            of: item, $0, "mixed_instances_policy.launch_template.launch_template_specification.",
            keys: ("launch_template_id", "launch_template_name"))
        } ?? self.template(of: item, item.values.blocks("launch_template").first, "launch_template.")
      guard let cluster = owner(of: item, template) else {
        reader.facts.notes.insert(
          "The Auto Scaling group \(item.text.prefix(120)) has no tag kubernetes.io/cluster/NAME and is not part of the plan."
        )
        continue
      }
      var group = newGroup(item, "name", prefix: "name_prefix", cluster: cluster)
      readSizes(item, &group)
      readOverrides(item, mixed, template, &group)
      set(homes(of: item, "vpc_zone_identifier"), item, &group)
      reader.facts.groups.append(group)
      addReplaced(item, by: group)
    }
  }

  /// Adds the group that a new one replaces: with `create_before_destroy` both exist until the old one is empty.
  private mutating func addReplaced(_ item: TerraformResource, by new: GroupFacts) {
    guard item.isReplacedLate, let before = item.before else { return }
    var old = new
    old.name = replacedName(before["name"].node?.text, by: new)
    old.namePrefix = nil
    reader.stage = stage(of: item)
    let sizes = ["max_size", "desired_capacity"].map { before[$0].node }
    if let node = sizes[0] { old.most = reader.count(node) }
    if let node = sizes[1] { old.desired = reader.count(node) }
    if let node = before["min_size"].node {
      old.least = reader.number(node).map { [Fact($0, node.place, reader.stage)] } ?? []
    }
    if let node = before["vpc_zone_identifier"].node, let ids = node.items?.compactMap(\.text), !ids.isEmpty {
      old.homes = [Fact(GroupFacts.Homes(keys: ids), node.place, reader.stage)]
    }
    reader.facts.groups.append(old)
    noteReplacement(of: old, by: new, item.place)
  }

  private static let owned = "kubernetes.io/cluster/"

  /// Returns the cluster whose tag the group or its template has.
  ///
  /// The tag has the name of the cluster in its key. Where that is known only after apply, a group inside the module of a
  /// cluster is one of its own.
  private func owner(of item: TerraformResource, _ template: FoundTemplate) -> String? {
    let tags = item.values.blocks("tag")
    let names = tags.compactMap { $0["key"].node?.text }.filter { $0.hasPrefix(Self.owned) }
    if let name = names.min() { return String(name.dropFirst(Self.owned.count)) }
    if case .found(let found) = template {
      for block in found.values.blocks("tag_specifications") {
        let keys = block["tags"].node?.pairs?.compactMap(\.key.text) ?? []
        if let name = keys.filter({ $0.hasPrefix(Self.owned) }).min() {
          return String(name.dropFirst(Self.owned.count))
        }
      }
    }
    guard tags.contains(where: { $0["key"].isUnknown }) else { return nil }
    let around = clusters.filter { cluster in
      !cluster.resource.address.module.isEmpty && item.address.module.starts(with: cluster.resource.address.module)
    }
    return around.count == 1 ? around[0].facts.name : nil
  }

  private mutating func readSizes(_ item: TerraformResource, _ group: inout GroupFacts) {
    let stage = stage(of: item)
    reader.stage = stage
    group.manager = [Fact(.selfManaged, item.place, stage)]
    group.most = size(item["max_size"], "maxSize", item, group)
    if let least = item["min_size"].node {
      group.least = reader.number(least).map { [Fact($0, least.place, stage)] } ?? []
    }
    let desired = item["desired_capacity"]
    if desired.node == nil, !(desired.isUnknown && isSet("desired_capacity", of: item)), let least = group.least.first {
      group.desired = [
        Fact(least.value, least.place, stage, .defaulted(by: "EC2 Auto Scaling, which starts with the minimum"))
      ]
    } else {
      group.desired = size(desired, "desiredSize", item, group)
    }
    if !item.values.blocks("warm_pool").isEmpty {
      remark(
        """
        it has a warm pool, whose stopped instances take addresses that are not counted; `aws autoscaling \
        describe-warm-pool` shows them
        """, PlanPart(.nodeGroup, group.name), item.place, cluster: group.cluster)
    }
  }

  /// Reads the types and their weights: those of the overrides, else that of the template.
  private mutating func readOverrides(
    _ item: TerraformResource, _ mixed: TerraformValues?, _ template: FoundTemplate, _ group: inout GroupFacts
  ) {
    let stage = stage(of: item)
    let part = PlanPart(.nodeGroup, group.name, key: "instanceTypes")
    let overrides = mixed?.blocks("override") ?? []
    var (types, weights): ([String], [String: Int]) = ([], [:])
    var isOpen = false
    for override in overrides {
      guard override.blocks("instance_requirements").isEmpty, let type = override["instance_type"].node?.text else {
        isOpen = true
        continue
      }
      guard !types.contains(type) else { continue }
      types.append(type)
      if let node = override["weighted_capacity"].node, node.text?.isEmpty == false, let weight = reader.number(node) {
        weights[type] = weight
      }
    }
    if isOpen {
      group.types = [Fact(nil, item.place, stage)]
      remark(
        """
        EC2 chooses them by attributes, or they are known only after apply; `aws ec2 \
        get-instance-types-from-instance-requirements` prints the former
        """, part, item.place, cluster: group.cluster)
    } else if !types.isEmpty {
      group.types = [Fact(types, item.place, stage)]
      if !weights.isEmpty { group.weights = [Fact(weights, item.place, stage)] }
    }
    let distribution = item.values.blocks("mixed_instances_policy").first?.blocks("instances_distribution").first
    if distribution?["on_demand_percentage_above_base_capacity"].node?.text == "0",
      distribution?["on_demand_base_capacity"].node?.text ?? "0" == "0"
    {
      group.capacityType = [Fact(.spot, item.place, stage)]
    }
    apply(template, item, &group)
    guard group.types.isEmpty, group.template.isEmpty else { return }
    // The default of EKS is that of managed node groups alone.
    group.types = [Fact(nil, item.place, stage)]
    remark(
      "neither the group nor its launch template names them; `aws autoscaling describe-auto-scaling-groups` may show them",
      part,
      item.place, cluster: group.cluster)
  }
}
