/// A place in a file, lines and columns counted from 1.
public struct SourcePosition: Hashable, Sendable {
  /// The file's name as it was given, or `<stdin>`.
  public let file: String
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int

  /// Makes a position.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePosition: Comparable {
  /// Orders by file, then as one reads.
  public static func < (first: Self, second: Self) -> Bool {
    (first.file, first.line, first.column) < (second.file, second.line, second.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `file:line:column`, which editors and terminals make a link.
  public var description: String { "\(file):\(line):\(column)" }
}
