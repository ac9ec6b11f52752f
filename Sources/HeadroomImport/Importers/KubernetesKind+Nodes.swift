internal import Headroom

/// Reads nodes.
extension KubernetesKind {
  static let node = KubernetesKind(
    "Node", groups: [""],
    """
    metadata{name uid labels{*}} spec{providerID}
    status{capacity{pods} allocatable{cpu memory} nodeInfo{osImage kubeletVersion} addresses{type address}}
    """
  ) { object, reader in
    let labels = object.metadata("labels")
    var node = NodeFacts(name: object.name, place: object.place)
    node.eniConfig = labels["k8s.amazonaws.com/eniConfig"]
    node.zone = labels["topology.kubernetes.io/zone"] ?? labels["failure-domain.beta.kubernetes.io/zone"]
    node.zoneID = labels["topology.k8s.aws/zone-id"]
    node.type = labels["node.kubernetes.io/instance-type"] ?? labels["beta.kubernetes.io/instance-type"]
    node.cluster = labels["alpha.eksctl.io/cluster-name"]
    readMachine(object.node["spec"]?["providerID"]?.text, labels, &node)
    (node.group, node.capacityType) = (group(labels), capacityType(labels))
    let status = object.node["status"]
    node.maxPods = reader.number(status?["capacity"]?["pods"])
    let offer = status?["allocatable"]
    node.cpu = reader.fact(offer?["cpu"], expected: "an amount of CPU", read: CPUAmount.init).first?.value
    node.memory = reader.fact(offer?["memory"], expected: "an amount of memory", read: MemoryAmount.init).first?.value
    node.family = status?["nodeInfo"]?["osImage"]?.text.flatMap(family)
    node.version = status?["nodeInfo"]?["kubeletVersion"]?.text.flatMap(version)
    let addresses = reader.items(status?["addresses"]).filter { $0["type"]?.text == "InternalIP" }
    node.address = addresses.lazy.compactMap { $0["address"]?.text.flatMap(IPv4Address.init) }.first
    if let other = reader.facts.kubernetes.nodes[node.name] {
      if other.zone != node.zone {
        let zones = [other, node].map { $0.zone ?? "no zone" }
        reader.complain(
          "the node \(node.name) is in \(zones[1]) here and in \(zones[0])", at: node.place, beside: other.place)
      }
      if other.place < node.place { return }
    }
    reader.facts.kubernetes.nodes[node.name] = node
    let common = reader.facts.kubernetes.labelsOfGroups[node.groupName] ?? labels
    reader.facts.kubernetes.labelsOfGroups[node.groupName] = common.filter { labels[$0.key] == $0.value }
  }

  /// Reads what the cloud provider calls the node, such as `aws:///eu-central-1a/i-0abc`.
  private static func readMachine(_ provider: String?, _ labels: [String: String], _ node: inout NodeFacts) {
    let computeType = labels["eks.amazonaws.com/compute-type"]
    let steps = (provider ?? "").split(separator: "/").map(String.init)
    if steps.first == "eks-hybrid:" || computeType == "hybrid" {
      node.machine = .hybrid
    } else if steps.contains("sagemaker") {
      node.machine = .hyperPod
    } else if computeType == "fargate" || steps.last?.hasPrefix("fargate-") == true {
      node.machine = .fargate
    } else {
      node.machine = .instance(id: steps.last.flatMap { $0.hasPrefix("i-") ? $0 : nil })
    }
    // SageMaker writes the ID of the zone there.
    if node.zone == nil, steps.count > 2, steps[0] == "aws:", node.machine != .hyperPod { node.zone = steps[1] }
  }

  /// The group that the labels of a node name.
  private static func group(_ labels: [String: String]) -> NodeFacts.Group? {
    if let name = labels["eks.amazonaws.com/nodegroup"] { return NodeFacts.Group(name: name, manager: .managed) }
    if let name = labels["karpenter.sh/nodepool"] ?? labels["karpenter.sh/provisioner-name"] {
      let isAuto = labels["eks.amazonaws.com/compute-type"] == "auto"
      return NodeFacts.Group(name: name, manager: isAuto ? .autoMode : .karpenter)
    }
    return labels["alpha.eksctl.io/nodegroup-name"].map { NodeFacts.Group(name: $0, manager: .selfManaged) }
  }

  private static func capacityType(_ labels: [String: String]) -> CapacityType? {
    switch labels["eks.amazonaws.com/capacityType"] ?? labels["karpenter.sh/capacity-type"] {
    case "SPOT", "spot": .spot
    case "ON_DEMAND", "on-demand": .onDemand
    default: nil
    }
  }

  private static func family(_ image: String) -> NodeGroup.AMIFamily {
    let families: [(start: String, family: NodeGroup.AMIFamily)] = [
      ("Amazon Linux 2023", .amazonLinux2023), ("Amazon Linux 2", .amazonLinux2), ("Bottlerocket", .bottlerocket),
      ("Windows", .windows),
    ]
    return families.first { image.hasPrefix($0.start) }?.family ?? .custom
  }

  /// Returns the minor version of a kubelet such as `v1.31.2-eks-94953ac`.
  private static func version(_ text: String) -> String? {
    let parts = text.drop { $0 == "v" }.split(separator: ".")
    guard parts.count > 1, let major = Int(decimalDigits: parts[0].utf8), let minor = Int(decimalDigits: parts[1].utf8)
    else { return nil }
    return "\(major).\(minor)"
  }
}
