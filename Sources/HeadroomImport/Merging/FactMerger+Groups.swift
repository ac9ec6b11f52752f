internal import Headroom

/// Puts node groups together, and completes them from launch templates.
extension FactMerger {
  mutating func mergeGroups() {
    guard let name else { return }
    var places: [String: Int] = [:]
    let ofInstances = groupsOfNodes() + groupsOfInstances(name)
    // Node groups, NodePools and Fargate profiles may share a name, but a plan has one name for each.
    let nodeGroups = Set(
      facts.groups.filter { $0.kind == .nodeGroup }.map(\.name) + ofInstances.map(\.name)
        + facts.live.groupNames.map(\.value))
    completeNames(among: nodeGroups)
    let pools = Set(facts.groups.filter { $0.kind == .pool }.map(\.name))
    for item in facts.groups.sorted(by: { $0.place < $1.place }) where item.cluster ?? name == name {
      var item = item
      if item.namePrefix != nil { item.name = completedNames[item.name] ?? item.name }
      let isTaken = nodeGroups.contains(item.name)
      let own =
        switch item.kind {
        case .nodeGroup: item.name
        case .pool: isTaken ? "\(item.name) (NodePool)" : item.name
        case .fargate: isTaken || pools.contains(item.name) ? "\(item.name) (Fargate)" : item.name
        }
      if let place = places[own] {
        groups[place].add(item)
      } else {
        places[own] = groups.count
        item.name = own
        groups.append(item)
      }
    }
    for item in ofInstances {
      if let place = places[item.name] {
        groups[place].addNodes(of: item)
      } else {
        places[item.name] = groups.count
        groups.append(item)
      }
    }
    let isSole = Set(facts.clusters.map(\.name) + facts.groups.compactMap(\.cluster)).count < 2
    if !isSole, !facts.live.groupNames.isEmpty {
      notes.insert(
        "The output of `aws eks list-nodegroups` names no cluster and is ignored, because there are several.")
    }
    for listed in isSole ? facts.live.groupNames : [] where places[listed.value] == nil {
      places[listed.value] = groups.count
      groups.append(undescribed(listed, of: name))
    }
    groups.sort { $0.name < $1.name }
  }

  /// Finds the names of groups of which a file has only the beginning: those that exist, with the digits that Terraform
  /// adds.
  private mutating func completeNames(among names: Set<String>) {
    for item in facts.groups where item.cluster ?? name == name {
      guard let prefix = item.namePrefix else { continue }
      let found = names.filter { other in
        let end = other.utf8.dropFirst(prefix.utf8.count)
        return other.hasPrefix(prefix) && end.count >= 10 && end.allSatisfy { 48...57 ~= $0 || 97...102 ~= $0 }
      }
      // Of several, none is known to be the one.
      if found.count == 1 { completedNames[item.name] = found.first }
    }
  }

