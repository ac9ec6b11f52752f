internal import Headroom

/// Reads node groups, instance types and workloads.
extension PlanFileReader {
  /// Returns a node group, or `nil` if its name is missing or not unique, and if it is kept in ``incompleteGroups``.
  mutating func readGroup(_ node: YAMLNode) -> NodeGroup? {
    let part = self.part(.nodeGroup, node)
    let values = cursor.object(node, part, keys: PlanKeys.nodeGroup)
    guard let name = readName(values, part, node) else { return nil }
    let manager = cursor.choice(values["manager"], part.key("manager"), NodeGroup.Manager.self) ?? .managed
    // Fargate chooses the machine of each pod itself.
    if manager != .fargate { cursor.require("instanceTypes", of: part, in: values, at: node) }
    cursor.require("subnets", of: part, in: values, at: node)
    var unknown: Set<IncompleteGroup.Unknown> = []
    let types = listOrUnknown(
      known(values["instanceTypes"], or: .instanceTypes, &unknown), part.key("instanceTypes"))
    let subnets = readHomes(values["subnets"], part.key("subnets"), &unknown)
    var group = NodeGroup(
      name: name, instanceTypes: readTypes(types, part.key("instanceTypes")),
      subnets: cursor.texts(inList: subnets, part.key("subnets")))
    group.manager = manager
    let size = known(values["desiredSize"], or: .desiredSize, &unknown)
    group.desiredSize = cursor.number(size, part.key("desiredSize"))
    group.minSize = cursor.number(values["minSize"], part.key("minSize"))
    group.isMaxSizeUnknown = values["maxSize"]?.isUnknown ?? false
    group.maxSize = group.isMaxSizeUnknown ? nil : cursor.number(values["maxSize"], part.key("maxSize"))
    group.amiFamily =
      cursor.choice(values["amiFamily"], part.key("amiFamily"), NodeGroup.AMIFamily.self) ?? .amazonLinux2023
    group.usesCustomAMI = cursor.flag(values["customAMI"], part.key("customAMI")) ?? (group.amiFamily == .custom)
    group.declaredMaxPods = cursor.number(known(values["maxPods"], or: .maxPods, &unknown), part.key("maxPods"))
    group.currentMaxPods = cursor.number(values["currentMaxPods"], part.key("currentMaxPods"))
    group.maxPodsExpression = readExpression(values["maxPodsExpression"], part.key("maxPodsExpression"))
    group.podsPerCore = cursor.number(values["podsPerCore"], part.key("podsPerCore")) ?? 0
    group.reservedENIs = cursor.number(values["reservedENIs"], part.key("reservedENIs")) ?? 0
    if let limits = values["limits"] { group.limits = readLimits(limits, part.key("limits")) }
    group.spreadsOverZones = cursor.flag(values["zoneSpread"], part.key("zoneSpread")) ?? false
    group.labels = cursor.texts(values["labels"], part.key("labels"))
    group.capacityType =
      cursor.choice(values["capacityType"], part.key("capacityType"), CapacityType.self) ?? .onDemand
    group.discount = readDiscount(values["discount"], part.key("discount"))
    let usual = group.usualRootVolume
    group.rootVolume = values["rootVolume"].map { readRootVolume($0, part.key("rootVolume"), usual: usual) }
    if let update = values["update"] { group.update = readUpdate(update, part.key("update")) }
    for (name, text) in cursor.texts(values["weights"], part.key("weights")) {
      group.weights[name] = Int(decimalDigits: text.utf8) ?? 0
    }
    if !zonelessSubnets.isDisjoint(with: group.subnets) { unknown.insert(.zones) }
    if unknown.isEmpty { return group }
    incompleteGroups.append(IncompleteGroup(group, unknown: unknown))
    return nil
  }

  /// Returns a value, or `nil` if it is the word `unknown`, which is remembered.
  private func known(
    _ node: YAMLNode?, or fact: IncompleteGroup.Unknown, _ unknown: inout Set<IncompleteGroup.Unknown>
  ) -> YAMLNode? {
    guard let node, node.isUnknown else { return node }
    unknown.insert(fact)
    return nil
  }

  /// Returns a list, or `nil` and a problem if the value is a single word, which can only be `unknown`.
  private mutating func listOrUnknown(_ node: YAMLNode?, _ part: PlanPart) -> YAMLNode? {
    guard let node, let word = node.text, !node.isNull else { return node }
    cursor.complain(part, "'\(word.prefix(80))' is neither a list such as [a, b] nor the word unknown", at: node)
    return nil
  }

  /// Returns the list of the subnets that nodes may be in.
  private mutating func readHomes(
    _ node: YAMLNode?, _ part: PlanPart, _ unknown: inout Set<IncompleteGroup.Unknown>
  ) -> YAMLNode? {
    guard let node = known(node, or: .subnets, &unknown), node.pairs != nil else {
      return node?.isUnknown == true ? nil : listOrUnknown(node, part)
    }
    let among = cursor.object(node, part, keys: PlanKeys.candidates)["among"]
    if among == nil { cursor.complain(part, "`among` is missing", at: node) }
    // With a single candidate there is no choice.
    guard let names = among?.items?.compactMap(\.text), names.count > 1 else { return among }
    if assumesEvenSpread {
      assumptions.append(PlanRemark(.assumption, part, EvenSpread.message(names.sorted())))
      notes.append(EvenSpread.note(part.name, names.sorted()))
    } else {
      unknown.insert(.choiceOfSubnets)
    }
    return among
  }

  /// Returns the expression for max pods; `nil` if there is none.
  private mutating func readExpression(_ node: YAMLNode?, _ part: PlanPart) -> MaxPodsExpression? {
    guard let node, let text = cursor.text(node, part), !text.isEmpty else { return nil }
    do {
      return try MaxPodsExpression(parsing: text)
    } catch {
      cursor.complain(part, error.reason, at: node)
      return nil
    }
  }

