internal import Headroom
internal import Yams

/// A change of one value of a plan, such as `cni.env.ENABLE_PREFIX_DELEGATION=true` or `nodeGroups.ng1.maxSize=20`.
///
/// The path consists of keys. An item of a list is identified by its `name` or by its index, counted from 0. Keys that
/// the plan does not contain are added, items of lists are not.
public struct PlanChange: Sendable {
  /// The keys, names and indices that lead to the value.
  public let path: [String]
  /// The new value, written in YAML.
  public let value: String

  /// Creates a change from text of the form `PATH=VALUE`.
  ///
  /// Returns `nil` if the text has no `=`, or if the path has an empty step or more than 16 steps.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    // The names of some prices contain dots themselves, such as `ec2_hour:m5.large`.
    let prices = "network.prices."
    let steps = text[..<equals].hasPrefix(prices) ? 2 : Int.max
    path = text[..<equals].split(separator: ".", maxSplits: steps, omittingEmptySubsequences: false).map(String.init)
    value = String(text[text.index(after: equals)...])
    guard !path.isEmpty, path.count <= 16, !path.contains("") else { return nil }
  }

  /// Changes the value in the tree of a plan file.
  ///
  /// - Throws: `PlanError` if the value is not valid YAML or the path does not fit the plan.
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
        throw failure("no item '\(step)' in this list\(hint)")
      }
      try set(value, at: path.dropFirst(), in: &sequence[index])
      node = .sequence(sequence)
    case .scalar, .alias:
      throw failure("'\(step)' cannot be set, because the path leads into a single value")
    }
  }

  private func failure(_ message: String) -> PlanError {
    let position = SourcePosition(file: "--set \(path.joined(separator: "."))", line: 1, column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}

extension Node {
  /// The node without positions, because it does not come from a file.
  fileprivate var withoutMarks: Node {
    switch self {
    case .scalar(let scalar): .scalar(.init(scalar.string, scalar.tag, scalar.style))
    case .sequence(let sequence): Node(sequence.map(\.withoutMarks))
    case .mapping(let mapping): Node(mapping.map { ($0.key.withoutMarks, $0.value.withoutMarks) })
    case .alias: self
    }
  }
}
