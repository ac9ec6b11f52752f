/// The values of a resource or of a block in it, as far as they are known.
struct TerraformValues: Sendable {
  /// The value of an attribute.
  enum Value {
    case known(YAMLNode)
    /// It is known only after the plan is applied, or it is marked as sensitive.
    case unknown
    /// It is not set.
    case absent

    /// The value if it is known.
    var node: YAMLNode? { if case .known(let node) = self { node } else { nil } }

    /// Whether it is not known.
    var isUnknown: Bool { if case .unknown = self { true } else { false } }
  }

  /// The values, and what is `true` where a value is unknown or sensitive.
  let values: YAMLNode?
  var unknown: YAMLNode?, sensitive: YAMLNode?

  /// Returns an attribute.
  ///
  /// Values that are known stand as `false` in lists of `after_unknown`; only `true` means unknown. A set with an unknown
  /// member is unknown as a whole. An empty text is how providers write what is not set.
  subscript(key: String) -> Value {
    if unknown?.isTrue == true || Self.hasTrue(unknown?[key]) || Self.hasTrue(sensitive?[key]) { return .unknown }
    guard let node = values?[key], !node.isNull, node.text != "" else { return .absent }
    return .known(node)
  }

  /// Whether an attribute has a value that is marked as sensitive.
  func hides(_ key: String) -> Bool { values?[key]?.isNull == false && Self.hasTrue(sensitive?[key]) }

  /// Returns an attribute although it may be marked as sensitive, for values of which nothing is shown.
  func evenSensitive(_ key: String) -> Value {
    TerraformValues(values: values, unknown: unknown)[key]
  }

  /// Returns the blocks of a name; a block of which nothing is known is one without values.
  func blocks(_ key: String) -> [TerraformValues] {
    let (node, unknown, sensitive) = (values?[key], unknown?[key], sensitive?[key])
    if unknown?.isTrue == true || self.unknown?.isTrue == true || sensitive?.isTrue == true {
      return [TerraformValues(values: nil, unknown: Self.all)]
    }
    guard let node, !node.isNull else { return [] }
    // Some providers have objects where others have lists of one block.
    guard let items = node.items else { return [TerraformValues(values: node, unknown: unknown, sensitive: sensitive)] }
    let (unknowns, secrets) = (unknown?.items ?? [], sensitive?.items ?? [])
    return items.enumerated().map { index, item in
      TerraformValues(
        values: item, unknown: unknowns.indices.contains(index) ? unknowns[index] : nil,
        sensitive: secrets.indices.contains(index) ? secrets[index] : nil)
    }
  }

  private static let all = YAMLNode(.scalar("true", isPlain: true))

  /// Whether a mark is `true`, or one of its parts.
  private static func hasTrue(_ node: YAMLNode?) -> Bool {
    guard let node else { return false }
    switch node.content {
    case .scalar: return node.isTrue
    case .sequence(let items): return items.contains { hasTrue($0) }
    case .mapping(let pairs): return pairs.contains { hasTrue($0.value) }
    }
  }
}

extension YAMLNode {
  /// Whether the value is the word `true` of JSON.
  var isTrue: Bool { if case .scalar("true", isPlain: true) = content { true } else { false } }
}
