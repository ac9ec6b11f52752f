internal import Headroom

/// Reads managed node groups and Fargate profiles.
extension TerraformFacts {
  mutating func readGroups() {
    for item in resources("aws_eks_node_group") {
      guard let cluster = cluster(of: item, "node group") else { continue }
      var group = newGroup(item, "node_group_name", prefix: "node_group_name_prefix", cluster: cluster)
      read(item.values, of: item, into: &group)
      let homes = homes(of: item, "subnet_ids")
      set(homes, item, &group)
      readTypes(item, &group)
      reader.facts.groups.append(group)
      addReplaced(item, by: group)
    }
  }

  /// Returns the cluster of a resource, which nodes must have.
  mutating func cluster(of item: TerraformResource, _ what: String) -> String? {
    if let name = clusterName(of: item) { return name.shortened }
    guard clusters.isEmpty else {
      remark(
        """
        the cluster of the \(what) \(item.text.prefix(120)) is known only after apply, and there are several; \
        `terraform show -json` of the state names it
        """, PlanPart(.plan), item.place, cluster: nil)
      return nil
    }
    return "unnamed"
  }

  /// Returns a group with its name, or with what is known of it: the prefix before a suffix that AWS or Terraform adds.
  mutating func newGroup(
    _ item: TerraformResource, _ attribute: String, prefix: String, cluster: String
  ) -> GroupFacts {
    var (name, start) = (item[attribute].node?.text, String?.none)
    if name?.isEmpty != false, let text = item[prefix].node?.text, !text.isEmpty {
      start = text
      name = text.hasSuffix("-") && text.utf8.count > 1 ? String(text.dropLast()) : text
    }
    var own = name.flatMap { $0.isEmpty ? nil : $0 } ?? Self.name(of: item)
    if takenNames[cluster]?.contains(own) == true { own = item.text }
    takenNames[cluster, default: []].insert(own)
    var group = GroupFacts(name: own.shortened, place: item.place)
    group.cluster = cluster
    group.namePrefix = start
    return group
  }

  /// The name for people: the key of the innermost module instance around a resource, or its own.
  private static func name(of item: TerraformResource) -> String {
    item.address.module.last?.key?.filter { $0 != "\"" } ?? item.address.short
  }

  /// Reads what a group says of itself, now or before it is replaced.
  private mutating func read(_ values: TerraformValues, of item: TerraformResource, into group: inout GroupFacts) {
    let stage = stage(of: item)
    reader.stage = stage
    group.manager = [Fact(.managed, item.place, stage)]
    let sizes = values.blocks("scaling_config").first
    group.desired = size(sizes?["desired_size"], "desiredSize", item, group)
    group.most = size(sizes?["max_size"], "maxSize", item, group)
    if let least = sizes?["min_size"].node {
      group.least = reader.number(least).map { [Fact($0, least.place, stage)] } ?? []
    }
    if let least = group.least.first, let most = group.most.first?.value ?? nil, least.value > most {
      reader.complain("min_size \(least.value) of \(item.address.short) is above its max_size \(most)", at: least.place)
    }
    if let node = values["ami_type"].node, let text = node.text, !text.isEmpty {
      group.family = [Fact(NodeGroup.AMIFamily(amiType: text), node.place, stage)]
    } else {
      let reason = "the file names no ami_type, and EKS takes Amazon Linux 2023 for current versions"
      group.family = [Fact(.amazonLinux2023, item.place, stage, .assumed(reason))]
    }
    if let node = values["capacity_type"].node, let text = node.text {
      group.capacityType = [Fact(text == "SPOT" ? .spot : .onDemand, node.place, stage)]
    }
    if let update = values.blocks("update_config").first {
      if let node = update["max_unavailable_percentage"].node, let percent = reader.number(node), percent > 0 {
        group.maxUnavailable = [Fact("\(percent)%", node.place, stage)]
      } else if let node = update["max_unavailable"].node, let count = reader.number(node), count > 0 {
        group.maxUnavailable = [Fact("\(count)", node.place, stage)]
      }
      if let strategy = update["update_strategy"].node, strategy.text?.isEmpty == false {
        group.strategy = reader.fact(strategy)
      }
    }
    if let labels = values["labels"].node, labels.pairs?.isEmpty == false {
      group.labels = [Fact(reader.strings(labels), labels.place, stage)]
    }
    // The launch template has the disk of a group that has one.
    if values.blocks("launch_template").isEmpty, let node = values["disk_size"].node, let disk = reader.number(node),
      disk > 0
    {
      group.volume = [Fact(disk, node.place, stage)]
    }
    if !values.blocks("taint").isEmpty {
      reader.facts.notes.insert("Taints of node groups are not read: every pod may run on every Linux group.")
    }
  }

