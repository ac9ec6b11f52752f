/// A position in a file, with lines and columns counted from 1.
public struct SourcePosition: Hashable, Sendable {
  /// The name of the file as it was given, or `<stdin>`.
  public let file: String
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int

  /// Creates a position.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePosition: Comparable {
  /// Returns whether the first position comes first, by file, line and column.
  public static func < (first: Self, second: Self) -> Bool {
    (first.file, first.line, first.column) < (second.file, second.line, second.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// The position as `file:line:column`, which editors and terminals turn into a link.
  public var description: String { "\(file):\(line):\(column)" }
}
