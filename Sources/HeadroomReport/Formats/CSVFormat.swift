internal import Headroom

extension Document.Table {
  /// Returns the table as CSV (RFC 4180 with LF line endings), with a header row. A cell is empty if its value is not
  /// known.
  ///
  /// Text that a spreadsheet would interpret as a formula gets a leading `'`, and control characters are written as
  /// escapes such as `\u{1B}`.
  /// No line is a command for the runner of a pipeline.
  public func csv() -> String {
    var text = columns.map(\.key).joined(separator: ",") + "\n"
    for row in rows {
      text += row.map(Self.field).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func field(_ cell: Document.Cell) -> String {
    guard var text = cell.plain else { return "" }
    text = printable(text)
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    if !cell.isNumber, let start, formulaStarts.contains(start) || text.hasPrefix("::") { text = "'" + text }
    text = withoutCommands(text)
    guard text.utf8.contains(where: quotedBytes.contains) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The characters that can start a formula in a spreadsheet, after spaces too, with their full-width forms.
  private static let formulaStarts = Set("=+-@＝＋－＠".unicodeScalars)
  private static let quotedBytes = Set(",\"\n\r".utf8)
}

extension Document {
  /// Returns a table of the answer as CSV; `nil` if there is no such table.
  ///
  /// - Parameter table: The name of the table; by default, the first one that does not list findings.
  public func csv(table: String? = nil) -> String? {
    (table.map(self.table) ?? tables.first { $0.id != "findings" })?.csv()
  }
}
