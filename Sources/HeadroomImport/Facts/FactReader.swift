internal import Headroom

/// Typed access to the values of other tools' files, which collects facts, problems and placeholders.
///
/// A method that cannot read a value adds a problem and returns `nil`. What is absent or null is not a problem.
struct FactReader {
  /// Whether the file that is being read says what is wanted or what exists.
  var stage = Stage.intent
  /// What was read so far.
  var facts = Facts()
  /// The problems that were found so far.
  private(set) var problems: [(place: Place, message: String, other: Place?)] = []
  /// The words in place of values, with the place of each file's first one.
  private var placeholders: [UInt32: (place: Place, words: Set<String>)] = [:]

  /// Adds a problem, with the place of the value that it contradicts.
  mutating func complain(_ message: String, at place: Place, beside other: Place? = nil) {
    problems.append((place, message, other))
  }

  // MARK: Values

  /// Returns a single value as text; `nil` for a placeholder, which is remembered.
  mutating func text(_ node: YAMLNode?) -> String? {
    guard let node, !node.isNull else { return nil }
    guard let text = node.text else {
      complain("expected a single value, not a list or an object", at: node.place)
      return nil
    }
    guard text.utf8.count <= 4096 else {
      complain("the value is longer than 4,096 bytes", at: node.place)
      return nil
    }
    guard !isPlaceholder(node) else {
      remember(text, node)
      return nil
    }
    return text
  }

  /// Whether a value is a word that someone is to fill in. AWS prints values only.
  func isPlaceholder(_ node: YAMLNode?) -> Bool { stage == .intent && node?.text.map(Placeholder.isOne) ?? false }

  /// Returns a name, which may be a placeholder; it is remembered.
  mutating func name(_ node: YAMLNode?) -> String? {
    if let node, let text = node.text, isPlaceholder(node) {
      remember(text, node)
      return Placeholder.word(in: text)
    }
    return text(node)
  }

  private mutating func remember(_ text: String, _ node: YAMLNode) {
    let found = placeholders[node.file]
    let word = Placeholder.word(in: text)
    placeholders[node.file] = (min(found?.place ?? node.place, node.place), (found?.words ?? []).union([word]))
  }

  /// Returns a single value as a fact.
  mutating func fact(_ node: YAMLNode?) -> [Fact<String>] {
    guard let node, let text = text(node) else { return [] }
    return [Fact(text, node.place, stage)]
  }

  /// Returns a value that a closure makes from a text.
  mutating func fact<Value>(
    _ node: YAMLNode?, expected: String, read: (String) -> Value?
  ) -> [Fact<Value>] {
    guard let node, let text = text(node) else { return [] }
    guard let value = read(text) else {
      complain("'\(text.prefix(80))' is not \(expected)", at: node.place)
      return []
    }
    return [Fact(value, node.place, stage)]
  }

  /// Returns a whole number of at least 0; a fact without a value if a placeholder stands for it.
  mutating func count(_ node: YAMLNode?) -> [Fact<Int?>] {
    guard let node, !node.isNull else { return [] }
    if isPlaceholder(node) {
      _ = text(node)
      return [Fact(nil, node.place, stage)]
    }
    return number(node).map { [Fact(Int?.some($0), node.place, stage)] } ?? []
  }

  /// Returns a whole number of at least 0.
  mutating func number(_ node: YAMLNode?) -> Int? {
    fact(node, expected: "a whole number of at least 0") { Int(decimalDigits: $0.utf8) }.first?.value
  }

  /// Returns `true` or `false`.
  mutating func flag(_ node: YAMLNode?) -> Bool? {
    fact(node, expected: "true or false") { Self.flags[$0.lowercased()] }.first?.value
  }

  /// The words for yes and no that readers of YAML 1.1 know, such as eksctl's.
  private static let flags = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]

  /// Returns the items of a list; a value that is no list is a problem.
  mutating func items(_ node: YAMLNode?) -> [YAMLNode] {
    guard let node, !node.isNull else { return [] }
    guard let items = node.items else {
      complain("expected a list", at: node.place)
      return []
    }
    return items
  }

  /// Returns the texts of a list.
  mutating func texts(_ node: YAMLNode?) -> [String] { items(node).compactMap { text($0) } }

  /// Returns the keys and values of an object; a value that is no object is a problem.
  mutating func pairs(_ node: YAMLNode?) -> [(key: YAMLNode, value: YAMLNode)] {
    guard let node, !node.isNull else { return [] }
    guard let pairs = node.pairs else {
      complain("expected keys and values", at: node.place)
      return []
    }
    return pairs
  }

  /// Returns the keys and texts of an object, whatever the texts look like.
  mutating func strings(_ node: YAMLNode?) -> [String: String] {
    var strings: [String: String] = [:]
    for (key, value) in pairs(node) where !value.isNull {
      guard let name = key.text, let text = value.text, name.utf8.count <= 1024, text.utf8.count <= 4096 else {
        complain("expected keys with single values of at most 4,096 bytes", at: value.place)
        continue
      }
      strings[name] = text
    }
    return strings
  }

  /// Returns a CIDR block as it is written.
  mutating func block(_ node: YAMLNode?) -> [Fact<String>] {
    guard let node, let text = text(node) else { return [] }
    do throws(IPv4CIDR.ParseError) {
      return [Fact(try IPv4CIDR(parsing: text).description, node.place, stage)]
    } catch {
      complain(error.description, at: node.place)
      return []
    }
  }

  // MARK: The end

  /// Adds a remark for each file with placeholders.
  mutating func finish() {
    for (_, found) in placeholders.sorted(by: { $0.key < $1.key }) {
      let words = abbreviated(found.words.map { String($0.prefix(80)) }.sorted())
      facts.remarks.append(
        RemarkFacts(
          .placeholder, PlanPart(.plan), "\(words) stands where a value belongs; fill it in, for example with envsubst",
          found.place))
    }
    placeholders = [:]
  }
}

/// Words that stand for values which someone is to fill in.
enum Placeholder {
  /// Returns the text without the values that shells take if a variable is not set, which may be secret.
  static func word(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      let end = rest[start.upperBound...].firstIndex(of: "}") ?? rest.endIndex
      let name = rest[start.upperBound..<end].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      result += rest[..<start.lowerBound] + "${\(name)}"
      rest = rest[end...].dropFirst()
    }
    return String((result + rest).prefix(200))
  }

  /// Returns whether a text is or contains such a word.
  static func isOne(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "$") { return bytes.count > 1 }
    if text.contains("${") || text.contains("{{") { return true }
    if text.hasPrefix("<"), text.hasSuffix(">") { return true }
    let isCapital = bytes.allSatisfy { 65...90 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "_") }
    return isCapital && bytes.contains(UInt8(ascii: "_"))
  }
}
