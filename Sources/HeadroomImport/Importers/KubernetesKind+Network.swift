internal import Headroom

/// Reads the network plugin, its configuration and Services.
extension KubernetesKind {
  /// Reads the settings of a network plugin from its DaemonSet.
  static func readNetworkPlugin(_ object: KubernetesObject, _ reader: inout FactReader) {
    switch object.name {
    case "aws-node" where object.namespace == "kube-system":
      let containers = reader.items(object.node["spec"]?["template"]?["spec"]?["containers"])
      // The init container has variables of its own, and other containers may come first.
      let agents = containers.filter { $0["name"]?.text == "aws-node" }
      guard agents.count == 1, let agent = agents.first else {
        let found = agents.isEmpty ? "no container" : "\(agents.count) containers"
        return reader.complain("the DaemonSet aws-node has \(found) of that name; expected one", at: object.place)
      }
      var settings: KubernetesFacts.AgentSettings = [:]
      for variable in reader.items(agent["env"]) {
        guard let name = reader.text(variable["name"]) else { continue }
        // Of two variables of one name the last one counts.
        let isElsewhere =
          variable["valueFrom"]?.isNull == false || variable["value"]?.text?.contains("$(") ?? false
        settings[name] = .some(isElsewhere ? nil : variable["value"]?.text ?? "")
      }
      if agent["envFrom"]?.items?.isEmpty == false {
        reader.facts.remarks.append(
          RemarkFacts(
            .notInFiles, PlanPart(.cni, key: "env"),
            """
            the DaemonSet aws-node takes variables from a ConfigMap or a Secret (envFrom), which may set any of them; \
            `kubectl -n kube-system get configmaps -o yaml` shows them
            """, object.place))
      }
      reader.facts.kubernetes.agents.append(Fact(settings, agent.place, reader.stage))
    case "cilium", "calico-node":
      reader.facts.kubernetes.otherPlugins.append(Fact(object.name, object.place, reader.stage))
    default: break
    }
  }

  static let eniConfig = KubernetesKind(
    "ENIConfig", groups: ["crd.k8s.amazonaws.com"], "metadata{name uid} spec{subnet}"
  ) { object, reader in
    guard let node = object.node["spec"]?["subnet"], let subnet = reader.text(node) else {
      return reader.complain("the ENIConfig \(object.name) has no spec.subnet", at: object.place)
    }
    reader.facts.kubernetes.eniConfigs[object.name, default: []].append(Fact(subnet, node.place, reader.stage))
  }

  static let service = KubernetesKind(
    "Service", groups: [""],
    """
    metadata{name namespace uid annotations{service.kubernetes.io/topology-mode service.kubernetes.io/topology-aware-hints}}
    spec{selector{*} clusterIP type trafficDistribution internalTrafficPolicy externalTrafficPolicy ports{port}}
    """
  ) { object, reader in
    let spec = object.node["spec"]
    var service = ServiceFacts(namespace: object.namespace, name: object.name, place: object.place)
    service.selector = KubernetesObject.strings(spec?["selector"])
    guard !service.selector.isEmpty, spec?["type"]?.text != "ExternalName" else { return }
    service.isHeadless = spec?["clusterIP"]?.text == "None"
    service.annotations = object.metadata("annotations").filter { $0.key.hasPrefix("service.kubernetes.io/topology-") }
    service.trafficDistribution = spec?["trafficDistribution"]?.text
    service.internalPolicy = spec?["internalTrafficPolicy"]?.text
    service.externalPolicy = spec?["externalTrafficPolicy"]?.text
    service.ports = reader.items(spec?["ports"]).compactMap { reader.number($0["port"]) }
    service.hasLoadBalancer = spec?["type"]?.text == "LoadBalancer"
    reader.facts.kubernetes.services.append(service)
  }
}
