internal import Headroom

/// Puts nodes of Kubernetes together with what AWS says of their instances.
extension FactMerger {
  /// Adds the instances of nodes to those that AWS describes.
  mutating func addInstances() {
    guard let name else { return }
    var owners: [String: NodeFacts] = [:]
    for node in facts.kubernetes.nodes.values.sorted(by: { $0.name < $1.name }) {
      guard case .instance(let id?) = node.machine else { continue }
      if let other = owners.updateValue(node, forKey: id) {
        complain(
          "the nodes \(other.name) and \(node.name) are both on the instance \(id); print the nodes of one cluster at one time",
          at: node.place)
      }
      var instance = facts.live.instances[id] ?? InstanceFacts(id: id, place: node.place)
      instance.cluster = name
      instance.type = instance.type ?? node.type
      instance.subnet = instance.subnet ?? subnet(of: node)
      if node.group?.manager == .managed {
        instance.group = node.group?.name
      } else {
        instance.otherGroup = node.groupName
      }
      facts.live.instances[id] = instance
    }
    let others = facts.kubernetes.nodes.values
    let hybrid = others.count { $0.machine == .hybrid }
    if hybrid > 0 {
      notes.insert("\(hybrid) hybrid node\(hybrid == 1 ? " is" : "s are") outside of the VPC and not part of the plan.")
    }
    let hyperPod = others.count { $0.machine == .hyperPod }
    if hyperPod > 0 {
      notes.insert("\(hyperPod) node\(hyperPod == 1 ? " is" : "s are") of SageMaker HyperPod and not part of the plan.")
    }
  }

  /// Returns the ID of the subnet of a node: that of its address; `nil` if no subnet is known that contains it.
  private func subnet(of node: NodeFacts) -> String? {
    guard let address = node.address else { return nil }
    return subnets.first { item in
      item.cidr.best().flatMap { try? IPv4CIDR(parsing: $0.value) }?.contains(address) ?? false
    }?.id
  }

  /// Returns the groups of nodes: their nodes of now, without a largest number, which Kubernetes does not know.
  mutating func groupsOfNodes() -> [GroupFacts] {
    var nodes: [String: [NodeFacts]] = [:]
    for node in facts.kubernetes.nodes.values {
      if case .instance = node.machine { nodes[node.groupName, default: []].append(node) }
    }
    return nodes.sorted { $0.key < $1.key }.map { name, nodes in group(name, nodes.sorted { $0.name < $1.name }) }
      + fargateProfiles()
  }

  private mutating func group(_ name: String, _ nodes: [NodeFacts]) -> GroupFacts {
    let place = nodes.map(\.place).min()!
    let manager = nodes.lazy.compactMap(\.group?.manager).first ?? .selfManaged
    var group = GroupFacts(name: name, place: place)
    group.manager = [Fact(manager, place, .now)]
    let types = Set(nodes.compactMap(\.type)).sorted()
    group.types = [Fact(types.isEmpty ? nil : types, place, .now)]
    group.desired = [Fact(nodes.count, place, .now)]
    if manager != .karpenter && manager != .autoMode { group.most = [Fact(nil, place, .now)] }
    group.homes = [Fact(GroupFacts.Homes(keys: homes(of: nodes)), place, .now)]
    if let family = Self.only(nodes.map(\.family)) { group.family = [Fact(family, place, .now)] }
    if let type = Self.only(nodes.map(\.capacityType)) { group.capacityType = [Fact(type, place, .now)] }
    group.currentMaxPods = currentMaxPods(of: nodes, manager, types.count).map { [Fact($0, place, .now)] } ?? []
    group.nodes = nodes.count
    for node in nodes { group.pods += facts.kubernetes.podsOfNodes[node.name] ?? PodCount() }
    group.nodeLabels = facts.kubernetes.labelsOfGroups[name] ?? [:]
    return group
  }

  /// Returns the value if all are the same.
  private static func only<Value: Hashable>(_ values: [Value?]) -> Value? {
    let all = Set(values)
    return all.count == 1 ? all.first ?? nil : nil
  }

  /// Returns the smallest max pods of the nodes; `nil` where nodes of different types have numbers of their own, as they may
  /// in a NodePool.
  private mutating func currentMaxPods(of nodes: [NodeFacts], _ manager: NodeGroup.Manager, _ types: Int) -> Int? {
    let numbers = nodes.compactMap(\.maxPods)
    guard let least = numbers.min(), let most = numbers.max(),
      manager == .managed || manager == .selfManaged && types == 1
    else { return nil }
    if least < most {
      notes.insert(
        "The nodes of \(nodes[0].groupName) have max pods from \(least) to \(most); the numbers are for \(least).")
    }
    return least
  }

  /// Returns the keys of the subnets that nodes are in. Where only the zone is known, one of it stands for them.
  private mutating func homes(of nodes: [NodeFacts]) -> [String]? {
    var keys: Set<String> = []
    for node in nodes {
      let known: String? =
        if case .instance(let id?) = node.machine { facts.live.instances[id]?.subnet } else { subnet(of: node) }
      if let known {
        keys.insert(known)
      } else if let zone = node.zone {
        let key = "zone:\(zone)"
        keys.insert(key)
        guard subnetOfKey[key] == nil else { continue }
        subnetOfKey[key] = subnets.count
        var subnet = SubnetFacts(keys: [key], place: node.place)
        subnet.names = [Fact("nodes-\(zone)", node.place, .now)]
        subnet.zone = [Fact(zone, node.place, .now)]
        subnet.zoneID = node.zoneID.map { [Fact($0, node.place, .now)] } ?? []
        subnets.append(subnet)
      } else {
        return nil
      }
    }
    return keys.isEmpty ? nil : keys.sorted()
  }

  private mutating func fargateProfiles() -> [GroupFacts] {
    facts.kubernetes.fargateNodes.sorted { $0.key < $1.key }.compactMap { name, nodes in
      let nodes = nodes.sorted().compactMap { facts.kubernetes.nodes[$0] }
      guard let place = nodes.map(\.place).min() else { return nil }
      var group = GroupFacts(name: name, place: place)
      group.manager = [Fact(.fargate, place, .now)]
      group.homes = [Fact(GroupFacts.Homes(keys: homes(of: nodes)), place, .now)]
      return group
    }
  }
}

extension GroupFacts {
  /// Adds what the nodes of the group say, which other files do not.
  mutating func addNodes(of nodes: GroupFacts) {
    // There are at least as many nodes now as are counted.
    desired += nodes.desired
    currentMaxPods += nodes.currentMaxPods
    if nodeLabels.isEmpty { nodeLabels = nodes.nodeLabels }
    if nodes.nodes > 0 { (self.nodes, pods) = (nodes.nodes, nodes.pods) }
    if family.isEmpty { family = nodes.family }
    if manager.isEmpty { manager = nodes.manager }
    if capacityType.isEmpty { capacityType = nodes.capacityType }
    if homes.allSatisfy({ $0.value.keys == nil }) { homes += nodes.homes }
  }
}
