internal import Headroom

/// The tree of values of a YAML or JSON file.
///
/// Files that could take much more time or memory than their size suggests are refused before anything is built from
/// them: those with anchors, aliases or merge keys, a few of which can stand for more values than fit into memory, and
/// those that are nested deeply or have more values than any plan.
struct YAMLDocument {
  /// The root of the tree.
  let root: YAMLNode

  /// Parses a file with one document in which every value is written out.
  ///
  /// - Throws: `PlanError` with the position of the first mistake.
  init(_ file: SourceFile, ifEmpty advice: String = "", number: UInt32 = 0) throws(PlanError) {
    guard let root = try Self.parse(file, .strict, number).first else {
      throw Self.failure(file, "the file is empty\(advice)")
    }
    self.root = root
  }

  /// Returns the documents of another tool's file, which may have aliases.
  ///
  /// - Throws: `PlanError` with the position of the first mistake.
  static func documents(of file: SourceFile, number: UInt32) throws(PlanError) -> [YAMLNode] {
    try parse(file, .lenient, number)
  }

  private static func parse(
    _ file: SourceFile, _ dialect: YAMLBuilder.Dialect, _ number: UInt32
  ) throws(PlanError) -> [YAMLNode] {
    guard file.bytes.count <= SourceFile.largestPlan else {
      let advice = dialect == .lenient ? "; print it as JSON (-o json)" : ""
      throw Self.failure(
        file, "the file is larger than \(SourceFile.largestPlan >> 20) MiB, which is the maximum\(advice)")
    }
    var bytes = file.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let known = JSONSurrogates.written(in: bytes) { bytes = known }
    do throws(YAMLFailure) {
      return try YAMLBuilder.documents(of: bytes, dialect, file: number)
    } catch {
      throw Self.failure(file, error.message, line: error.line, column: error.column)
    }
  }

  private static func failure(_ file: SourceFile, _ message: String, line: Int = 1, column: Int = 1) -> PlanError {
    let position = SourcePosition(file: file.name, line: line, column: column)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}
