internal import Headroom
internal import Yams

/// The tree of nodes of a YAML or JSON file.
///
/// Files that could take much more time or memory than their size suggests are refused: those with anchors, aliases or
/// merge keys, a few of which can stand for more nodes than fit into memory, and those that are nested deeply.
struct YAMLDocument {
  /// The root of the tree.
  let root: Node

  /// The number of levels that a file may be nested.
  private static let deepest = 64

  /// Parses a file.
  ///
  /// - Throws: `PlanError` with the position of the first mistake.
  init(_ file: SourceFile, ifEmpty advice: String = "") throws(PlanError) {
    func fail(_ message: String, line: Int = 1, column: Int = 1) -> PlanError {
      let position = SourcePosition(file: file.name, line: line, column: column)
      return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
    }
    guard file.bytes.count <= SourceFile.largestPlan else {
      throw fail("the file is larger than \(SourceFile.largestPlan >> 20) MiB, which is the maximum")
    }
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      throw fail("the file is not valid UTF-8; expected YAML or JSON text")
    }
    if let place = YAMLAliases.first(in: file.bytes) {
      throw fail(
        "anchors, aliases and merge keys are not supported; write the value out", line: place.line,
        column: place.column)
    }
    let composed: Node?
    do {
      // `.basic` does not resolve the types of scalars. Every scalar is read as text anyway, and finding out what
      // type it might have would take half of the time.
      composed = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      let (message, line, column) = Self.explain(error, bytes: file.bytes)
      throw fail(message, line: line, column: column)
    } catch {
      throw fail("\(error)")
    }
    guard let composed else { throw fail("the file is empty\(advice)") }
    if let (reason, mark) = Self.obstacle(in: composed, depth: 1) {
      throw fail(reason, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
    root = composed
  }

  /// Returns the reason why a tree must be refused and its position, or `nil` if the tree is fine.
  private static func obstacle(in node: Node, depth: Int) -> (String, Mark?)? {
    if node.anchor != nil {
      return ("anchors, aliases and merge keys are not supported; write the value out", node.mark)
    }
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

  /// Returns a message for an error of the YAML parser, and the position of the mistake.
  private static func explain(_ error: YamlError, bytes: [UInt8]) -> (message: String, line: Int, column: Int) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      if problem.contains("nesting") {
        return ("the file is nested more than \(deepest) levels deep", mark.line, mark.column)
      }
      if problem.contains("another document") {
        return ("a second YAML document starts here; the file must contain exactly one", mark.line, mark.column)
      }
      return ("the file is not valid YAML or JSON: \(problem)", mark.line, mark.column)
    case .reader(let problem, let offset, _, _):
      let before = bytes.prefix(offset ?? 0)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
      return ("the file is not valid YAML or JSON: \(problem)", line, column)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.joined(separator: "', '")
      return ("duplicate key '\(keys)'; keys must be unique", context.mark.line, context.mark.column)
    default:
      return ("the file is not valid YAML or JSON", 1, 1)
    }
  }
}
