/// Builds the trees of a YAML text from the events of its parser.
struct YAMLBuilder {
  /// What a text may contain.
  enum Dialect {
    /// One document in which every value is written out, as in a plan.
    case strict
    /// Any number of documents, with anchors, aliases and merge keys, as other tools accept them.
    case lenient
  }

  /// The number of levels that a file may be nested, the number of values that it may have, and that number if values
  /// are repeated by aliases.
  static let deepest = 64, mostValues = 2_000_000, mostRepeatedValues = 1_000_000

  private let events: YAMLEvents
  private let dialect: Dialect
  private let file: UInt32
  private var depth = 0
  /// The deepest level that was reached inside the value that is being read.
  private var height = 0
  private var values = 0
  private var anchors: [String: Anchor] = [:]

  /// A value that aliases repeat.
  private struct Anchor {
    let node: YAMLNode
    let values: Int, levels: Int
  }

  private init(_ bytes: [UInt8], _ dialect: Dialect, file: UInt32) throws(YAMLFailure) {
    guard let events = YAMLEvents(bytes) else {
      throw YAMLFailure(message: "there is not enough memory to read the file")
    }
    (self.events, self.dialect, self.file) = (events, dialect, file)
  }

  /// Returns the roots of a text's documents; in the lenient dialect without those that are empty.
  static func documents(of bytes: [UInt8], _ dialect: Dialect, file: UInt32) throws(YAMLFailure) -> [YAMLNode] {
    var builder = try YAMLBuilder(bytes, dialect, file: file)
    let roots = try builder.documents()
    return dialect == .strict ? roots : roots.filter { !$0.isNull }
  }

  private mutating func documents() throws(YAMLFailure) -> [YAMLNode] {
    var roots: [YAMLNode] = []
    while true {
      let event = try next()
      guard case .document = event.kind else { return roots }
      if dialect == .strict, !roots.isEmpty {
        throw failure("a second YAML document starts here; the file must contain exactly one", event)
      }
      roots.append(try node(try next()))
      anchors = [:]
      _ = try next()
    }
  }

  /// Reads the value that begins with an event.
  private mutating func node(_ event: YAMLEvent) throws(YAMLFailure) -> YAMLNode {
    if case .alias = event.kind { return try repetition(event) }
    if event.anchor != nil, dialect == .strict { throw refusal(event) }
    let (before, outside) = (values, height)
    height = depth
    try count(1, event)
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let text, let isPlain): content = .scalar(text, isPlain: isPlain)
    case .sequence:
      try deeper(event)
      content = .sequence(try items())
      depth -= 1
    default:
      try deeper(event)
      content = .mapping(try pairs())
      depth -= 1
    }
    let node = YAMLNode(content, line: event.line, column: event.column, file: file)
    // A value is known by its name once it is complete, so none can contain itself.
    if let name = event.anchor { anchors[name] = Anchor(node: node, values: values - before, levels: height - depth) }
    height = max(height, outside)
    return node
  }

  /// Returns the value that an alias repeats, with the place where it is written out.
  private mutating func repetition(_ event: YAMLEvent) throws(YAMLFailure) -> YAMLNode {
    guard dialect == .lenient, let name = event.anchor else { throw refusal(event) }
    guard let anchor = anchors[name] else {
      throw failure("no value before this place has the anchor '\(name.prefix(80))'", event)
    }
    try count(anchor.values, event)
    height = max(height, depth + anchor.levels)
    if depth + anchor.levels > Self.deepest { throw tooDeep(event) }
    return anchor.node
  }

  private mutating func items() throws(YAMLFailure) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .endOfSequence = event.kind { return items }
      items.append(try node(event))
    }
  }

  private mutating func pairs() throws(YAMLFailure) -> [(key: YAMLNode, value: YAMLNode)] {
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    var merged: [YAMLNode] = []
    // Most objects have few keys, which are compared faster than they are hashed.
    var seen: Set<String> = []
    while true {
      let event = try next()
      if case .endOfMapping = event.kind { break }
      if case .scalar("<<", isPlain: true) = event.kind {
        guard dialect == .lenient else { throw refusal(event) }
        let value = try node(try next())
        merged += value.items ?? [value]
        continue
      }
      let key = try node(event)
      if let name = key.text {
        if pairs.count == 8 { seen.formUnion(pairs.compactMap(\.key.text)) }
        let isKnown = pairs.count < 8 ? pairs.contains { $0.key.text == name } : !seen.insert(name).inserted
        if isKnown {
          let first = pairs.first { $0.key.text == name }.map { " (the first is in line \($0.key.line))" } ?? ""
          throw failure("duplicate key '\(name.prefix(80))'\(first); keys must be unique", event)
        }
      }
      pairs.append((key, try node(try next())))
    }
    guard !merged.isEmpty else { return pairs }
    // What the object says itself takes precedence, then what comes first.
    var names = Set(pairs.compactMap(\.key.text))
    for (key, value) in merged.flatMap({ $0.pairs ?? [] }) where names.insert(key.text ?? "").inserted {
      pairs.append((key, value))
    }
    return pairs
  }

  private mutating func count(_ more: Int, _ event: YAMLEvent) throws(YAMLFailure) {
    values += more
    let most = anchors.isEmpty ? Self.mostValues : Self.mostRepeatedValues
    if values > most { throw failure("the file has more than \(most) values, which is the maximum", event) }
  }

  private mutating func deeper(_ event: YAMLEvent) throws(YAMLFailure) {
    depth += 1
    height = max(height, depth)
    if depth > Self.deepest { throw tooDeep(event) }
  }

  private func next() throws(YAMLFailure) -> YAMLEvent {
    do throws(YAMLFailure) {
      return try events.next()
    } catch {
      let problem = error.message
      let message =
        if problem.contains("nesting") {
          "the file is nested more than \(Self.deepest) levels deep"
        } else if problem.contains("UTF-8") {
          "the file is not valid UTF-8; expected YAML or JSON text"
        } else {
          "the file is not valid YAML or JSON: \(problem)"
        }
      throw YAMLFailure(message: message, line: error.line, column: error.column)
    }
  }

  private func tooDeep(_ event: YAMLEvent) -> YAMLFailure {
    failure("the file is nested more than \(Self.deepest) levels deep", event)
  }

  private func refusal(_ event: YAMLEvent) -> YAMLFailure {
    failure("anchors, aliases and merge keys are not supported; write the value out", event)
  }

  private func failure(_ message: String, _ event: YAMLEvent) -> YAMLFailure {
    YAMLFailure(message: message, line: Int(event.line), column: Int(event.column))
  }
}
