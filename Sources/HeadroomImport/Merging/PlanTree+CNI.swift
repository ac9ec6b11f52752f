internal import Headroom

/// Writes the settings of the network plugin.
extension PlanTree {
  /// The variables of the VPC CNI, and the values of those that are not among them.
  private struct Settings: Hashable {
    var variables: [String: String]
    let defaults: CNIEnvironment.Defaults

    var environment: CNIEnvironment { CNIEnvironment(variables, defaults: defaults) }

    /// The variables and their values in words.
    var text: String {
      variables.isEmpty
        ? "empty" : variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
  }

  mutating func cni() -> YAMLNode? {
    let cluster = merger.cluster
    let wanted = chosen(cluster?.environment ?? [])
    let running = runningSettings()
    let given = settings(wanted, running)
    if given == nil, let kind = otherPlugin() { return kind }
    if given == nil, merger.isClusterThere, !(cluster?.region.contains { $0.stage == .intent } ?? false) {
      merger.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.cni),
          """
          no file gives the settings of the VPC CNI, so the numbers are for those of its Helm chart; `kubectl -n kube-system \
          get daemonset aws-node -o yaml` shows them
          """, start))
    }
    var variables = given?.value.variables ?? [:]
    if cluster?.ipFamily.best()?.value == .ipv6 {
      // EKS sets both where it creates a cluster with IPv6.
      for name in ["ENABLE_IPv6", "ENABLE_PREFIX_DELEGATION"] where variables[name] == nil { variables[name] = "true" }
      comments[PlanPart(.cni), default: []].append(
        "ENABLE_IPv6, ENABLE_PREFIX_DELEGATION: the default of EKS with IPv6")
    }
    let place = given?.place ?? cluster?.ipFamily.best()?.place ?? start
    guard given != nil || !variables.isEmpty else { return nil }
    var object = TreeObject(place)
    let isChained = !merger.facts.kubernetes.otherPlugins.filter { $0.value == "cilium" }.isEmpty
    if isChained {
      object.add("kind", NetworkSettings.Kind.chainedCilium.rawValue)
      comments[PlanPart(.cni), default: []].append("kind: the DaemonSets aws-node and cilium both run")
    }
    if given?.value.defaults == .binary { object.add("defaults", CNIEnvironment.Defaults.binary.rawValue) }
    object.add("env", variables, place)
    if let configs = cluster?.eniConfigs.best() {
      var zones = TreeObject(configs.place)
      for (zone, key) in configs.value.sorted(by: { $0.key < $1.key }) {
        zones.add(zone, merger.names(of: [key]), configs.place)
      }
      object.add("eniConfigs", zones.node)
    }
    return object.node
  }

  /// Returns what a file of a tool, or else the add-on, says.
  private mutating func chosen(_ facts: [Fact<[String: String]>]) -> Fact<[String: String]>? {
    let known = facts.map { fact in
      Fact(fact.value.filter { CNIEnvironment.isKnown($0.key) }, fact.place, fact.stage, fact.knowing)
    }
    return merger.wanted(known, PlanPart(.cni, key: "env")) { Settings(variables: $0, defaults: .chart).text }
  }

  /// Returns what the DaemonSet of the CNI says: with the defaults of its program, because the chart sets none there.
  private mutating func runningSettings() -> Fact<Settings>? {
    let agents = merger.facts.kubernetes.agents.map { fact -> Fact<Settings> in
      var variables: [String: String] = [:]
      for (name, value) in fact.value where CNIEnvironment.isKnown(name) { variables[name] = value }
      return Fact(Settings(variables: variables, defaults: .binary), fact.place, fact.stage)
    }
    var seen: Set<[String]> = []
    for fact in merger.facts.kubernetes.agents.sorted(by: { $0.place < $1.place }) {
      let names = fact.value.filter { $0.value == nil && CNIEnvironment.isKnown($0.key) }.map(\.key).sorted()
      guard !names.isEmpty, seen.insert(names).inserted else { continue }
      merger.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.cni, key: "env"),
          """
          the DaemonSet aws-node takes \(abbreviated(names)) from elsewhere (valueFrom or $(NAME)), which is not in the files; \
          the numbers are for the default
          """, fact.place))
    }
    return merger.wanted(agents, PlanPart(.cni, key: "env")) { $0.text }
  }

  /// Returns the settings that count: those that a file wants, else those that run.
  ///
  /// What an add-on says of its values is only part of what its DaemonSet has.
  private mutating func settings(
    _ wanted: Fact<[String: String]>?, _ running: Fact<Settings>?
  ) -> Fact<Settings>? {
    let planned = wanted.map {
      Fact(Settings(variables: $0.value, defaults: .chart), $0.place, $0.stage, $0.knowing)
    }
    guard let running, let planned else { return running ?? planned }
    let isIntent = planned.stage == .intent
    let (here, there) = (planned.value, running.value)
    let differing = here.environment.differences(from: there.environment).filter {
      isIntent || here.variables[$0.variable] != nil
    }
    if !differing.isEmpty {
      let texts = differing.map { "\($0.variable) is \($0.value) there and \($0.other) in the DaemonSet" }
      merger.remarks.append(
        RemarkFacts(
          .drift, PlanPart(.cni, key: "env"),
          """
          the settings at \(merger.position(planned.place)) differ from those of the DaemonSet aws-node at \
          \(merger.position(running.place)): \(texts.joined(separator: "; ")); the numbers are for \
          \(isIntent ? "the former" : "the DaemonSet")
          """, planned.place))
    }
    return isIntent ? planned : running
  }

  /// Returns the object for another network plugin without the VPC CNI, which is taken to give pods addresses of its own.
  private mutating func otherPlugin() -> YAMLNode? {
    guard let plugin = merger.facts.kubernetes.otherPlugins.best() else { return nil }
    var object = TreeObject(plugin.place)
    object.add("kind", NetworkSettings.Kind.overlay.rawValue)
    comments[PlanPart(.cni), default: []].append(
      "kind: assumed; \(plugin.value) runs and the VPC CNI does not, so pods are taken to have addresses of an overlay")
    merger.notes.insert(
      """
      The DaemonSet \(plugin.value) runs and aws-node does not, so pods are assumed to take no addresses of the VPC (cni.kind: \
      overlay); if \(plugin.value) takes addresses of the VPC, the numbers are too low.
      """)
    return object.node
  }
}
