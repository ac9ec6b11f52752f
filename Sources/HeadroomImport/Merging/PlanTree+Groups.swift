internal import Headroom

/// Writes node groups.
extension PlanTree {
  mutating func group(_ item: GroupFacts) -> YAMLNode {
    let part = PlanPart(.nodeGroup, item.name)
    var object = TreeObject(item.place)
    object.add("name", item.name)
    let manager = merger.wanted(item.manager, part.key("manager")) { $0.rawValue }
    object.add("manager", manager) { $0.rawValue }
    addTypes(item, part, to: &object)
    if manager?.value != .fargate {
      let grows = manager?.value == .karpenter || manager?.value == .autoMode
      addSizes(item, part, growsWithPods: grows, to: &object)
    }
    addHomes(item, part, to: &object)
    let family = merger.wanted(item.family, part.key("amiFamily")) { $0.rawValue }
    object.add("amiFamily", family) { $0.rawValue }
    object.add("customAMI", merger.wanted(item.customAMI, part.key("customAMI")) { "\($0)" }) { "\($0)" }
    addMaxPods(item, part, to: &object)
    addNodes(item, part, to: &object)
    object.add("podsPerCore", merger.wanted(item.podsPerCore, part.key("podsPerCore")) { "\($0)" }) { "\($0)" }
    let capacityType = merger.wanted(item.capacityType, part.key("capacityType")) { $0.rawValue }
    object.add("capacityType", capacityType) { $0.rawValue }
    comment(capacityType, part, "capacityType")
    addUpdate(item, part, to: &object)
    if let size = merger.wanted(item.volume, part.key("rootVolume"), { "\($0) GiB" }), size.value > 0 {
      var volume = TreeObject(size.place)
      volume.add("sizeGiB", size) { "\($0)" }
      object.add("rootVolume", volume.node)
      comment(size, part, "rootVolume")
    }
    if let weights = item.weights.best() {
      object.add("weights", weights.value.mapValues(String.init), weights.place)
    }
    if let labels = item.labels.best() { object.add("labels", labels.value, labels.place) }
    return object.node
  }

  private mutating func addTypes(_ item: GroupFacts, _ part: PlanPart, to object: inout TreeObject) {
    let known = item.types.filter { $0.value != nil }
    // The order of types means nothing.
    let sorted = known.map { Fact($0.value?.sorted(), $0.place, $0.stage, $0.knowing) }
    let chosen = merger.wanted(sorted, part.key("instanceTypes")) { Self.text($0) }
    guard var types = (known.isEmpty ? item.types : known).best() else { return }
    if let chosen, chosen.value != types.value?.sorted() { types = chosen }
    comment(types, part, "instanceTypes")
    if let names = types.value {
      object.add("instanceTypes", names, types.place)
    } else {
      object.addUnknown("instanceTypes", types.place)
    }
  }

  private static func text(_ names: [String]?) -> String { names.map(abbreviated) ?? "not known" }

  private mutating func addSizes(
    _ item: GroupFacts, _ part: PlanPart, growsWithPods: Bool, to object: inout TreeObject
  ) {
    let limits = merger.wanted(item.limits, part.key("limits")) { $0.inWords }
    if let limits {
      var bounds = TreeObject(limits.place)
      if let cpu = limits.value.cpu { bounds.add("cpu", cpu.description) }
      if let memory = limits.value.memory { bounds.add("memory", memory.inFull) }
      object.add("limits", bounds.node)
    }
    // What exists now counts for now, what is wanted for the peak.
    let now = Self.largest(item.desired.filter { $0.stage == .now })
    let desired = now ?? merger.wanted(item.desired, part.key("desiredSize")) { $0.map(String.init) ?? "not known" }
    // Nodes that exist are not planned away.
    let floor = desired?.value ?? 0
    let wanted = merger.wanted(item.most, part.key("maxSize"), used: { $0.map { max($0, floor) } }) {
      $0.map(String.init) ?? "not known"
    }
    let most = wanted?.stage == .now ? Self.largest(item.most.filter { $0.stage == .now }) ?? wanted : wanted
    let least = merger.wanted(item.least, part.key("minSize")) { "\($0)" }
    if let size = desired?.value {
      object.add("desiredSize", desired) { _ in "\(size)" }
    } else if !growsWithPods || desired != nil {
      object.addUnknown("desiredSize", desired?.place ?? item.place)
    }
    comment(desired, part, "desiredSize")
    let isAboveLeast = least.map { $0.value <= desired?.value ?? .max } ?? false
    if isAboveLeast { object.add("minSize", least) { "\($0)" } }
    if let size = most?.value {
      object.add("maxSize", most) { _ in "\(max(size, floor))" }
    } else if desired?.value != nil, limits == nil {
      object.addUnknown("maxSize", most?.place ?? item.place)
    }
    comment(most, part, "maxSize")
  }

