/// A value of a YAML or JSON file, with its place.
struct YAMLNode: Sendable {
  /// What the value consists of.
  enum Content: Sendable {
    /// A single value as it is written, whatever type YAML would give it; plain if it is not in quotation marks.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order of the file.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// What the value consists of.
  var content: Content
  /// The line and the column, counted from 1. A value of a change has the line 0, and as its column the number of the
  /// change.
  let line: UInt32, column: UInt32
  /// The number of the file among those that are read together, counted from 0.
  let file: UInt32

  init(_ content: Content, line: UInt32 = 0, column: UInt32 = 0, file: UInt32 = 0) {
    self.content = content
    self.line = line
    self.column = column
    self.file = file
  }

  /// The text of a single value; `nil` for a list or an object.
  var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// The items of a list; `nil` for anything else.
  var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// The keys and values of an object; `nil` for anything else.
  var pairs: [(key: YAMLNode, value: YAMLNode)]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The value of a key; `nil` if the value is no object or does not have the key.
  subscript(key: String) -> YAMLNode? { pairs?.first { $0.key.text == key }?.value }

  /// Whether the key has no value: `key:`, `key: ~` or `key: null`.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// Whether the value is the word `unknown`.
  var isUnknown: Bool { text == "unknown" }

  /// Returns whether two values are written the same, wherever they stand.
  func hasSameContent(as other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let one, _), .scalar(let two, _)): one == two
    case (.sequence(let one), .sequence(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.hasSameContent(as: $1) }
    case (.mapping(let one), .mapping(let two)):
      one.count == two.count
        && one.allSatisfy { key, value in
          other[key.text ?? ""].map(value.hasSameContent) ?? false
        }
    default: false
    }
  }

  /// Returns the object without a key of each item of one of its lists.
  func withoutKey(_ key: String, ofItemsOf list: String) -> YAMLNode {
    guard var pairs else { return self }
    for index in pairs.indices where pairs[index].key.text == list {
      guard let items = pairs[index].value.items else { continue }
      pairs[index].value.content = .sequence(
        items.map { item in
          guard let pairs = item.pairs else { return item }
          var item = item
          item.content = .mapping(pairs.filter { $0.key.text != key })
          return item
        })
    }
    var node = self
    node.content = .mapping(pairs)
    return node
  }

  /// Whether the value is a list or an object without content.
  var isEmptyCollection: Bool { items?.isEmpty ?? pairs?.isEmpty ?? false }
}
