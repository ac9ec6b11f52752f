/// Lines of Terraform's language, formatted as `terraform fmt` formats them.
struct HCLBody {
  private enum Line {
    case comment(String)
    case attribute(key: String, value: String)
    case object(key: String, HCLBody)
  }

  private var lines: [Line] = []

  private var isEmpty: Bool { lines.isEmpty }

  /// Adds a comment of one line.
  mutating func add(comment: String) { lines.append(.comment(QuotedText.comment(comment))) }

  /// Adds a key of ours with text; nothing if there is none.
  mutating func add(_ key: String, _ text: String?) {
    if let text { add(key, raw: QuotedText.hcl(text)) }
  }

  /// Adds a key of ours with a number; nothing if there is none.
  mutating func add(_ key: String, _ number: Int?) {
    if let number { add(key, raw: "\(number)") }
  }

  /// Adds a key of ours with a list of texts.
  mutating func add(_ key: String, _ texts: [String]) {
    add(key, raw: "[\(texts.map(QuotedText.hcl).joined(separator: ", "))]")
  }

  /// Adds a key of ours that has no value.
  mutating func addNull(_ key: String) { add(key, raw: "null") }

  /// Adds a key of the user's with text.
  mutating func add(name: String, _ text: String) {
    lines.append(.attribute(key: QuotedText.hcl(name), value: QuotedText.hcl(text)))
  }

  /// Adds a key of ours with an object.
  mutating func add(_ key: String, _ body: HCLBody) {
    // An empty object is on one line, like text.
    if body.isEmpty { add(key, raw: "{}") } else { lines.append(.object(key: key, body)) }
  }

  /// Adds a key of the user's with an object.
  mutating func add(name: String, _ body: HCLBody) { add(QuotedText.hcl(name), body) }

  private mutating func add(_ key: String, raw: String) { lines.append(.attribute(key: key, value: raw)) }

  /// Returns the lines with an indentation.
  func text(indentation: String = "") -> String {
    var result = ""
    var index = 0
    while index < lines.count {
      switch lines[index] {
      case .comment(let text): result += "\(indentation)# \(text)\n"
      case .object(let key, let body):
        result += "\(indentation)\(key) = {\n\(body.text(indentation: indentation + "  "))\(indentation)}\n"
      case .attribute:
        let run = lines[index...].prefix { if case .attribute = $0 { true } else { false } }
        result += Self.aligned(run, indentation)
        index += run.count - 1
      }
      index += 1
    }
    return result
  }

  /// Returns attributes that follow on each other, whose equals signs stand below each other.
  private static func aligned(_ run: ArraySlice<Line>, _ indentation: String) -> String {
    let pairs = run.compactMap { if case .attribute(let key, let value) = $0 { (key, value) } else { nil } }
    let width = pairs.reduce(0) { max($0, $1.0.count) }
    return pairs.map { key, value in
      "\(indentation)\(key)\(String(repeating: " ", count: width - key.count)) = \(value)\n"
    }.joined()
  }
}
