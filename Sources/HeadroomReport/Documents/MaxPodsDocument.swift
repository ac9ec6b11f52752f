public import Headroom

extension Document {
  /// Returns the answer of `headroom max-pods`: how many pods each node can run.
  ///
  /// - Parameters:
  ///   - nodes: The nodes.
  ///   - setter: The component that configures max pods on the nodes.
  public static func maxPods(_ nodes: [MaxPods], setBy setter: MaxPodsSetter) -> Document {
    var document = Document(
      kind: "MaxPods",
      Table(
        id: "max-pods", title: "Max pods",
        columns: [
          .init("instance_type", "type"), .init("mode"), .init("enis", "ENIs"), .init("ipv4_per_eni", "IPv4/ENI"),
          .init("max_pods", "max pods"), .init("recommended_max_pods", "recommended"), .init("node_max_pods", "set"),
          .init("set_by", "by"), .init("limited_by", "limited by", .wide), .init("pod_enis", "ENIs for pods", .wide),
        ],
        rows: nodes.map { node in
          [
            .text(node.type.name), .text(node.mode), .integer(node.interfaces),
            .integer(node.type.addressesPerInterface), .integer(node.possible), .integer(node.recommended),
            .integer(setter.maxPods(for: node)), .text(setter.rawValue), .text(node.limitedBy),
            .integer(node.podInterfaces),
          ]
        }))
    document.derivations = {
      nodes.map { Derivation(title: $0.type.name, steps: $0.steps + [setter.step(for: $0)]) }
    }
    return document
  }
}
