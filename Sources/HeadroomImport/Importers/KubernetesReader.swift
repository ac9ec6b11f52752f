internal import Headroom

/// Reads objects of Kubernetes as `kubectl get -o json` and `kubectl cluster-info dump` print them, one at a time.
struct KubernetesReader {
  private var json: JSONReader
  private let file: UInt32
  private(set) var reader: FactReader
  /// The number of lines between objects, such as those of logs.
  private(set) var otherLines = 0
  /// Items that come before the kind of their list, and have none of their own.
  private var waiting: [YAMLNode] = []

  /// Takes an object, with its kind and the version of its API.
  typealias Take = (_ object: YAMLNode, _ kind: String?, _ version: String?, inout FactReader) throws -> Void

  /// What is done with the objects.
  private let take: Take

  init(
    _ json: JSONReader, file: UInt32, _ reader: consuming FactReader, take: @escaping Take = KubernetesReader.read
  ) {
    (self.json, self.file, self.reader, self.take) = (json, file, reader, take)
  }

  /// Reads all objects of the file.
  mutating func read() throws {
    while let gap = try json.nextObject() {
      otherLines += gap.lines
      try readObject(of: nil, nil)
    }
  }

  /// Reads an object or a list.
  ///
  /// The keys of an object come in any order. Those that matter are read in the shape of its kind if that is known by
  /// then, as it is in everything that `kubectl` prints, and else in a shape that has the keys of all kinds.
  private mutating func readObject(of listKind: String?, _ listVersion: String?) throws {
    let place = try json.nextPlace()
    guard try json.beginObject() else { throw json.fail("expected an object of Kubernetes") }
    var kind = listKind, version = listVersion
    var known = listKind.flatMap { KubernetesKind.named($0, apiVersion: nil) }
    var isList = false
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    while try json.nextKey() {
      let key = json.key
      switch key {
      case "apiVersion": version = try json.text()
      case "kind":
        kind = try json.text() ?? kind
        known = kind.flatMap { KubernetesKind.named($0, apiVersion: version) }
      case "items":
        isList = true
        try readItems(of: kind, version)
      default:
        guard let shape = Self.shape(of: key, kind, known) else {
          try json.skip()
          continue
        }
        guard !pairs.contains(where: { $0.key.text == key }) else { throw json.fail("duplicate key '\(key)'") }
        let value = try json.tree(shape, file: file)
        pairs.append((YAMLNode(.scalar(key, isPlain: false), at: value.place), value))
      }
    }
    let start = Place(file: file, line: UInt32(clamping: place.line), column: UInt32(clamping: place.column))
    if isList {
      for item in waiting { try take(item, Self.itemKind(of: kind), version, &reader) }
      waiting = []
      return
    }
    let node = YAMLNode(.mapping(pairs), at: start)
    guard let kind else {
      // Without a kind an object of a list waits for that of the list.
      if !pairs.isEmpty { waiting.append(node) }
      return
    }
    try take(node, kind, version, &reader)
  }

  /// Returns what is read of the value of a key; `nil` for nothing.
  private static func shape(of key: String, _ kind: String?, _ known: KubernetesKind?) -> JSONShape? {
    // What decides about nodes of Karpenter stands in many places of few objects.
    if kind == "NodeClaim" { return key == "metadata" ? claim : nil }
    if let kind, KarpenterObject.kinds.contains(kind) {
      return key == "status" || key == "spec" || key == "metadata" ? .whole : nil
    }
    let shape = known?.shape ?? (kind == nil ? anyKind : kind == "Status" ? status : nil)
    return shape?.members.first { $0.name == key }?.shape
  }

  private mutating func readItems(of listKind: String?, _ version: String?) throws {
    guard try json.beginArray() else {
      let value = try json.tree(JSONShape(""), file: file)
      if !value.isNull { reader.complain("expected a list", at: value.place) }
      return
    }
    let kind = Self.itemKind(of: listKind)
    while try json.nextItem() {
      guard try json.next() == UInt8(ascii: "{") else {
        reader.facts.kubernetes.unread["no kind", default: 0] += 1
        try json.skip()
        continue
      }
      try readObject(of: kind, version)
    }
  }

  /// Returns the kind of the items of a list: that of a `NodeList` is `Node`, and those of a `List` say it themselves.
  private static func itemKind(of listKind: String?) -> String? {
    guard let listKind, listKind != "List", listKind.hasSuffix("List") else { return nil }
    return String(listKind.dropLast(4))
  }

  /// The keys of all kinds.
  private static let anyKind = JSONShape(union: KubernetesKind.all.map(\.shape))

  /// The keys of the metadata of a NodeClaim, of which there is one for each node.
  private static let claim = JSONShape("name uid labels{karpenter.sh/nodepool}")

  /// The keys of an answer that refuses something.
  private static let status = JSONShape("reason")

  // MARK: Trees

  /// Reads an object, or the items of a list, that is in memory.
  static func read(document root: YAMLNode, _ reader: inout FactReader) {
    let kind = root["kind"]?.text
    guard let items = root["items"] else {
      return read(root, kind ?? "", root["apiVersion"]?.text, &reader)
    }
    let listed = itemKind(of: kind)
    for item in reader.items(items) {
      read(
        item, item["kind"]?.text ?? listed ?? "", item["apiVersion"]?.text ?? root["apiVersion"]?.text, &reader)
    }
  }

  static func read(_ node: YAMLNode, _ name: String?, _ version: String?, _ reader: inout FactReader) {
    if name == "Status" {
      let reason = node["reason"]?.text.map { " (\($0.prefix(80)))" } ?? ""
      return reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "the API server refused what `kubectl` asked for\(reason), so it is not known", node.place))
    }
    if let name, KarpenterObject.kinds.contains(name), let version, node.pairs != nil {
      reader.facts.kubernetes.objects += 1
      reader.facts.kubernetes.place = min(reader.facts.kubernetes.place ?? node.place, node.place)
      return reader.facts.manifests.append(node.withKind(name, version))
    }
    guard let name, let kind = KubernetesKind.named(name, apiVersion: version) else {
      let label = (name ?? "").isEmpty ? "no kind" : String((name ?? "").prefix(80))
      if reader.facts.kubernetes.unread.count < 1000 || reader.facts.kubernetes.unread[label] != nil {
        reader.facts.kubernetes.unread[label, default: 0] += 1
      }
      return
    }
    guard node.pairs != nil, let object = KubernetesObject(node, name, &reader) else { return }
    reader.facts.kubernetes.place = min(reader.facts.kubernetes.place ?? object.place, object.place)
    reader.facts.kubernetes.objects += 1
    kind.read(object, &reader)
  }
}

extension YAMLNode {
  /// Returns an object with its kind and its API, which items of a list may lack.
  func withKind(_ kind: String, _ version: String) -> YAMLNode {
    func pair(_ key: String, _ text: String) -> (key: YAMLNode, value: YAMLNode) {
      (YAMLNode(.scalar(key, isPlain: true), at: place), YAMLNode(.scalar(text, isPlain: false), at: place))
    }
    let rest = (pairs ?? []).filter { $0.key.text != "kind" && $0.key.text != "apiVersion" }
    return YAMLNode(.mapping([pair("apiVersion", version), pair("kind", kind)] + rest), at: place)
  }
}
