/// The keys of a JSON value that are read; all others are skipped.
///
/// What is not named never gets into memory, let alone into an answer.
struct JSONShape: Sendable {
  /// The keys of an object, and the shapes of their values. In an array, every item has the shape.
  let members: [(key: [UInt8], name: String, shape: JSONShape)]
  /// Whether all keys are read, at every level.
  private(set) var isWhole = false

  /// The shape of everything.
  static let whole: JSONShape = {
    var shape = JSONShape(members: [])
    shape.isWhole = true
    return shape
  }()

  /// Creates a shape from the names of keys, with those of an object inside in braces: `SubnetId Tags{Key Value}`. The name
  /// `*` stands for every key.
  init(_ text: String) {
    var rest = text[...]
    self.init(&rest)
  }

  private init(_ text: inout Substring) {
    var members: [(key: [UInt8], name: String, shape: JSONShape)] = []
    var name = ""
    func finish(_ shape: JSONShape = JSONShape(members: [])) {
      if !name.isEmpty { members.append((Array(name.utf8), name, shape)) }
      name = ""
    }
    while let character = text.popFirst(), character != "}" {
      switch character {
      case "{": finish(JSONShape(&text))
      case " ", "\n": finish()
      default: name.append(character)
      }
    }
    finish()
    self.members = members
  }

  /// Creates a shape that has the keys of several.
  init(union shapes: [JSONShape]) {
    var places: [String: Int] = [:]
    var groups: [(key: [UInt8], name: String, shapes: [JSONShape])] = []
    for member in shapes.flatMap(\.members) {
      if let place = places[member.name] {
        groups[place].shapes.append(member.shape)
      } else {
        places[member.name] = groups.count
        groups.append((member.key, member.name, [member.shape]))
      }
    }
    // A key that is named comes before the sign for every key.
    members = (groups.filter { $0.name != "*" } + groups.filter { $0.name == "*" }).map {
      ($0.key, $0.name, JSONShape(union: $0.shapes))
    }
  }

  private init(members: [(key: [UInt8], name: String, shape: JSONShape)]) { self.members = members }
}

extension JSONReader {
  /// Returns the next value as a tree that has only the keys of a shape.
  ///
  /// - Parameters:
  ///   - shape: The keys.
  ///   - file: The number of the file.
  mutating func tree(_ shape: JSONShape, file: UInt32) throws -> YAMLNode {
    let place = try nextPlace()
    let (line, column) = (UInt32(clamping: place.line), UInt32(clamping: place.column))
    if let (text, isPlain) = try scalar() {
      return YAMLNode(.scalar(text, isPlain: isPlain), line: line, column: column, file: file)
    }
    if try beginArray() {
      var items: [YAMLNode] = []
      while try nextItem() { items.append(try tree(shape, file: file)) }
      return YAMLNode(.sequence(items), line: line, column: column, file: file)
    }
    _ = try beginObject()
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    var places: [String: Int] = [:]
    while try nextKey() {
      let member = shape.members.first { key(is: $0.key) || $0.name == "*" }
      guard shape.isWhole || member != nil else {
        try skip()
        continue
      }
      let name = member.flatMap { $0.name == "*" ? nil : $0.name } ?? key
      if let first = places.updateValue(pairs.count, forKey: name) {
        throw fail(
          "duplicate key '\(name.prefix(80))' (the first is in line \(pairs[first].key.line)); keys must be unique")
      }
      let value = try tree(member?.shape ?? .whole, file: file)
      pairs.append((YAMLNode(.scalar(name, isPlain: false), line: value.line, column: value.column, file: file), value))
    }
    return YAMLNode(.mapping(pairs), line: line, column: column, file: file)
  }
}
