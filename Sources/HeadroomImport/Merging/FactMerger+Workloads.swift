internal import Headroom

/// Puts workloads together: what their objects ask for, what autoscalers allow, and which pods there are.
extension FactMerger {
  mutating func mergeWorkloads() {
    var all: [WorkloadKey: WorkloadFacts] = [:]
    for (key, item) in facts.kubernetes.workloads {
      let owner = owner(of: key)
      if all[owner] == nil { all[owner] = item } else { all[owner]?.add(item) }
    }
    for (key, scaler) in facts.kubernetes.autoscalers.sorted(by: { $0.key < $1.key }) where all[key] == nil {
      notes.insert(
        """
        The HorizontalPodAutoscaler of \(key.kind) \(key.namespace)/\(key.name) (\(position(scaler.place))) is ignored, because \
        the files do not have what it scales.
        """)
    }
    // A workload that neither has pods nor is described by an object is none any more.
    let kept = all.filter { key, item in
      let follows = key.kind == "DaemonSet" || key.kind == "CronJob"
      return item.pods > 0 || item.isDescribed && (follows || item.replicas != nil)
    }
    let names = Self.names(of: kept.keys.sorted())
    workloads = kept.map { (names[$0.key] ?? $0.key.name, $0.key, $0.value) }.sorted { $0.name < $1.name }
  }

  /// Returns what controls a workload that is controlled itself, such as the Deployment of a ReplicaSet.
  private func owner(of key: WorkloadKey) -> WorkloadKey {
    switch key.kind {
    case "ReplicaSet": return facts.kubernetes.owners[key] ?? key
    case "Job":
      let isDescribed = facts.kubernetes.workloads[key]?.isDescribed ?? false
      return facts.kubernetes.owners[key] ?? (isDescribed ? nil : key.cronJob) ?? key
    default: return key
    }
  }

  /// Returns names for the plan: the own name where it is unique, else with the namespace, else with the kind too.
  private static func names(of keys: [WorkloadKey]) -> [WorkloadKey: String] {
    var names: [WorkloadKey: String] = [:]
    var (own, inNamespace): ([String: Int], [String: Int]) = ([:], [:])
    for key in keys {
      own[key.name, default: 0] += 1
      inNamespace["\(key.namespace)/\(key.name)", default: 0] += 1
    }
    for key in keys {
      let longer = "\(key.namespace)/\(key.name)"
      names[key] =
        own[key.name] == 1
        ? key.name : inNamespace[longer] == 1 ? longer : "\(key.namespace)/\(key.kind)/\(key.name)".shortened
    }
    return names
  }

  // MARK: Nodes for pods

  /// Returns the sorted names of the groups whose nodes have the labels that a workload asks for; empty if all have.
  mutating func groups(for item: WorkloadFacts, named name: String) -> [String] {
    let profiles = item.fargateProfiles.filter { profile in groups.contains { $0.name == profile && $0.isFargate } }
    if !profiles.isEmpty { return profiles.sorted() }
    let wanted = (item.needs?.nodeSelector ?? [:]).filter { $0 != ("kubernetes.io/os", "linux") }
    guard !wanted.isEmpty else { return [] }
    let others = groups.filter { !$0.isFargate }
    let fitting = others.filter { group in wanted.allSatisfy { group.labelsOfNodes[$0.key] == $0.value } }
    guard !fitting.isEmpty else {
      let labels = wanted.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      notes.insert(
        """
        The pods of \(name) ask for nodes with \(labels.joined(separator: ", ").prefix(200)), which no group in the files is \
        known to have; they count on all groups.
        """)
      return []
    }
    return fitting.count == others.count ? [] : fitting.map(\.name).sorted()
  }
}

extension GroupFacts {
  /// Whether the group is a Fargate profile.
  var isFargate: Bool { manager.best()?.value == .fargate }

  /// The labels that nodes of the group have: those of its nodes, those that files want, and those that follow from what
  /// the group is.
  fileprivate var labelsOfNodes: [String: String] {
    var all = labels.best()?.value ?? [:]
    switch manager.best()?.value {
    case .managed: all["eks.amazonaws.com/nodegroup"] = name
    case .karpenter, .autoMode: all["karpenter.sh/nodepool"] = name
    case .selfManaged, .fargate, nil: break
    }
    all["kubernetes.io/os"] = family.best()?.value == .windows ? "windows" : "linux"
    return all.merging(nodeLabels) { _, found in found }
  }
}
