internal import Headroom

/// Takes the settings of the network plugin from what runs in the cluster.
extension FactMerger {
  /// Adds what the objects of Kubernetes say of the cluster as a whole.
  mutating func addAgent() {
    guard let place = facts.kubernetes.place, name != nil else { return }
    let found = facts.kubernetes
    if !found.eniConfigs.isEmpty, usesCustomNetworking {
      let configs = Fact(podSubnets(found), place, .now)
      cluster?.eniConfigs.append(configs)
    }
    if cluster?.version.isEmpty ?? false, let version = oldestVersion(found) {
      cluster?.version = [
        Fact(version, place, .now, .assumed("the oldest kubelet of the nodes has it"))
      ]
    }
    notePods(found)
    if !found.workloads.isEmpty, found.autoscalers.isEmpty {
      notes.insert(
        """
        The files have no HorizontalPodAutoscalers, so workloads are planned with the pods that they have; `kubectl get hpa -A \
        -o json` prints them.
        """)
    }
    let skipped = found.unread.filter { !$0.key.isEmpty }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if !skipped.isEmpty {
      let kinds = skipped.prefix(8).map { "\($0.key) (\($0.value))" } + (skipped.count > 8 ? ["and others"] : [])
      notes.insert(
        "These objects of Kubernetes say nothing about capacity and are not read: \(kinds.joined(separator: ", ")).")
    }
  }

  /// Says which pods do not run.
  private mutating func notePods(_ found: KubernetesFacts) {
    let unscheduled = found.podsWithoutNode.unscheduled
    if unscheduled > 0 {
      notes.insert("\(unscheduled) pod\(unscheduled == 1 ? " waits" : "s wait") for a node now.")
    }
    let waiting = found.podsOfNodes.values.reduce(0) { $0 + $1.waiting }
    if waiting > 0 {
      notes.insert(
        "\(waiting) pod\(waiting == 1 ? " on a node waits" : "s on nodes wait") for an address or an image now.")
    }
    let strangers = found.podsOfNodes.filter { found.nodes[$0.key] == nil }
    if !found.nodes.isEmpty, !strangers.isEmpty {
      let count = strangers.values.reduce(0) { $0 + $1.slots }
      notes.insert("\(count) pod\(count == 1 ? " is" : "s are") on nodes that the files do not have.")
    }
  }

  /// Whether the agent, or else what a file wants of it, gives pods addresses of other subnets.
  private var usesCustomNetworking: Bool {
    let key = "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"
    let wanted = cluster?.environment.map { CNIEnvironment($0.value).settings.customNetworking } ?? []
    let running = facts.kubernetes.agents.map { fact in
      (fact.value[key] ?? nil).map { CNIEnvironment([key: $0]).settings.customNetworking } ?? false
    }
    return (wanted + running).contains(true)
  }

  /// Returns the subnet of each zone's ENIConfig. A label of the nodes may name an ENIConfig that is not called like its zone.
  private func podSubnets(_ found: KubernetesFacts) -> [String: String] {
    var zones: [String: Set<String>] = [:]
    for node in found.nodes.values {
      if let config = node.eniConfig, let zone = node.zone {
        zones[config, default: []].insert(zone)
      }
    }
    var subnets: [String: String] = [:]
    for (name, facts) in found.eniConfigs.sorted(by: { $0.key < $1.key }) {
      guard let subnet = facts.best()?.value else { continue }
      for zone in zones[name]?.sorted() ?? [name] { subnets[zone] = subnet }
    }
    return subnets
  }

  private func oldestVersion(_ found: KubernetesFacts) -> String? {
    func number(_ version: String) -> [Int] { version.split(separator: ".").compactMap { Int(decimalDigits: $0.utf8) } }
    return found.nodes.values.compactMap(\.version).min { number($0).lexicographicallyPrecedes(number($1)) }
  }
}
