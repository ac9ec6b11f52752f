internal import Headroom
internal import Yams

/// A YAML or JSON file as a tree of nodes, refused if it could cost more than its size.
///
/// Aliases and merge keys are refused: a few of them stand for more nodes than any machine holds.
struct YAMLDocument {
  let root: Node

  private static let deepest = 64

  init(_ file: SourceFile) throws(PlanError) {
    func fail(_ message: String, line: Int = 1, column: Int = 1) -> PlanError {
      let position = SourcePosition(file: file.name, line: line, column: column)
      return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
    }
    guard file.bytes.count <= SourceFile.largestPlan else {
      throw fail("the file is larger than \(SourceFile.largestPlan >> 20) MiB; expected a plan")
    }
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      throw fail("the file is not UTF-8 text; expected a plan in YAML or JSON")
    }
    if let place = YAMLAliases.first(in: file.bytes) {
      throw fail(
        "anchors, aliases and merge keys are refused; write the value out", line: place.line, column: place.column)
    }
    let composed: Node?
    do {
      // Without rules for tags: every scalar is read as text, and guessing what it might be takes half of the time.
      composed = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      let (message, line, column) = Self.explain(error, bytes: file.bytes)
      throw fail(message, line: line, column: column)
    } catch {
      throw fail("\(error)")
    }
    guard let composed else { throw fail("the file is empty; expected a plan (`headroom init` prints one)") }
    if let (reason, mark) = Self.obstacle(in: composed, depth: 1) {
      throw fail(reason, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
    root = composed
  }

  /// Why a tree is refused, with the place.
  private static func obstacle(in node: Node, depth: Int) -> (String, Mark?)? {
    if node.anchor != nil { return ("anchors, aliases and merge keys are refused; write the value out", node.mark) }
    if depth > deepest { return ("the file is nested more than \(deepest) levels deep", node.mark) }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let found = obstacle(in: key, depth: depth + 1) ?? obstacle(in: value, depth: depth + 1) { return found }
      }
    case .sequence(let sequence):
      for item in sequence {
        if let found = obstacle(in: item, depth: depth + 1) { return found }
      }
    case .scalar, .alias: break
    }
    return nil
  }

  private static func explain(_ error: YamlError, bytes: [UInt8]) -> (message: String, line: Int, column: Int) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      if problem.contains("nesting") {
        return ("the file is nested more than \(deepest) levels deep", mark.line, mark.column)
      }
      if problem.contains("another document") {
        return ("a plan is one document, and here starts another", mark.line, mark.column)
      }
      return ("\(problem); expected YAML or JSON", mark.line, mark.column)
    case .reader(let problem, let offset, _, _):
      let before = bytes.prefix(offset ?? 0)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
      return ("\(problem); expected YAML or JSON", line, column)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.joined(separator: "', '")
      return ("the key '\(keys)' stands twice; expected it once", context.mark.line, context.mark.column)
    default:
      return ("the file cannot be read; expected YAML or JSON", 1, 1)
    }
  }
}
