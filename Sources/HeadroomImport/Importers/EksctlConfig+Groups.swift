internal import Headroom

/// Reads node groups and Fargate profiles.
extension EksctlConfig {
  mutating func readGroups() {
    for (key, isManaged) in [("managedNodeGroups", true), ("nodeGroups", false)] {
      for node in roots.flatMap({ reader.items($0[key]) }) { readGroup(node, isManaged: isManaged) }
    }
  }

  private mutating func readGroup(_ node: YAMLNode, isManaged: Bool) {
    guard let name = reader.name(node["name"]) else {
      if node["name"] == nil {
        reader.complain("`name` is missing; eksctl needs one for every node group", at: node.place)
      }
      return
    }
    if reader.facts.groups.contains(where: {
      $0.name == name && $0.cluster == cluster.name && $0.place.file == node.file
    }) {
      reader.complain("duplicate name '\(name.prefix(80))'; names of node groups must be unique", at: node.place)
      return
    }
    var group = GroupFacts(name: name, place: node.place)
    group.cluster = cluster.name
    group.manager = [Fact(isManaged ? .managed : .selfManaged, node.place, .intent)]
    checkKeys(
      of: node, isManaged ? EksctlKeys.managedGroup : EksctlKeys.selfManagedGroup, PlanPart(.nodeGroup, name))
    readSizes(node, &group, isManaged: isManaged)
    readTypes(node, &group, isManaged: isManaged)
    readImage(node, &group)
    group.homes =
      homes(of: node, isManaged: isManaged).map { [Fact($0, (node["subnets"] ?? node).place, .intent)] } ?? []
    readMaxPods(node, &group)
    readUpdate(node["updateConfig"], &group)
    group.volume =
      reader.number(node["volumeSize"]).map { [Fact($0, node["volumeSize"]!.place, .intent)] }
      ?? [Fact(80, node.place, .intent, .defaulted(by: "eksctl"))]
    if let isSpot = reader.flag(node["spot"]) {
      group.capacityType = [Fact(isSpot ? .spot : .onDemand, node["spot"]!.place, .intent)]
    }
    if let labels = node["labels"] { group.labels = [Fact(reader.strings(labels), labels.place, .intent)] }
    if node["taints"]?.isNull == false {
      reader.facts.notes.insert("Taints of node groups are not read: every pod may run on every Linux group.")
    }
    reader.facts.groups.append(group)
  }

  private mutating func readSizes(_ node: YAMLNode, _ group: inout GroupFacts, isManaged: Bool) {
    let (desired, least, most) = (
      reader.count(node["desiredCapacity"]), reader.count(node["minSize"]), reader.count(node["maxSize"])
    )
    // A placeholder for one size leaves all three open.
    guard !(desired + least + most).contains(where: { $0.value == nil }) else {
      group.desired = [Fact(nil, node.place, .intent)]
      group.most = [Fact(nil, node.place, .intent)]
      remark(
        "a placeholder stands for one of its sizes; fill it in", node,
        PlanPart(.nodeGroup, group.name, key: "desiredSize"))
      return
    }
    func value(_ facts: [Fact<Int?>]) -> Int? { facts.first.flatMap(\.value) }
    guard
      let sizes = EksctlSizes(
        desired: value(desired), least: value(least), most: value(most), isManaged: isManaged)
    else {
      reader.complain(
        """
        eksctl refuses the sizes of node group '\(group.name.prefix(80))': minSize ≤ desiredCapacity ≤ maxSize must hold, \
        and without desiredCapacity and minSize both are 2
        """, at: (node["maxSize"] ?? node).place)
      return
    }
    func size<Value>(_ value: Value, _ given: [Fact<Int?>]) -> [Fact<Value>] {
      [Fact(value, given.first?.place ?? node.place, .intent, given.isEmpty ? .defaulted(by: "eksctl") : .stated)]
    }
    group.desired = size(Int?.some(sizes.desired), desired)
    group.least = size(sizes.least, least)
    group.most = size(Int?.some(sizes.most), most)
  }

  /// Source: `pkg/apis/eksctl.io/v1alpha5/nodegroup_service.go:62`.
  private mutating func readTypes(_ node: YAMLNode, _ group: inout GroupFacts, isManaged: Bool) {
    let distribution = node["instancesDistribution"]
    if !isManaged, distribution?["onDemandPercentageAboveBaseCapacity"]?.text == "0",
      distribution?["onDemandBaseCapacity"]?.text ?? "0" == "0"
    {
      group.capacityType = [Fact(.spot, distribution!.place, .intent)]
    }
    let list = isManaged ? node["instanceTypes"] : node["instancesDistribution"]?["instanceTypes"]
    let part = PlanPart(.nodeGroup, group.name, key: "instanceTypes")
    if let list, list.isNull == false, list.items?.isEmpty != true {
      if let type = node["instanceType"], !type.isNull, type.text != "mixed" {
        reader.complain("`instanceType` and `instanceTypes` are mutually exclusive in eksctl", at: type.place)
      }
      let types = reader.texts(list)
      let isComplete = types.count == list.items?.count
      group.types = [Fact(isComplete ? types : nil, list.place, .intent)]
      if !isComplete { remark("a placeholder stands for one of its instance types; fill it in", list, part) }
      return
    }
    if let selector = node["instanceSelector"], selector.pairs?.isEmpty == false {
      group.types = [Fact(nil, selector.place, .intent)]
      remark(
        "eksctl chooses them by its instanceSelector; `eksctl create cluster -f FILE --dry-run` prints them", selector,
        part)
      return
    }
    if let type = node["instanceType"], !type.isNull, type.text != "mixed" {
      let known = reader.fact(type)
      group.types = known.isEmpty ? [Fact(nil, type.place, .intent)] : known.map { Fact([$0.value], $0.place, .intent) }
      if known.isEmpty { remark("a placeholder stands for its instance type; fill it in", type, part) }
      return
    }
    if let template = node["launchTemplate"], !template.isNull {
      let version = template["version"]?.text ?? "$Default"
      group.template = [
        Fact(GroupFacts.Template(id: reader.text(template["id"]), version: version), template.place, .intent)
      ]
      return
    }
    group.types = [Fact(["m5.large"], node.place, .intent, .defaulted(by: "eksctl"))]
  }