  /// Returns the largest of the numbers of several moments.
  private static func largest(_ facts: [Fact<Int?>]) -> Fact<Int?>? {
    facts.filter { $0.value != nil }.max { ($0.value!, $1.place) < ($1.value!, $0.place) }
  }

  private mutating func addHomes(_ item: GroupFacts, _ part: PlanPart, to object: inout TreeObject) {
    // Two files may know a subnet by different names.
    let known = item.homes.compactMap { fact in
      fact.value.keys.map { keys in
        var homes = fact.value
        homes.keys = merger.names(of: keys)
        return Fact(homes, fact.place, fact.stage, fact.knowing)
      }
    }
    // Subnets that are known are no longer a choice.
    let exact = known.filter { !$0.value.isChoice }
    let homes = merger.wanted(exact.isEmpty ? known : exact, part.key("subnets")) { abbreviated($0.keys ?? []) }
    guard let homes, let names = homes.value.keys, !names.isEmpty else {
      object.addUnknown("subnets", item.place)
      return
    }
    if homes.value.isChoice, assumesEvenSpread {
      assumeEvenSpread(over: names, homes.place, part)
      object.add("subnets", names, homes.place)
      return
    }
    guard !homes.value.isIncomplete else {
      object.addUnknown("subnets", homes.place)
      return
    }
    guard homes.value.isChoice else {
      object.add("subnets", names, homes.place)
      return
    }
    var choice = TreeObject(homes.place)
    choice.add("among", names, homes.place)
    object.add("subnets", choice.node)
  }

  /// Says that the nodes of a group are taken to be spread evenly over all subnets that they may be in.
  private mutating func assumeEvenSpread(over names: [String], _ place: Place, _ part: PlanPart) {
    let message = EvenSpread.message(names)
    merger.remarks.append(RemarkFacts(.assumption, part.key("subnets"), message, place))
    merger.notes.insert(EvenSpread.note(part.name, names))
    comments[part, default: []].append("subnets: assumed; \(message)")
  }

  private mutating func addMaxPods(_ item: GroupFacts, _ part: PlanPart, to object: inout TreeObject) {
    if let expression = item.maxPodsExpression.best() { object.add("maxPodsExpression", expression) }
    guard let maxPods = item.maxPods.best() else { return }
    if let number = maxPods.value {
      object.add("maxPods", maxPods) { _ in "\(number)" }
    } else {
      object.addUnknown("maxPods", maxPods.place)
    }
  }

  /// Adds what the nodes of the group say.
  private mutating func addNodes(_ item: GroupFacts, _ part: PlanPart, to object: inout TreeObject) {
    let least = item.currentMaxPods.min { ($0.value, $0.place) < ($1.value, $1.place) }
    object.add("currentMaxPods", least) { "\($0)" }
    guard item.nodes > 0 else { return }
    let places = least.map { " of \($0.value * item.nodes) places" } ?? (item.pods.slots == 1 ? " place" : " places")
    comments[part, default: []].append(
      """
      now: \(item.nodes) node\(item.nodes == 1 ? "" : "s"), whose pods take \(item.pods.slots)\(places) and hold \
      \(item.pods.addresses) addresses
      """)
  }

  private mutating func addUpdate(_ item: GroupFacts, _ part: PlanPart, to object: inout TreeObject) {
    guard let amount = merger.wanted(item.maxUnavailable, part.key("update"), { $0 }) else { return }
    var update = TreeObject(amount.place)
    update.add("maxUnavailable", amount)
    update.add("strategy", item.strategy.best())
    object.add("update", update.node)
  }
}

extension NodeLimits {
  /// The limits in words.
  fileprivate var inWords: String {
    [cpu.map { "cpu \($0)" }, memory.map { "memory \($0.inFull)" }].compactMap(\.self).joined(separator: ", ")
  }
}

extension MemoryAmount {
  /// The amount without rounding.
  fileprivate var inFull: String { bytes % (1 << 20) == 0 ? description : "\(bytes)" }
}
