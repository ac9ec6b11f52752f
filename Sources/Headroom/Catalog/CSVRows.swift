/// A reader of CSV text (RFC 4180) that goes through the rows one at a time.
///
/// Fields stay ranges of bytes until they are needed, because splitting the text with `String.split` takes fifty times
/// as long.
package struct CSVRows {
  private let bytes: [UInt8]
  private var offset = 0
  private var nextLine = 1
  private var fields: [Field] = []

  /// The number of the line on which the current row starts, counted from 1.
  package private(set) var line = 1

  private struct Field {
    var range: Range<Int>
    var hasDoubledQuotes = false
  }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The number of fields in the current row.
  package var count: Int { fields.count }

  /// Moves to the next row that is not empty; returns `false` at the end.
  package mutating func advance() throws(CSVError) -> Bool {
    repeat {
      fields.removeAll(keepingCapacity: true)
      guard offset < bytes.count else { return false }
      line = nextLine
      while try readField() {}
    } while fields.count == 1 && fields[0].range.isEmpty
    return true
  }
  /// Reads one field; returns `false` if it was the last one of its row.
  /// Reads one field; `false` if it was the last of its row.
  private mutating func readField() throws(CSVError) -> Bool {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      try readQuotedField()
    } else {
      let end = endOfField(from: offset)
      fields.append(Field(range: offset..<end))
      offset = end
    }
    return try endField()
  }

  /// Returns the end of an unquoted field. Most bytes of a file pass through this loop, so it works on a span.
  private func endOfField(from start: Int) -> Int {
    let span = bytes.span
    var index = start
    while index < span.count, !Self.endsField(span[index]) { index += 1 }
    return index
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func readQuotedField() throws(CSVError) {
    offset += 1
    var field = Field(range: offset..<offset)
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\"") {
        guard offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\"") else { break }
        field.hasDoubledQuotes = true
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "\n") {
        nextLine += 1
      }
      offset += 1
    }
    guard offset < bytes.count else { throw CSVError(line: line, reason: "a quoted cell has no closing quote") }
    field.range = field.range.lowerBound..<offset
    fields.append(field)
    offset += 1
  }

  private mutating func endField() throws(CSVError) -> Bool {
    guard offset < bytes.count else { return false }
    switch bytes[offset] {
    case UInt8(ascii: ","):
      offset += 1
      return true
    case UInt8(ascii: "\r"):
      offset += 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
    case UInt8(ascii: "\n"):
      offset += 1
    default:
      throw CSVError(line: line, reason: "text follows the closing quote of a cell")
    }
    nextLine += 1
    return false
  }
}

extension CSVRows {
  /// Returns the bytes of a cell; empty if the row has no such column. Doubled quotes stay doubled.
  package func bytes(_ column: Int) -> ArraySlice<UInt8> {
    fields.indices.contains(column) ? bytes[fields[column].range] : []
  }

  /// Returns the text of a cell; `nil` if it is empty or the row has no such column.
  package func text(_ column: Int) -> String? {
    guard fields.indices.contains(column), !fields[column].range.isEmpty else { return nil }
    let text = String(decoding: bytes[fields[column].range], as: UTF8.self)
    guard fields[column].hasDoubledQuotes else { return text }
    return text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
  }

  /// Returns whether a cell is empty or the row has no such column.
  package func isEmpty(_ column: Int) -> Bool {
    !fields.indices.contains(column) || fields[column].range.isEmpty
  }

  /// Returns the whole number in a cell; `nil` if the cell contains anything else or a number of more than 18 digits.
  ///
  /// It is read in place, because creating a slice of the bytes would take longer than reading the number.
  package func number(_ column: Int) -> Int? {
    guard !isEmpty(column), fields[column].range.count <= 18 else { return nil }
    let span = bytes.span
    var value = 0
    for index in fields[column].range {
      let digit = span[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// Returns the place of a cell in the file, to be compared with a cell of an earlier row.
  package func place(_ column: Int) -> Range<Int> { fields.indices.contains(column) ? fields[column].range : 0..<0 }

  /// Returns whether a cell has the same bytes as another place in the file.
  package func cell(_ column: Int, isAsIn place: Range<Int>) -> Bool {
    let range = self.place(column)
    guard range.count == place.count else { return false }
    let span = bytes.span
    return (0..<range.count).allSatisfy { span[range.lowerBound + $0] == span[place.lowerBound + $0] }
  }

  /// Returns whether a cell consists of exactly these bytes.
  package func cell(_ column: Int, is text: StaticString) -> Bool {
    let range = place(column)
    guard text.utf8CodeUnitCount == range.count else { return false }
    let span = bytes.span
    return text.withUTF8Buffer { wanted in
      (0..<range.count).allSatisfy { unsafe span[range.lowerBound + $0] == wanted[$0] }
    }
  }

  /// Returns the names in the current row with their columns, for use on the header row.
  package func header() -> [String: Int] {
    Dictionary((0..<count).map { (text($0) ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// An error in a CSV text, with its line.
package struct CSVError: Error, Hashable, Sendable {
  package let line: Int
  package let reason: String

  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}
