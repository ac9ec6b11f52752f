internal import Headroom
internal import Yams

/// An object of a YAML document that is being written: keys and values in the order in which they are added.
struct YAMLObject {
  private(set) var pairs: [(Node, Node)] = []

  /// Adds a key whose value is the same text in every reading, such as a number; nothing if the value is `nil`.
  mutating func add(_ key: String, plain value: (some CustomStringConvertible)?) {
    if let value { add(key, Node("\(value)", Tag(.implicit), .plain)) }
  }

  /// Adds a key with text; nothing if the text is `nil`.
  mutating func add(_ key: String, _ text: String?) {
    if let text { add(key, Self.text(text)) }
  }

  /// Adds a key with a yes or no, unless it is what the key means when it is absent.
  mutating func add(_ key: String, _ flag: Bool, unless absent: Bool) {
    if flag != absent { add(key, plain: flag) }
  }

  /// Adds a key with a list of texts; nothing if the list is empty.
  mutating func add(_ key: String, plainList numbers: [Int]) {
    add(key, Node(numbers.map { Node("\($0)", Tag(.implicit), .plain) }, Tag(.implicit), .flow))
  }

  mutating func add(_ key: String, _ texts: [String]) {
    if !texts.isEmpty { add(key, Self.list(texts.map(Self.text))) }
  }

  /// Adds a key with keys and texts, sorted; nothing if there are none.
  mutating func add(_ key: String, _ texts: [String: String]) {
    var object = YAMLObject()
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      object.pairs.append((Self.text(name), Self.text(text)))
    }
    add(key, object)
  }

  /// Adds a key with an object; nothing if the object is empty.
  mutating func add(_ key: String, _ object: YAMLObject, isFlow: Bool = true) {
    if !object.pairs.isEmpty { add(key, object.node(isFlow: isFlow)) }
  }

  /// Adds a key with a list of objects, one below the other; nothing if the list is empty.
  mutating func add(_ key: String, _ objects: [YAMLObject]) {
    let items = objects.map { $0.node(isFlow: true) }
    if !items.isEmpty { add(key, Node(items, Tag(.implicit), .block)) }
  }

  /// Adds a key with any value.
  mutating func add(_ key: String, _ value: Node) { pairs.append((Node(key, Tag(.implicit), .plain), value)) }

  /// Adds a key of the user's with any value.
  mutating func add(name: String, _ value: Node) { pairs.append((Self.text(name), value)) }

  /// The object as a node.
  func node(isFlow: Bool) -> Node { Node(pairs, Tag(.implicit), isFlow ? .flow : .block) }

  /// A list on one line.
  static func list(_ items: [Node]) -> Node { Node(items, Tag(.implicit), .flow) }

  /// Text in quotation marks if a reader of YAML could take it for something else.
  static func text(_ text: String) -> Node { Node(text, Tag(.implicit), isPlain(text) ? .plain : .doubleQuoted) }

  /// Returns whether no reader of YAML takes a text without quotation marks for something else.
  static func isPlain(_ text: String) -> Bool {
    let isWord =
      text.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) } ?? false
      && text.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || "-._/".utf8.contains($0) }
    // Three dots make an address or a block, which nothing takes for a number.
    let isAddress = text.utf8.allSatisfy { 46...57 ~= $0 } && text.utf8.count { $0 == UInt8(ascii: ".") } == 3
    let isWordOfYAML = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    return isAddress || isWord && !isWordOfYAML
  }
}
