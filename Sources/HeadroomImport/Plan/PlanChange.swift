internal import Headroom
internal import Yams

/// One value of a plan, changed for a run: `cni.env.ENABLE_PREFIX_DELEGATION=true`, `nodeGroups.ng1.maxSize=20`.
///
/// A path goes through keys; an item of a list is named by its `name` or counted from 0. What is not there is added.
public struct PlanChange: Sendable {
  /// The path's steps.
  public let path: [String]
  /// The new value, in YAML.
  public let value: String

  /// Reads `PATH=VALUE`; `nil` if there is no `=` or a step of the path is empty.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    path = text[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    value = String(text[text.index(after: equals)...])
    guard !path.isEmpty, path.count <= 16, !path.contains("") else { return nil }
  }

  func apply(to root: inout Node) throws(PlanError) {
    let file = SourceFile(name: "--set \(path.joined(separator: "."))", bytes: Array(value.utf8))
    let node = value.isEmpty ? Node("", .implicit, .doubleQuoted) : try YAMLDocument(file).root
    try set(node.withoutMarks, at: path[...], in: &root)
  }

  private func set(_ value: Node, at path: ArraySlice<String>, in node: inout Node) throws(PlanError) {
    guard let step = path.first else {
      node = value
      return
    }
    switch node {
    case .mapping(var mapping):
      var child = mapping[Node(step)] ?? Node([(Node, Node)]())
      if case .scalar(let scalar) = child, scalar.string.isEmpty { child = Node([(Node, Node)]()) }
      try set(value, at: path.dropFirst(), in: &child)
      mapping[Node(step)] = child
      node = .mapping(mapping)
    case .sequence(var sequence):
      let named = sequence.firstIndex { $0.mapping?[Node("name")]?.scalar?.string == step }
      let counted = Int(step).flatMap { sequence.indices.contains($0) ? $0 : nil }
      guard let index = named ?? counted else {
        let names = sequence.compactMap { $0.mapping?[Node("name")]?.scalar?.string }
        let hint = nearestName(to: step, among: names).map { "; did you mean '\($0)'?" } ?? ""
        throw failure("there is no item '\(step)'\(hint)")
      }
      try set(value, at: path.dropFirst(), in: &sequence[index])
      node = .sequence(sequence)
    case .scalar, .alias:
      throw failure("'\(step)' is inside a single value; expected a path through keys")
    }
  }

  private func failure(_ message: String) -> PlanError {
    let position = SourcePosition(file: "--set \(path.joined(separator: "."))", line: 1, column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}

extension Node {
  /// The node without places, since it stands in no file.
  fileprivate var withoutMarks: Node {
    switch self {
    case .scalar(let scalar): .scalar(.init(scalar.string, scalar.tag, scalar.style))
    case .sequence(let sequence): Node(sequence.map(\.withoutMarks))
    case .mapping(let mapping): Node(mapping.map { ($0.key.withoutMarks, $0.value.withoutMarks) })
    case .alias: self
    }
  }
}
