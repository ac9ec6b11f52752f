import HeadroomImport

/// Objects of Kubernetes in JSON, as `kubectl` prints them.
enum KubernetesText {
  /// Returns a list.
  static func list(_ items: [String], name: String = "list.json") -> SourceFile {
    let text = #"{"apiVersion": "v1", "items": [\#(items.joined(separator: ",\n"))], "kind": "List"}"#
    return SourceFile(name: name, bytes: Array(text.utf8))
  }

  /// Returns a node.
  static func node(
    _ name: String = "n1", zone: String = "eu-central-1a", type: String = "m5.large", group: String = "general",
    instance: String? = nil, labels: String = "", pods: String = "29", image: String = "Amazon Linux 2023.6"
  ) -> String {
    """
    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "\(name)", "uid": "u", "labels": {
      \(group.isEmpty ? "" : "\"eks.amazonaws.com/nodegroup\": \"\(group)\",")
      \(labels.isEmpty ? "" : labels + ",")
      "topology.kubernetes.io/zone": "\(zone)", "node.kubernetes.io/instance-type": "\(type)"}},
     "spec": {"providerID": "aws:///\(zone)/i-\(instance ?? name)"},
     "status": {"capacity": {"pods": "\(pods)", "cpu": "2"}, "allocatable": {"cpu": "1930m", "memory": "7220184Ki"},
      "addresses": [{"type": "InternalIP", "address": "10.0.0.10"}],
      "nodeInfo": {"osImage": "\(image)", "kubeletVersion": "v1.31.2-eks-94953ac"}}}
    """
  }

  /// Returns a pod.
  static func pod(
    _ name: String, node: String? = "n1", phase: String? = "Running", ip: Bool = true, owner: String = "",
    metadata: String = "", spec: String = #""containers": [{"name": "a"}]"#
  ) -> String {
    let parts = [
      node.map { #""nodeName": "\#($0)""# }, spec,
    ].compactMap(\.self)
    return """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "\(name)", "namespace": "shop", "uid": "u"
        \(metadata.isEmpty ? "" : ", " + metadata)\(owner.isEmpty ? "" : #", "ownerReferences": [\#(owner)]"#)},
       "spec": {\(parts.joined(separator: ", "))},
       "status": {\(phase.map { #""phase": "\#($0)""# } ?? "")
        \(ip && phase != nil ? #", "podIP": "10.0.0.9", "podIPs": [{"ip": "10.0.0.9"}]"# : "")}}
      """
  }

  /// Returns the reference to the controller of an object.
  static func owner(_ kind: String, _ name: String) -> String {
    #"{"kind": "\#(kind)", "name": "\#(name)", "controller": true}"#
  }

  /// Returns an object of a workload.
  static func workload(
    _ kind: String, _ name: String, group: String = "apps/v1", isLive: Bool = true, spec: String = #""replicas": 2"#
  ) -> String {
    """
    {"apiVersion": "\(group)", "kind": "\(kind)", "metadata": {"name": "\(name)", "namespace": "shop"\(isLive ? #", "uid": "u""# : "")},
     "spec": {\(spec)}}
    """
  }

  /// Returns the DaemonSet of the VPC CNI with the variables of its container.
  static func agent(_ variables: [String], isLive: Bool = true) -> String {
    """
    {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "aws-node", "namespace": "kube-system"\(isLive ? #", "uid": "u""# : "")},
     "spec": {"template": {"spec": {"hostNetwork": true,
      "initContainers": [{"name": "aws-vpc-cni-init", "env": [{"name": "ENABLE_IPv6", "value": "true"}]}],
      "containers": [{"name": "aws-eks-nodeagent", "env": [{"name": "WARM_ENI_TARGET", "value": "9"}]},
       {"name": "aws-node", "env": [\(variables.joined(separator: ", "))]}]}}}}
    """
  }

  /// Returns a variable.
  static func variable(_ name: String, _ value: String) -> String { #"{"name": "\#(name)", "value": "\#(value)"}"# }
}