  /// Returns a size; a fact without a value, and a remark, if it is not known.
  mutating func size(
    _ value: TerraformValues.Value?, _ key: String, _ item: TerraformResource, _ group: GroupFacts
  ) -> [Fact<Int?>] {
    if let node = value?.node { return reader.count(node) }
    if key == "desiredSize" {
      remark(
        "it is known only after apply; `aws eks describe-nodegroup` prints it then",
        PlanPart(.nodeGroup, group.name, key: key), item.place, cluster: group.cluster)
    }
    return [Fact(nil, item.place, stage(of: item))]
  }

  /// Sets the subnets of a group, with the reason if they are not known exactly.
  mutating func set(
    _ found: (homes: GroupFacts.Homes, reason: String?), _ item: TerraformResource, _ group: inout GroupFacts
  ) {
    group.homes = [Fact(found.homes, item.place, stage(of: item))]
    guard let reason = found.reason else { return }
    remark(reason, PlanPart(.nodeGroup, group.name, key: "subnets"), item.place, cluster: group.cluster)
  }

  // MARK: Instance types

  /// Reads the types: those of the group, else that of its launch template, else the default of EKS.
  private mutating func readTypes(_ item: TerraformResource, _ group: inout GroupFacts) {
    let stage = stage(of: item)
    let template = template(of: item, item.values.blocks("launch_template").first, "launch_template.")
    if let node = item["instance_types"].node, node.items?.isEmpty == false {
      group.types = [Fact(reader.texts(node), node.place, stage)]
      apply(template, item, &group)
      return
    }
    apply(template, item, &group)
    guard group.types.isEmpty, group.template.isEmpty else { return }
    if item["instance_types"].isUnknown, item.values.hides("instance_types") || isSet("instance_types", of: item) {
      group.types = [Fact(nil, item.place, stage)]
      remark(
        "they are known only after apply (t3.medium if nothing sets them); `aws eks describe-nodegroup` prints them then",
        PlanPart(.nodeGroup, group.name, key: "instanceTypes"), item.place, cluster: group.cluster)
    } else {
      group.types = [Fact(["t3.medium"], item.place, stage, .defaulted(by: "EKS"))]
    }
  }

  /// Whether something may set an attribute that is known only after apply, and that is computed if nothing does.
  ///
  /// Such an attribute is unknown even if nothing sets it. Without an expression nothing does; neither do references all
  /// of which end in constants or in arguments that are not given.
  mutating func isSet(_ attribute: String, of item: TerraformResource) -> Bool {
    guard let (resource, scope) = walk.source(of: item.address) else { return true }
    guard let expression = resource.expressions[attribute] else { return false }
    let found = walk.follow(expression, in: scope)
    return found.hasResources || !found.deadEnds.isEmpty
  }

  // MARK: Life

  /// Adds the group that a new one replaces: with `create_before_destroy` both exist until the old one is empty.
  private mutating func addReplaced(_ item: TerraformResource, by new: GroupFacts) {
    guard item.isReplacedLate, let before = item.before else { return }
    var old = GroupFacts(name: replacedName(before["node_group_name"].node?.text, by: new), place: item.place)
    old.cluster = new.cluster
    read(before, of: item, into: &old)
    if let node = before["instance_types"].node, node.items?.isEmpty == false {
      old.types = [Fact(reader.texts(node), node.place, reader.stage)]
    } else {
      old.types = new.types
    }
    old.maxPods = new.maxPods
    old.customAMI = new.customAMI
    if let node = before["subnet_ids"].node, let ids = node.items?.compactMap(\.text), !ids.isEmpty {
      old.homes = [Fact(GroupFacts.Homes(keys: ids), node.place, reader.stage)]
    } else {
      old.homes = new.homes
    }
    reader.facts.groups.append(old)
    noteReplacement(of: old, by: new, item.place)
  }

  /// Returns the name of a group that is replaced, which may be that of the new one.
  mutating func replacedName(_ own: String?, by new: GroupFacts) -> String {
    let name = own.flatMap { $0.isEmpty ? nil : $0 } ?? new.name
    let isNew = takenNames[new.cluster ?? "", default: []].insert(name).inserted
    return (isNew ? name : "\(name) (replaced)").shortened
  }

  mutating func noteReplacement(of old: GroupFacts, by new: GroupFacts, _ place: Place) {
    reader.facts.remarks.append(
      RemarkFacts(
        .replacement, PlanPart(.nodeGroup, new.name),
        "Terraform creates it before it deletes \(old.name.prefix(80)), so the nodes of both take addresses for a while",
        place, cluster: new.cluster))
  }

  // MARK: Fargate

  mutating func readFargateProfiles() {
    for item in resources("aws_eks_fargate_profile") {
      guard let cluster = cluster(of: item, "Fargate profile") else { continue }
      let name = item["fargate_profile_name"].node?.text ?? Self.name(of: item)
      var group = GroupFacts(name: name.shortened, place: item.place)
      group.cluster = cluster
      group.manager = [Fact(.fargate, item.place, stage(of: item))]
      set(homes(of: item, "subnet_ids"), item, &group)
      reader.facts.groups.append(group)
    }
  }
}
