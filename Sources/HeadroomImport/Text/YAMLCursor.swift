internal import Headroom

/// Typed access to the nodes of a YAML file.
///
/// Problems are collected and not thrown, so that a user sees all of them at once. A method that cannot read a value
/// adds a problem and returns `nil` or an empty collection; a value that is absent is not a problem.
struct YAMLCursor {
  /// The names of the files, for messages.
  private let files: [String]
  /// The problems that were found so far.
  private(set) var problems: [PlanError.Problem] = []
  /// The position of each part, and of each key of it, that was read so far.
  private(set) var positions: [PlanPart: SourcePosition] = [:]

  /// The changes that values without a place in the file come from, such as `--set region`.
  private let changes: [String]

  init(file: String, changes: [String] = []) { self.init(files: [file], changes: changes) }

  init(files: [String], changes: [String] = []) {
    self.files = files
    self.changes = changes
  }

  /// Returns the position of a node. A node without a position in a file was set by a change, whose number is in place
  /// of its column.
  func position(of node: YAMLNode) -> SourcePosition {
    guard node.line > 0 else {
      let place = Int(node.column) - 1
      return SourcePosition(file: changes.indices.contains(place) ? changes[place] : "--set", line: 1, column: 1)
    }
    let place = Int(node.file)
    return SourcePosition(
      file: files.indices.contains(place) ? files[place] : "", line: Int(node.line), column: Int(node.column))
  }

  /// Returns problems in the order of their positions in the file, with those that have no position first. Values of an
  /// object are read by key, in no order of their own.
  static func inOrder(_ problems: [PlanError.Problem]) -> [PlanError.Problem] {
    problems.enumerated().sorted { first, second in
      switch (first.element.position, second.element.position) {
      case (let one?, let other?):
        (one, first.offset) < (other, second.offset)
      case (nil, _?): true
      case (_?, nil): false
      case (nil, nil): first.offset < second.offset
      }
    }.map(\.element)
  }

  /// The error for all problems that were found so far.
  var error: PlanError { PlanError(Self.inOrder(problems)) }

  /// Adds a problem with a part, at the position of a node if one is given.
  mutating func complain(_ part: PlanPart, _ message: String, at node: YAMLNode?) {
    problems.append(PlanError.Problem(part, message, at: node.map(position)))
  }

  /// Adds a problem that was found in another file.
  mutating func add(_ problem: PlanError.Problem) { problems.append(problem) }

  /// Records the position of a part.
  mutating func mark(_ part: PlanPart, at node: YAMLNode) {
    positions[part] = position(of: node)
  }

  /// Returns the values of an object by key and records the position of each.
  ///
  /// An unknown key is a problem; a key without a value counts as absent.
  mutating func object(_ node: YAMLNode, _ part: PlanPart, keys: [String]) -> [String: YAMLNode] {
    guard let mapping = node.pairs else {
      complain(part, "expected keys and values, such as `\(keys[0]): …`", at: node)
      return [:]
    }
    var values: [String: YAMLNode] = [:]
    for (key, value) in mapping {
      guard let name = key.text, keys.contains(name) else {
        let name = key.text ?? "…"
        let hint =
          HabitualWords.meaning(of: name, among: keys).map { "; did you mean '\($0)'?" }
          ?? "; expected one of \(keys.joined(separator: ", "))"
        complain(part, "unknown key '\(name.prefix(80))'\(hint)", at: key)
        continue
      }
      // A key has a position of its own only in the object that describes a whole part.
      if part.key == nil { mark(part.key(name), at: value) }
      if !value.isNull { values[name] = value }
    }
    return values
  }

  /// Returns the items of a list. A value that is not a list is a problem.
  mutating func list(_ node: YAMLNode?, _ part: PlanPart) -> [YAMLNode] {
    guard let node else { return [] }
    guard let items = node.items else {
      complain(part, "expected a list such as [a, b]", at: node)
      return []
    }
    return items
  }

