internal import Yams

/// Writes the tree of a plan file as JSON.
enum PlanJSON {
  /// Returns the text, with one line for each object of a list.
  static func text(of root: Node) -> String { value(root, indentation: "") + "\n" }

  private static func value(_ node: Node, indentation: String) -> String {
    switch node {
    case .scalar(let scalar): return self.scalar(scalar)
    case .sequence(let items):
      let isBlock = items.style == .block && !items.isEmpty
      let texts = items.map { value($0, indentation: indentation + "  ") }
      return isBlock
        ? "[\n" + texts.map { "\(indentation)  \($0)" }.joined(separator: ",\n") + "\n\(indentation)]"
        : "[\(texts.joined(separator: ", "))]"
    case .mapping(let pairs):
      let isBlock = pairs.style == .block && !pairs.isEmpty
      let texts = pairs.map { pair in
        "\(QuotedText.json(pair.key.scalar?.string ?? "")): \(value(pair.value, indentation: indentation + "  "))"
      }
      return isBlock
        ? "{\n" + texts.map { "\(indentation)  \($0)" }.joined(separator: ",\n") + "\n\(indentation)}"
        : "{\(texts.joined(separator: ", "))}"
    default: return "null"
    }
  }

  private static func scalar(_ scalar: Node.Scalar) -> String {
    let text = scalar.string
    guard scalar.style == .plain else { return QuotedText.json(text) }
    let isNumber =
      text == "0" || text.utf8.first.map { 49...57 ~= $0 } == true && text.utf8.allSatisfy { 48...57 ~= $0 }
    return isNumber && text.utf8.count <= 18 || text == "true" || text == "false" ? text : QuotedText.json(text)
  }
}
