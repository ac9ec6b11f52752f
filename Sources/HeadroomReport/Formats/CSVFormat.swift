internal import Headroom

extension Document.Table {
  /// Returns the table as CSV (RFC 4180 with LF line endings), with a header row. A cell is empty if its value is not
  /// known.
  ///
  /// Text that a spreadsheet would interpret as a formula gets a leading `'`.
  public func csv() -> String {
    var text = columns.map(\.key).joined(separator: ",") + "\n"
    for row in rows {
      text += row.map(Self.field).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func field(_ cell: Document.Cell) -> String {
    guard var text = cell.plain else { return "" }
    if !cell.isNumber, let first = text.utf8.first, formulaStarts.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: quotedBytes.contains) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The bytes that can start a formula in a spreadsheet: `= + - @`, tab and carriage return.
  private static let formulaStarts = Set("=+-@\t\r".utf8)
  private static let quotedBytes = Set(",\"\n\r".utf8)
}

extension Document {
  /// Returns a table of the answer as CSV; `nil` if there is no such table.
  ///
  /// - Parameter table: The name of the table; by default, the first one.
  public func csv(table: String? = nil) -> String? { (table.map(self.table) ?? tables.first)?.csv() }
}