  /// Returns the values of an object that may have any keys, such as the variables of the CNI.
  mutating func texts(_ node: YAMLNode?, _ part: PlanPart) -> [String: String] {
    guard let node else { return [:] }
    guard let mapping = node.pairs else {
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

  /// Returns the values of an object as text, in the order of their keys, so that problems come in the same order.
  mutating func texts(of values: [String: YAMLNode], _ part: PlanPart, except other: String? = nil) -> [String: String]
  {
    var texts: [String: String] = [:]
    for (key, value) in values.sorted(by: { $0.key < $1.key }) where key != other { texts[key] = text(value, part) }
    return texts
  }

  /// Returns a single value as text, whatever type YAML would give it: `1.30` stays "1.30".
  mutating func text(_ node: YAMLNode?, _ part: PlanPart) -> String? {
    guard let node else { return nil }
    guard let text = node.text else {
      complain(part, "expected a single value, not a list or an object", at: node)
      return nil
    }
    guard text.utf8.count <= 4096 else {
      complain(part, "the value is longer than 4,096 bytes", at: node)
      return nil
    }
    return text
  }

  /// Returns the items of a list of single values as text.
  mutating func texts(inList node: YAMLNode?, _ part: PlanPart) -> [String] {
    list(node, part).compactMap { text($0, part) }
  }

  /// Returns the value that a closure makes from a node's text.
  ///
  /// - Parameters:
  ///   - expected: The end of the message "'…' is not …" for text from which `read` makes no value.
  ///   - read: Returns the value of a text, or `nil` if the text has none.
  mutating func value<Value>(
    _ node: YAMLNode?, _ part: PlanPart, expected: String, read: (String) -> Value?
  ) -> Value? {
    guard let text = text(node, part) else { return nil }
    if let value = read(text) { return value }
    complain(part, "'\(text.prefix(80))' is not \(expected)", at: node)
    return nil
  }

  /// Returns a whole number of at least 0.
  mutating func number(_ node: YAMLNode?, _ part: PlanPart) -> Int? {
    value(node, part, expected: "a whole number of at least 0") { Int(decimalDigits: $0.utf8) }
  }

  /// Returns a volume that is written as a number of GB per month.
  mutating func volume(_ node: YAMLNode?, _ part: PlanPart) -> DataVolume? {
    value(node, part, expected: "a number of GB such as 5120 or 0.5") { DataVolume(gigabytes: $0) }
  }

  /// Returns `true` or `false`; YAML's other spellings, such as `yes`, are problems.
  mutating func flag(_ node: YAMLNode?, _ part: PlanPart) -> Bool? {
    value(node, part, expected: "true or false") { ["true": true, "false": false][$0] }
  }

  /// Returns the case of an enumeration whose raw value is written.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: YAMLNode?, _ part: PlanPart, _: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(node, part) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let hint = HabitualWords.meaning(of: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
    complain(part, "'\(text.prefix(80))' is not one of \(names.joined(separator: ", "))\(hint)", at: node)
    return nil
  }

  /// Returns a CIDR block.
  mutating func block(_ node: YAMLNode?, _ part: PlanPart) -> IPv4CIDR? {
    guard let text = text(node, part) else { return nil }
    do throws(IPv4CIDR.ParseError) {
      return try IPv4CIDR(parsing: text)
    } catch {
      complain(part, error.description, at: node)
      return nil
    }
  }

  /// Returns a CIDR block; a single address counts as the /32 block that contains only this address.
  mutating func blockOrAddress(_ node: YAMLNode, _ part: PlanPart) -> IPv4CIDR? {
    if let address = node.text.flatMap(IPv4Address.init) {
      return IPv4CIDR(containing: address, prefixLength: 32)
    }
    return block(node, part)
  }

  /// Adds a problem if a required key is absent.
  mutating func require(_ key: String, of part: PlanPart, in values: [String: YAMLNode], at node: YAMLNode) {
    if values[key] == nil { complain(part.key(key), "`\(key)` is missing", at: node) }
  }
}
