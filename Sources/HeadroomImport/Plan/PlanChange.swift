internal import Headroom

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

  /// Whether nodes after the change have other max pods than those that exist: another setting of the network, another
  /// instance type or image.
  var makesNodesAnew: Bool {
    let keys = ["instanceTypes", "amiFamily", "customAMI", "maxPods", "maxPodsExpression", "manager"]
    return path[0] == "cni" || path[0] == "ipFamily"
      || path[0] == "nodeGroups" && path.count > 2 && keys.contains(path[2])
  }

  /// Changes the value in the tree of a plan file.
  ///
  /// - Parameters:
  ///   - root: The tree.
  ///   - number: The number of the change, counted from 1, which messages about the value name.
  /// - Throws: `PlanError` if the value is not valid YAML or the path does not fit the plan.
  func apply(to root: inout YAMLNode, number: Int) throws(PlanError) {
    let file = SourceFile(name: "--set \(path.joined(separator: "."))", bytes: Array(value.utf8))
    let node = value.isEmpty ? YAMLNode(.scalar("", isPlain: false)) : try YAMLDocument(file).root
    try set(node.set(by: UInt32(number)), at: path[...], in: &root)
  }

  private func set(_ value: YAMLNode, at path: ArraySlice<String>, in node: inout YAMLNode) throws(PlanError) {
    guard let step = path.first else {
      node = value
      return
    }
    switch node.content {
    case .mapping(var pairs):
      let place = pairs.firstIndex { $0.key.text == step }
      var child = place.map { pairs[$0].value } ?? YAMLNode(.mapping([]), column: value.column)
      if child.text == "" || child.isNull { child = YAMLNode(.mapping([]), column: value.column) }
      try set(value, at: path.dropFirst(), in: &child)
      if let place {
        pairs[place].value = child
      } else {
        pairs.append((YAMLNode(.scalar(step, isPlain: false), column: value.column), child))
      }
      node.content = .mapping(pairs)
    case .sequence(var items):
      let named = items.firstIndex { $0["name"]?.text == step }
      let counted = Int(step).flatMap { items.indices.contains($0) ? $0 : nil }
      guard let index = named ?? counted else {
        let hint =
          nearestName(to: step, among: items.compactMap { $0["name"]?.text }).map { "; did you mean '\($0)'?" } ?? ""
        throw failure("no item '\(step)' in this list\(hint)")
      }
      try set(value, at: path.dropFirst(), in: &items[index])
      node.content = .sequence(items)
    case .scalar:
      throw failure("'\(step)' cannot be set, because the path leads into a single value")
    }
  }

  private func failure(_ message: String) -> PlanError {
    let position = SourcePosition(file: "--set \(path.joined(separator: "."))", line: 1, column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}

extension YAMLNode {
  /// Returns the value with the number of a change as its place, because it does not come from the file.
  fileprivate func set(by number: UInt32) -> YAMLNode {
    switch content {
    case .scalar: YAMLNode(content, column: number)
    case .sequence(let items): YAMLNode(.sequence(items.map { $0.set(by: number) }), column: number)
    case .mapping(let pairs):
      YAMLNode(.mapping(pairs.map { ($0.key.set(by: number), $0.value.set(by: number)) }), column: number)
    }
  }
}
