internal import Headroom

/// Copies answers of the AWS CLI and of kubectl with the fields that are read, and no others.
package struct SnapshotCopy {
  /// The program whose answer it is.
  package enum Program: String, Sendable {
    case aws, kubectl
  }

  /// The names and IDs that further commands need.
  package private(set) var found = SnapshotTargets()
  private let write: ([UInt8]) throws -> Void

  /// Creates a copy.
  ///
  /// - Parameter write: Takes the next bytes of the copy.
  package init(write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  /// Copies an answer.
  ///
  /// - Parameters:
  ///   - input: The answer.
  ///   - program: The program.
  package mutating func copy(_ input: InputFile, of program: Program) throws {
    let json = JSONReader(input.name, chunk: input.chunk)
    switch program {
    case .aws: try copyAnswer(json)
    case .kubectl: try copyObjects(json)
    }
  }

  private mutating func copyAnswer(_ reader: consuming JSONReader) throws {
    var json = reader
    guard try json.hasMore() else { return try write(Array("{}\n".utf8)) }
    guard try json.beginObject() else { throw json.fail("expected an object") }
    var isFirst = true
    try put("{")
    while try json.nextKey() {
      let key = json.key
      guard let shape = key == "NextToken" ? JSONShape("") : AWSOutput.with(key: key)?.shape else {
        try json.skip()
        continue
      }
      try put("\(isFirst ? "" : ",")\n  \(QuotedText.json(key)): ")
      isFirst = false
      guard try json.beginArray() else {
        try put(item(try json.tree(shape, file: 0), of: key))
        continue
      }
      var separator = "["
      while try json.nextItem() {
        try put("\(separator)\n    \(item(try json.tree(shape, file: 0), of: key))")
        separator = ","
      }
      try put(separator == "[" ? "[]" : "\n  ]")
    }
    try put("\n}\n")
  }

  private mutating func item(_ node: YAMLNode, of key: String) -> String {
    let clean = node.withoutSecrets(of: key)
    found.take(clean, of: key)
    return clean.json
  }

  private func copyObjects(_ json: consuming JSONReader) throws {
    var separator = ""
    try put("{\n  \"apiVersion\": \"v1\",\n  \"items\": [")
    let write = write
    var reader = KubernetesReader(json, file: 0, FactReader()) { node, kind, version, _ in
      guard let kind, KubernetesKind.named(kind, apiVersion: version) != nil || KarpenterObject.kinds.contains(kind)
      else { return }
      let object = node.withKind(kind, version ?? "v1").withoutSecrets(of: kind)
      try write(Array("\(separator)\n    \(object.json)".utf8))
      separator = ","
    }
    try reader.read()
    try put(separator.isEmpty ? "]" : "\n  ]")
    try put(",\n  \"kind\": \"List\"\n}\n")
  }

  private func put(_ text: String) throws { try write(Array(text.utf8)) }
}