  private mutating func readImage(_ node: YAMLNode, _ group: inout GroupFacts) {
    group.family = reader.fact(node["amiFamily"], expected: "an AMI family of eksctl such as AmazonLinux2023") { text in
      switch text.lowercased() {
      case "amazonlinux2023": .amazonLinux2023
      case "amazonlinux2": .amazonLinux2
      case "bottlerocket", "bottlerocketfips": .bottlerocket
      case let name where name.hasPrefix("windows"): .windows
      case let name where name.hasPrefix("ubuntu"): .custom
      default: nil
      }
    }
    if let ami = node["ami"], let text = reader.text(ami), text.hasPrefix("ami-") {
      group.customAMI = [Fact(true, ami.place, .intent)]
    }
  }

  private mutating func readUpdate(_ node: YAMLNode?, _ group: inout GroupFacts) {
    guard let node, !node.isNull else { return }
    group.maxUnavailable = reader.number(node["maxUnavailable"]).map { [Fact("\($0)", node.place, .intent)] } ?? []
    if let percent = reader.number(node["maxUnavailablePercentage"]) {
      if !group.maxUnavailable.isEmpty {
        reader.complain("`maxUnavailable` and `maxUnavailablePercentage` are mutually exclusive", at: node.place)
      }
      group.maxUnavailable = [Fact("\(percent)%", node.place, .intent)]
    }
  }

  // MARK: Subnets

  /// Returns the subnets of a group; `nil` after a problem.
  private mutating func homes(of node: YAMLNode, isManaged: Bool) -> GroupFacts.Homes? {
    let usesPrivate = reader.flag(node["privateNetworking"]) ?? false
    let own = usesPrivate ? privateSubnets : publicSubnets
    var homes: [EksctlSubnet]
    if let given = node["subnets"], given.items?.isEmpty == false {
      homes = []
      for item in reader.items(given) {
        guard let name = reader.text(item) else { continue }
        guard let found = (own + (usesPrivate ? publicSubnets : [])).first(where: { $0.isCalled(name) }) else {
          if privateSubnets.contains(where: { $0.isCalled(name) }) {
            reader.complain(
              "subnet '\(name.prefix(80))' is private, which eksctl accepts only with privateNetworking: true",
              at: item.place)
            continue
          }
          guard name.hasPrefix("subnet-") else {
            let known = (own.compactMap(\.alias) + privateSubnets.compactMap(\.alias))
            let hint = nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
            reader.complain("no subnet '\(name.prefix(80))' in vpc.subnets\(hint)", at: item.place)
            continue
          }
          reader.facts.subnets.append(SubnetFacts(keys: [name], place: item.place))
          homes.append(EksctlSubnet(key: name, id: name))
          continue
        }
        homes.append(found)
      }
    } else if let given = node["availabilityZones"] ?? (isManaged ? nil : node["localZones"]), !given.isNull {
      let names = reader.texts(given)
      homes = own.filter { names.contains($0.zone ?? "") }
      let missing = names.filter { name in !homes.contains { $0.zone == name } }
      if !missing.isEmpty {
        reader.complain(
          """
          no \(usesPrivate ? "private" : "public") subnet in zone \(abbreviated(missing)) for node group \
          '\(node["name"]?.text?.prefix(80) ?? "")'
          """, at: given.place)
      }
    } else {
      homes = own.filter { !$0.isLocal }
      if homes.isEmpty {
        let advice = usesPrivate ? "" : "; set privateNetworking: true to use the private ones"
        reader.complain(
          "the cluster has no \(usesPrivate ? "private" : "public") subnets for this node group\(advice)",
          at: node.place)
        return nil
      }
    }
    let usesEFA = reader.flag(node["efaEnabled"]) ?? false
    return GroupFacts.Homes(keys: homes.map(\.key), isChoice: usesEFA && homes.count > 1)
  }

  mutating func readFargateProfiles() {
    for node in roots.flatMap({ reader.items($0["fargateProfiles"]) }) {
      guard let name = reader.name(node["name"]) else { continue }
      var group = GroupFacts(name: name, place: node.place)
      group.cluster = cluster.name
      group.manager = [Fact(.fargate, node.place, .intent)]
      let given = reader.texts(node["subnets"])
      for name in given where !privateSubnets.contains(where: { $0.isCalled(name) }) && !name.hasPrefix("subnet-") {
        reader.complain("no private subnet '\(name.prefix(80))' in vpc.subnets", at: node["subnets"]!.place)
      }
      let ids = given.filter { name in name.hasPrefix("subnet-") && !privateSubnets.contains { $0.isCalled(name) } }
      let homes =
        given.isEmpty ? privateSubnets : privateSubnets.filter { item in given.contains { item.isCalled($0) } }
      group.homes = [Fact(GroupFacts.Homes(keys: homes.map(\.key) + ids), node.place, .intent)]
      reader.facts.groups.append(group)
    }
  }
}

extension EksctlConfig.EksctlSubnet {
  /// Returns whether a name in the file means the subnet.
  fileprivate func isCalled(_ name: String) -> Bool { name == alias || name == id || name == zone }
}
