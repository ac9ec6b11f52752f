/// Builds the tree of a YAML text from the events of its parser.
struct YAMLBuilder {
  /// The number of levels that a file may be nested, and the number of values that it may have.
  static let deepest = 64, mostValues = 2_000_000

  private let events: YAMLEvents
  private var depth = 0
  private var values = 0

  /// Returns the root of a text's only document; `nil` if the text has none.
  static func root(of bytes: [UInt8]) throws(YAMLFailure) -> YAMLNode? {
    guard let events = YAMLEvents(bytes) else {
      throw YAMLFailure(message: "there is not enough memory to read the file")
    }
    var builder = YAMLBuilder(events: events)
    return try builder.root()
  }

  private mutating func root() throws(YAMLFailure) -> YAMLNode? {
    guard case .document = try next().kind else { return nil }
    let root = try node(try next())
    _ = try next()
    let rest = try next()
    guard case .endOfStream = rest.kind else {
      throw failure("a second YAML document starts here; the file must contain exactly one", rest)
    }
    return root
  }

  /// Reads the value that begins with an event.
  private mutating func node(_ event: YAMLEvent) throws(YAMLFailure) -> YAMLNode {
    if event.hasAnchor { throw repetition(event) }
    values += 1
    if values > Self.mostValues {
      throw failure("the file has more than \(Self.mostValues) values, which is the maximum", event)
    }
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let text, let isPlain): content = .scalar(text, isPlain: isPlain)
    case .sequence:
      try deeper(event)
      content = .sequence(try items())
      depth -= 1
    case .mapping:
      try deeper(event)
      content = .mapping(try pairs())
      depth -= 1
    default: throw repetition(event)
    }
    return YAMLNode(content, line: event.line, column: event.column)
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
    // Most objects have few keys, which are compared faster than they are hashed.
    var seen: Set<String> = []
    while true {
      let event = try next()
      if case .endOfMapping = event.kind { return pairs }
      if case .scalar("<<", isPlain: true) = event.kind { throw repetition(event) }
      let key = try node(event)
      if let name = key.text {
        if pairs.count == 8 { seen.formUnion(pairs.compactMap(\.key.text)) }
        let isKnown = pairs.count < 8 ? pairs.contains { $0.key.text == name } : !seen.insert(name).inserted
        if isKnown { throw failure("duplicate key '\(name.prefix(80))'; keys must be unique", event) }
      }
      pairs.append((key, try node(try next())))
    }
  }

  private mutating func deeper(_ event: YAMLEvent) throws(YAMLFailure) {
    depth += 1
    if depth > Self.deepest { throw failure("the file is nested more than \(Self.deepest) levels deep", event) }
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

  private func repetition(_ event: YAMLEvent) -> YAMLFailure {
    failure("anchors, aliases and merge keys are not supported; write the value out", event)
  }

  private func failure(_ message: String, _ event: YAMLEvent) -> YAMLFailure {
    YAMLFailure(message: message, line: Int(event.line), column: Int(event.column))
  }
}
