internal import Headroom
internal import Yams

/// Typed access to the nodes of a file. What is wrong is collected, so that all of it can be told at once.
struct YAMLCursor {
  let file: String
  private(set) var problems: [PlanError.Problem] = []
  private(set) var positions: [PlanPart: SourcePosition] = [:]

  init(file: String) {
    self.file = file
  }

  /// Where a node stands; what stands in no file was set on the command line.
  func position(of node: Node) -> SourcePosition {
    guard let mark = node.mark else { return SourcePosition(file: "--set", line: 1, column: 1) }
    return SourcePosition(file: file, line: mark.line, column: mark.column)
  }

  mutating func complain(_ part: PlanPart, _ message: String, at node: Node?) {
    problems.append(PlanError.Problem(part, message, at: node.map(position)))
  }

  /// Takes over a problem of another file.
  mutating func add(_ problem: PlanError.Problem) { problems.append(problem) }

  /// Remembers where a part stands.
  mutating func mark(_ part: PlanPart, at node: Node) {
    positions[part] = position(of: node)
  }

  /// The values of an object by key. Unknown keys are problems; a key without a value counts as absent.
  mutating func object(_ node: Node, _ part: PlanPart, keys: [String]) -> [String: Node] {
    guard case .mapping(let mapping) = node else {
      complain(part, "expected keys and values, such as \(keys[0]): …", at: node)
      return [:]
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, keys.contains(name) else {
        let name = key.scalar?.string ?? "…"
        let hint =
          nearestName(to: name, among: keys).map { "; did you mean '\($0)'?" }
          ?? "; expected one of \(keys.joined(separator: ", "))"
        complain(part, "unknown key '\(name.prefix(80))'\(hint)", at: key)
        continue
      }
      mark(part.key(name), at: value)
      if !value.isNull { values[name] = value }
    }
    return values
  }

  /// The items of a list; a value that stands alone is a problem.
  mutating func list(_ node: Node?, _ part: PlanPart) -> [Node] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      complain(part, "expected a list, such as [a, b]", at: node)
      return []
    }
    return Array(sequence)
  }

  /// Keys with text values.
  mutating func texts(_ node: Node?, _ part: PlanPart) -> [String: String] {
    guard let node else { return [:] }
    guard case .mapping(let mapping) = node else {
      complain(part, "expected keys and values", at: node)
      return [:]
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      guard let name = text(key, part), let text = text(value, part) else { continue }
      values[name] = text
    }
    return values
  }

  mutating func text(_ node: Node?, _ part: PlanPart) -> String? {
    guard let node else { return nil }
    guard case .scalar(let scalar) = node else {
      complain(part, "expected a single value", at: node)
      return nil
    }
    guard scalar.string.utf8.count <= 4096 else {
      complain(part, "the text is longer than 4,096 bytes", at: node)
      return nil
    }
    return scalar.string
  }

  mutating func texts(inList node: Node?, _ part: PlanPart) -> [String] {
    list(node, part).compactMap { text($0, part) }
  }

  /// A value that a type reads from text.
  mutating func value<Value>(
    _ node: Node?, _ part: PlanPart, expected: String, read: (String) -> Value?
  ) -> Value? {
    guard let text = text(node, part) else { return nil }
    if let value = read(text) { return value }
    complain(part, "'\(text.prefix(80))' is not \(expected)", at: node)
    return nil
  }

  mutating func number(_ node: Node?, _ part: PlanPart) -> Int? {
    value(node, part, expected: "a whole number from 0") { Int(decimalDigits: $0.utf8) }
  }

  /// A number of GB a month.
  mutating func volume(_ node: Node?, _ part: PlanPart) -> DataVolume? {
    value(node, part, expected: "a number of GB such as 5120 or 0.5") { DataVolume(gigabytes: $0) }
  }

  mutating func flag(_ node: Node?, _ part: PlanPart) -> Bool? {
    value(node, part, expected: "true or false") { ["true": true, "false": false][$0] }
  }

  /// One of the names of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node?, _ part: PlanPart, _: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(node, part) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let hint = nearestName(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
    complain(part, "'\(text.prefix(80))' is not one of \(names.joined(separator: ", "))\(hint)", at: node)
    return nil
  }

  mutating func block(_ node: Node?, _ part: PlanPart) -> IPv4CIDR? {
    guard let text = text(node, part) else { return nil }
    do throws(IPv4CIDR.ParseError) {
      return try IPv4CIDR(parsing: text)
    } catch {
      complain(part, error.description, at: node)
      return nil
    }
  }

  /// A block, or an address as the block of it alone.
  mutating func blockOrAddress(_ node: Node, _ part: PlanPart) -> IPv4CIDR? {
    if let address = node.scalar.flatMap({ IPv4Address($0.string) }) {
      return IPv4CIDR(containing: address, prefixLength: 32)
    }
    return block(node, part)
  }

  /// Complains about a key that is not there.
  mutating func require(_ key: String, of part: PlanPart, in values: [String: Node], at node: Node) {
    if values[key] == nil { complain(part.key(key), "\(key) is missing", at: node) }
  }
}

extension Node {
  /// Whether the value is left out: `key:`, `key: ~` or `key: null`.
  fileprivate var isNull: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// Whether the value is an empty list or object.
  var isEmptyCollection: Bool {
    switch self {
    case .sequence(let sequence): sequence.isEmpty
    case .mapping(let mapping): mapping.isEmpty
    case .scalar, .alias: false
    }
  }
}
