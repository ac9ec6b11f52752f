internal import Headroom

/// Writes workloads and Services.
extension PlanTree {
  mutating func workloads() -> [YAMLNode] { merger.workloads.map { workload($0.name, $0.key, $0.facts) } }

  private mutating func workload(_ name: String, _ key: WorkloadKey, _ item: WorkloadFacts) -> YAMLNode {
    let part = PlanPart(.workload, name)
    let needs = item.needs ?? PodNeeds()
    var object = TreeObject(item.place)
    object.add("name", name)
    let isDaemonSet = key.kind == "DaemonSet"
    if isDaemonSet {
      object.add("daemonSet", "true")
    } else {
      addSizes(key, item, to: &object)
    }
    object.add("cpu", needs.cpu.map { Fact($0, item.place, .now) }) { "\($0)m" }
    object.add("memory", needs.memory.map { Fact($0, item.place, .now) }, Self.bytes)
    // Only Fargate bills it.
    let storage = item.fargateProfiles.isEmpty ? nil : needs.storage
    object.add("ephemeralStorage", storage.map { Fact($0, item.place, .now) }, Self.bytes)
    for (name, isSet) in [
      ("hostNetwork", needs.usesHostNetwork), ("securityGroups", needs.hasBranchInterface),
      ("multiNIC", needs.usesAllCards), ("systemCritical", needs.isSystemCritical),
    ] where isSet { object.add(name, "true") }
    let groups = merger.groups(for: item, named: name)
    if !groups.isEmpty { object.add("nodeGroups", groups, item.place) }
    comments[part, default: []].append(Self.comment(key, item))
    return object.node
  }

  private func addSizes(_ key: WorkloadKey, _ item: WorkloadFacts, to object: inout TreeObject) {
    let scaler = merger.facts.kubernetes.autoscalers[key]
    let wanted = item.replicas?.value ?? item.pods
    // An autoscaler starts the pods that it keeps at least, unless there are to be none at all.
    let now = wanted > 0 ? max(wanted, scaler?.least ?? 0) : 0
    object.add("replicas", Fact(now, item.replicas?.place ?? item.place, .now)) { "\($0)" }
    let most =
      scaler.map { Fact(max($0.most, now), $0.place, .now) }
      ?? item.most.map { Fact(max($0.value, now), $0.place, .now) }
    object.add("maxReplicas", most) { "\($0)" }
    object.add("maxSurge", item.maxSurge) { Self.surge($0, of: max(now, most?.value ?? 0)) }
  }

  /// Returns a surge as the plan writes it, which has no percentages above 100.
  private static func surge(_ text: String, of pods: Int) -> String {
    guard text.hasSuffix("%"), let percent = Int(decimalDigits: text.dropLast().utf8), percent > 100 else {
      return text
    }
    let (product, overflow) = percent.multipliedReportingOverflow(by: pods)
    return overflow ? text : "\(product / 100 + (product % 100 > 0 ? 1 : 0))"
  }

  private static func bytes(_ number: Int) -> String {
    number > 0 && number.isMultiple(of: 1 << 20) ? "\(number >> 20)Mi" : "\(number)"
  }

  private static func comment(_ key: WorkloadKey, _ item: WorkloadFacts) -> String {
    var text = "\(key.kind) \(key.namespace)/\(key.name)"
    if item.pods > 0 { text += ", \(item.pods) pod\(item.pods == 1 ? "" : "s") now" }
    if item.unscheduled > 0 { text += ", of which \(item.unscheduled) without a node" }
    return text
  }

  func services() -> [YAMLNode] {
    merger.services.map { name, workload, item in
      var object = TreeObject(item.place)
      object.add("name", name)
      object.add("workload", workload)
      if item.isHeadless { object.add("headless", "true") }
      object.add("annotations", item.annotations, item.place)
      for (key, text) in [
        ("trafficDistribution", item.trafficDistribution), ("internalTrafficPolicy", item.internalPolicy),
        ("externalTrafficPolicy", item.externalPolicy),
      ] { if let text { object.add(key, text) } }
      if !item.ports.isEmpty { object.add("ports", item.ports.map(String.init), item.place) }
      return object.node
    }
  }
}