  /// Leaves open the subnets of groups for which a file of eksctl names none, if the cluster has others than eksctl would
  /// make.
  mutating func resolveHomes() {
    for index in groups.indices {
      let group = groups[index]
      let known = group.homes.filter { fact in
        fact.value.keys?.allSatisfy { subnetOfKey[$0] != nil || $0.hasPrefix("subnet-") } ?? false
      }
      guard let lost = group.homes.first(where: { $0.value.keys != nil }), known.count < group.homes.count else {
        continue
      }
      if lost.value.keys?.contains(where: { $0.hasPrefix("terraform ") }) == true {
        groups[index].homes = known.isEmpty ? [Fact(GroupFacts.Homes(), lost.place, lost.stage)] : known
        continue
      }
      groups[index].homes = known.isEmpty ? [Fact(GroupFacts.Homes(), lost.place, lost.stage)] : known
      guard known.isEmpty else { continue }
      remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.nodeGroup, group.name, key: "subnets"),
          """
          the file leaves them to eksctl, and the cluster has others than eksctl would make; name them under subnets, or add \
          vpc.subnets
          """, lost.place))
    }
  }

  /// Returns the groups that the tags of instances name: their nodes of now, without a largest number.
  private func groupsOfInstances(_ cluster: String) -> [GroupFacts] {
    let nodes = facts.live.instances.values.filter { $0.cluster == cluster && $0.group != nil }
    return Dictionary(grouping: nodes) { $0.group ?? "" }.map { name, nodes in
      let place = nodes.map(\.place).min()!
      let types = Set(nodes.compactMap(\.type)).sorted()
      var group = GroupFacts(name: name, place: place)
      group.types = [Fact(types.isEmpty ? nil : types, place, .now)]
      group.desired = [Fact(nodes.count, place, .now)]
      group.most = [Fact(nil, place, .now)]
      group.homes = [Fact(GroupFacts.Homes(keys: Set(nodes.compactMap(\.subnet)).sorted()), place, .now)]
      if nodes.allSatisfy(\.isSpot) { group.capacityType = [Fact(.spot, place, .now)] }
      return group
    }.sorted { $0.name < $1.name }
  }

  /// Returns a group of which only the name is known.
  private mutating func undescribed(_ listed: Fact<String>, of cluster: String) -> GroupFacts {
    var group = GroupFacts(name: listed.value, place: listed.place)
    group.types = [Fact(nil, listed.place, .now)]
    group.desired = [Fact(nil, listed.place, .now)]
    group.homes = [Fact(GroupFacts.Homes(), listed.place, .now)]
    let message = """
      the files only name it; `aws eks describe-nodegroup --cluster-name \(cluster) --nodegroup-name \(listed.value)` \
      describes it
      """
    for key in ["instanceTypes", "desiredSize", "subnets"] {
      remarks.append(RemarkFacts(.notInFiles, PlanPart(.nodeGroup, listed.value, key: key), message, listed.place))
    }
    return group
  }

  // MARK: Launch templates

  mutating func applyTemplates() {
    for index in groups.indices {
      guard let wanted = groups[index].template.best() else { continue }
      if let template = template(wanted.value) {
        var group = groups[index]
        apply(template, to: &group, wanted)
        groups[index] = group
      } else {
        missTemplate(of: index, wanted)
      }
    }
    for index in groups.indices where groups[index].types.isEmpty && groups[index].manager.best()?.value != .fargate {
      groups[index].types = [Fact(["t3.medium"], groups[index].place, .now, .defaulted(by: "EKS"))]
    }
  }

  /// Leaves open what the launch template of a group says, which is not in the files.
  private mutating func missTemplate(of index: Int, _ wanted: Fact<GroupFacts.Template>) {
    func leaveOpen(_ key: String) {
      remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.nodeGroup, groups[index].name, key: key), Self.advice(wanted.value), wanted.place))
    }
    if groups[index].types.allSatisfy({ $0.value == nil }) {
      groups[index].types = [Fact(nil, wanted.place, wanted.stage)]
      leaveOpen("instanceTypes")
    }
    // The max pods in user data count for self-managed nodes, and for managed ones with an image of their own.
    let isOwn = groups[index].manager.best()?.value == .selfManaged || groups[index].family.best()?.value == .custom
    if isOwn, groups[index].maxPods.isEmpty {
      groups[index].maxPods = [Fact(nil, wanted.place, wanted.stage)]
      leaveOpen("maxPods")
    }
  }

  private static func advice(_ wanted: GroupFacts.Template) -> String {
    let id = wanted.id.map { "--launch-template-id \($0)" } ?? "--launch-template-name \(wanted.name ?? "NAME")"
    return """
      the launch template has it; `aws ec2 describe-launch-template-versions \(id) --versions \
      '\(wanted.version)'` prints it
      """
  }

  private func template(_ wanted: GroupFacts.Template) -> TemplateFacts? {
    let versions = facts.live.templates.filter { item in
      wanted.id.map { $0 == item.id } ?? wanted.name.map { $0 == item.name } ?? false
    }
    switch wanted.version {
    case "$Default": return versions.filter(\.isDefault).min { $0.place < $1.place }
    case "$Latest": return versions.max { $0.version < $1.version }
    default: return versions.first { "\($0.version)" == wanted.version }
    }
  }

  private mutating func apply(
    _ template: TemplateFacts, to group: inout GroupFacts, _ wanted: Fact<GroupFacts.Template>
  ) {
    if group.types.allSatisfy({ $0.value == nil }) {
      group.types = template.type.map { [Fact([$0.value], $0.place, wanted.stage)] } ?? []
    }
    if template.hasImage, group.customAMI.isEmpty { group.customAMI = [Fact(true, template.place, wanted.stage)] }
    if let maxPods = template.maxPods, group.maxPods.isEmpty {
      group.maxPods = [maxPods]
      if maxPods.value == nil {
        remarks.append(
          RemarkFacts(
            .notInFiles, PlanPart(.nodeGroup, group.name, key: "maxPods"),
            """
            the user data of its launch template mentions it in a way that is not understood; `kubectl get nodes -o json` \
            prints it as status.capacity.pods
            """, maxPods.place))
      }
    }
  }
}