  /// Returns the limits of a NodePool.
  private mutating func readLimits(_ node: YAMLNode, _ part: PlanPart) -> NodeLimits {
    let values = cursor.object(node, part, keys: PlanKeys.nodeLimits)
    return NodeLimits(
      cpu: cursor.value(values["cpu"], part, expected: "an amount of CPU such as 200", read: CPUAmount.init),
      memory: cursor.value(
        values["memory"], part, expected: "an amount of memory such as 800Gi", read: MemoryAmount.init))
  }

  /// Returns how the nodes of a group are updated.
  private mutating func readUpdate(_ node: YAMLNode, _ part: PlanPart) -> UpdatePolicy {
    let values = cursor.object(node, part, keys: PlanKeys.update)
    var policy = UpdatePolicy()
    policy.maxUnavailable = readAmount(values["maxUnavailable"], part, from: 1)
    policy.strategy = cursor.choice(values["strategy"], part, UpdatePolicy.Strategy.self) ?? .standard
    return policy
  }

  /// Returns a number of nodes or pods, or a percentage of them.
  private mutating func readAmount(_ node: YAMLNode?, _ part: PlanPart, from least: Int) -> UpdatePolicy.Amount? {
    cursor.value(node, part, expected: "a number of at least \(least), or a percentage such as 25%") { text in
      let isPercent = text.hasSuffix("%")
      guard let number = Int(decimalDigits: (isPercent ? text.dropLast() : text[...]).utf8),
        (least...(isPercent ? 100 : 1_000_000)).contains(number)
      else { return nil }
      return isPercent ? .percent(number) : .count(number)
    }
  }

  /// Returns the instance types of a list of names.
  mutating func readTypes(_ node: YAMLNode?, _ part: PlanPart) -> [InstanceType] {
    var types: [InstanceType] = []
    var names: Set<String> = []
    for item in cursor.list(node, part) {
      guard let name = cursor.text(item, part) else { continue }
      if let type = catalog[name] {
        if !names.insert(name).inserted {
          cursor.complain(part, "duplicate instance type '\(name)'", at: item)
        }
        types.append(type)
      } else {
        // Finding the nearest of more than a thousand names takes time, and no person makes this many typing errors.
        let near = cursor.problems.count < 50 ? catalog.nearestName(to: name) : nil
        let hint =
          near.map { "; did you mean '\($0)'?" } ?? "; `headroom catalog list` prints all types"
        cursor.complain(part, "no instance type '\(name.prefix(80))'\(hint)", at: item)
      }
    }
    return types
  }

  /// Returns a workload, or `nil` if its name is missing or not unique.
  mutating func readWorkload(_ node: YAMLNode) -> Workload? {
    let part = self.part(.workload, node)
    let values = cursor.object(node, part, keys: PlanKeys.workload)
    guard let name = readName(values, part, node) else { return nil }
    var workload = Workload(name: name)
    workload.isDaemonSet = cursor.flag(values["daemonSet"], part.key("daemonSet")) ?? false
    // A DaemonSet runs one pod on each node.
    if !workload.isDaemonSet { cursor.require("replicas", of: part, in: values, at: node) }
    workload.replicas = cursor.number(values["replicas"], part.key("replicas")) ?? 0
    workload.maxReplicas = cursor.number(values["maxReplicas"], part.key("maxReplicas"))
    workload.cpu = cursor.value(
      values["cpu"], part.key("cpu"), expected: "an amount of CPU such as 100m or 0.5", read: CPUAmount.init)
    workload.memory = cursor.value(
      values["memory"], part.key("memory"), expected: "an amount of memory such as 128Mi", read: MemoryAmount.init)
    workload.ephemeralStorage = cursor.value(
      values["ephemeralStorage"], part.key("ephemeralStorage"), expected: "an amount of storage such as 30Gi",
      read: MemoryAmount.init)
    workload.usesHostNetwork = cursor.flag(values["hostNetwork"], part.key("hostNetwork")) ?? false
    workload.usesAllCards = cursor.flag(values["multiNIC"], part.key("multiNIC")) ?? false
    workload.hasSecurityGroups = cursor.flag(values["securityGroups"], part.key("securityGroups")) ?? false
    workload.isSystemCritical = cursor.flag(values["systemCritical"], part.key("systemCritical")) ?? false
    workload.nodeGroups = cursor.texts(inList: values["nodeGroups"], part.key("nodeGroups"))
    workload.maxSurge = readAmount(values["maxSurge"], part.key("maxSurge"), from: 0)
    return workload
  }

  /// Adds the instance types that the plan defines to the catalogue.
  ///
  /// Their keys are the columns of the catalogue, and the rules are those of the catalogue.
  mutating func readInstanceTypes(_ node: YAMLNode?) {
    let part = PlanPart(.plan, key: "instanceTypes")
    var own: [InstanceType] = []
    for item in cursor.list(node, part) {
      let values = cursor.object(item, part, keys: InstanceTypeColumn.allCases.map(\.key))
      var record = InstanceTypeObject(texts: cursor.texts(of: values, part))
      do throws(InstanceTypeFailure) {
        own.append(try InstanceType(&record))
      } catch {
        cursor.complain(part, error.reason, at: error.column.flatMap { values[$0.key] } ?? item)
      }
    }
    if !own.isEmpty { catalog = catalog.adding(own) }
  }
}

/// An object of a plan file as cells of the catalogue.
private struct InstanceTypeObject: InstanceTypeRecord {
  let texts: [String: String]

  func text(_ column: InstanceTypeColumn) -> String? { texts[column.key].flatMap { $0.isEmpty ? nil : $0 } }
}
