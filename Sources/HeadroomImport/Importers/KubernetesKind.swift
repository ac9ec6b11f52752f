internal import Headroom

/// A kind of objects of Kubernetes, and what is read of it.
struct KubernetesKind: Sendable {
  /// The name of the kind.
  let name: String
  /// The API groups of the kind; `nil` for any.
  let groups: Set<String>?
  /// The keys that are read.
  let shape: JSONShape
  /// Reads an object.
  let read: @Sendable (KubernetesObject, inout FactReader) -> Void

  /// All kinds that are read.
  static let all: [KubernetesKind] = [
    .node, .pod, .deployment, .rollout, .statefulSet, .daemonSet, .replicaSet, .job, .cronJob, .autoscaler, .service,
    .endpointSlice, .eniConfig,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Returns the kind with a name in an API version such as `apps/v1`; `nil` if it is not read.
  static func named(_ name: String, apiVersion: String?) -> KubernetesKind? {
    guard let kind = byName[name] else { return nil }
    guard let groups = kind.groups, let apiVersion else { return kind }
    let group = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
    return groups.contains(group.count == 2 ? String(group[0]) : "") ? kind : nil
  }

  init(
    _ name: String, groups: Set<String>? = nil, _ shape: String,
    read: @escaping @Sendable (KubernetesObject, inout FactReader) -> Void
  ) {
    (self.name, self.groups, self.read) = (name, groups, read)
    self.shape = JSONShape(shape)
  }

  /// The keys of the specification of a pod that decide about addresses and places on nodes.
  static let podSpec = podSpec(containers: "")

  /// Returns the keys of the specification of a pod, with more keys of each container.
  static func podSpec(containers more: String) -> String {
    let kinds = "cpu memory ephemeral-storage"
    let resources = "resources{requests{\(kinds)} limits{\(kinds)}}"
    return """
      hostNetwork nodeName priorityClassName nodeSelector{*} overhead{\(kinds)} \(resources) containers{\(more) \(resources)} \
      initContainers{restartPolicy \(resources)}
      """
  }

  /// Returns the keys of a template of pods.
  static func template(containers more: String = "") -> String {
    "template{metadata{labels{*} annotations{vpc.amazonaws.com/pod-eni k8s.amazonaws.com/nicConfig}} spec{\(podSpec(containers: more))}}"
  }
}

/// An object of Kubernetes.
struct KubernetesObject {
  let node: YAMLNode
  /// The name and the namespace.
  let name: String, namespace: String

  /// Reads the name of an object; `nil` and a problem if it has none.
  init?(_ node: YAMLNode, _ kind: String, _ reader: inout FactReader) {
    self.node = node
    let metadata = node["metadata"]
    // The API server gives an object its identifier; what has none is a manifest, which says what is wanted.
    reader.stage = metadata?["uid"] == nil ? .intent : .now
    // A manifest of a pod or a Job may leave its name to the API server.
    guard let name = reader.text(metadata?["name"]) ?? reader.text(metadata?["generateName"]), !name.isEmpty else {
      reader.complain("an object of kind \(kind) has no metadata.name", at: node.place)
      return nil
    }
    self.name = name.shortened
    namespace = (metadata?["namespace"]?.text ?? "default").shortened
  }

  /// The place of the object.
  var place: Place { node.place }

  /// The name of a workload of this kind.
  func key(_ kind: String) -> WorkloadKey { WorkloadKey(namespace: namespace, kind: kind, name: name) }

  /// The values of a key of the metadata, such as `labels`.
  func metadata(_ key: String) -> [String: String] { Self.strings(node["metadata"]?[key]) }

  /// Returns the keys and the texts of an object, such as labels.
  static func strings(_ node: YAMLNode?) -> [String: String] {
    var strings: [String: String] = [:]
    for (key, value) in node?.pairs ?? [] { if let name = key.text, let text = value.text { strings[name] = text } }
    return strings
  }

  /// The object that controls this one.
  var controller: WorkloadKey? {
    let owners = node["metadata"]?["ownerReferences"]?.items ?? []
    guard let owner = owners.first(where: { $0["controller"]?.text == "true" }), let kind = owner["kind"]?.text,
      let name = owner["name"]?.text
    else { return nil }
    return WorkloadKey(namespace: namespace, kind: kind.shortened, name: name.shortened)
  }
}
