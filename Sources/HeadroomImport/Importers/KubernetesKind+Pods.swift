internal import Headroom

/// Reads pods.
extension KubernetesKind {
  static let pod = KubernetesKind(
    "Pod", groups: [""],
    """
    metadata{name namespace uid generateName labels{*} annotations{vpc.amazonaws.com/pod-eni kubernetes.io/config.mirror k8s.amazonaws.com/nicConfig} ownerReferences{kind name controller}}
    spec{\(podSpec)} status{phase podIP podIPs{ip}}
    """
  ) { object, reader in
    let phase = object.node["status"]?["phase"]?.text
    // A pod that has ended needs nothing, although its status still shows an address.
    guard phase != "Succeeded", phase != "Failed" else { return }
    let spec = object.node["spec"]
    let node = spec?["nodeName"]?.text?.shortened
    var needs = PodNeeds(spec, &reader)
    needs.read(object.metadata("annotations"))
    needs.labels = object.metadata("labels")
    let count = PodCount(phase: phase, hasNode: node != nil, hasAddress: hasAddress(object.node), needs)
    if let node {
      reader.facts.kubernetes.podsOfNodes[node, default: PodCount()] += count
    } else {
      reader.facts.kubernetes.podsWithoutNode += count
    }
    let key = workload(of: object, node: node, needs.labels)
    let profile = needs.labels["eks.amazonaws.com/fargate-profile"]
    if let profile, let node { reader.facts.kubernetes.fargateNodes[profile, default: []].insert(node) }
    // Pods are many and workloads few: only what changes is written.
    var workload = reader.facts.kubernetes.workloads[key] ?? WorkloadFacts(place: object.place)
    workload.pods += 1
    workload.unscheduled += count.unscheduled
    if let profile { workload.fargateProfiles.insert(profile) }
    workload.ofPods = workload.ofPods.map { $0.largest(needs) } ?? needs
    workload.place = min(workload.place, object.place)
    reader.facts.kubernetes.workloads[key] = workload
  }

  private static func hasAddress(_ node: YAMLNode) -> Bool {
    let status = node["status"]
    return status?["podIPs"]?.items?.isEmpty == false || status?["podIP"]?.text?.isEmpty == false
  }

  // MARK: Owners

  /// Returns the workload that a pod belongs to.
  private static func workload(of object: KubernetesObject, node: String?, _ labels: [String: String]) -> WorkloadKey {
    let owner = object.controller
    if owner?.kind == "Node" || object.metadata("annotations")["kubernetes.io/config.mirror"] != nil {
      // The kubelet adds the name of the node to that of a static pod.
      let name = node.flatMap { object.name.hasSuffix("-\($0)") ? String(object.name.dropLast($0.count + 1)) : nil }
      return WorkloadKey(namespace: object.namespace, kind: "StaticPod", name: name ?? object.name)
    }
    guard let owner else { return object.key("Pod").withoutSuffix(object.node["metadata"]?["generateName"]?.text) }
    switch owner.kind {
    case "ReplicaSet":
      for (label, kind) in [("pod-template-hash", "Deployment"), ("rollouts-pod-template-hash", "Rollout")] {
        guard let hash = labels[label], owner.name.hasSuffix("-\(hash)") else { continue }
        return WorkloadKey(
          namespace: owner.namespace, kind: kind, name: String(owner.name.dropLast(hash.count + 1)))
      }
      return owner
    default: return owner
    }
  }
}

extension WorkloadKey {
  /// The CronJob of a Job, by its name: the time in minutes is added to that of the CronJob.
  var cronJob: WorkloadKey? {
    guard let dash = name.lastIndex(of: "-"), dash > name.startIndex else { return nil }
    let digits = name[dash...].dropFirst()
    guard digits.utf8.count >= 8, digits.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return WorkloadKey(namespace: namespace, kind: "CronJob", name: String(name[..<dash]))
  }

  /// The name that pods without an owner have in common: that from which the API server made theirs, or theirs without a
  /// number at the end.
  func withoutSuffix(_ generated: String?) -> WorkloadKey {
    var stem = name[...]
    if let generated, name.hasPrefix(generated) {
      stem = generated[...]
    } else if let dash = stem.lastIndex(of: "-"), stem[dash...].dropFirst().utf8.allSatisfy({ 48...57 ~= $0 }) {
      stem = stem[..<dash]
    }
    while stem.last == "-" { stem.removeLast() }
    return stem.isEmpty ? self : WorkloadKey(namespace: namespace, kind: kind, name: String(stem))
  }
}

extension PodCount {
  /// Counts one pod that has not ended.
  ///
  /// - Parameters:
  ///   - phase: The phase; `nil` for a manifest.
  ///   - hasNode: Whether it has a node.
  ///   - hasAddress: Whether its status shows an address.
  ///   - needs: What it needs.
  init(phase: String?, hasNode: Bool, hasAddress: Bool, _ needs: PodNeeds) {
    guard hasNode else {
      unscheduled = phase == "Pending" ? 1 : 0
      return
    }
    slots = 1
    guard !needs.usesHostNetwork else { return }
    if phase == "Pending", !hasAddress { waiting = 1 } else { addresses = 1 }
  }
}
