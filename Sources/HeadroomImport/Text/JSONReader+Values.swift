extension JSONReader {
  /// Returns the next value if it is a text or a number, as text; skips it and returns `nil` if it is anything else.
  mutating func text() throws -> String? {
    let first = try next()
    if first == UInt8(ascii: "\"") {
      let length = try lengthOfText()
      defer { place += length }
      return try decoded(buffer[place + 1..<place + length - 1])
    }
    guard first == UInt8(ascii: "-") || 48...57 ~= first else {
      try skip()
      return nil
    }
    let length = try lengthOfScalar()
    defer { place += length }
    return String(decoding: buffer[place..<place + length], as: UTF8.self)
  }

  /// Returns the next value if it is a single one, as text and with whether it is written without quotation marks;
  /// `nil`, and stays before the value, if it is an object or an array.
  mutating func scalar() throws -> (text: String, isPlain: Bool)? {
    let first = try next()
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return nil }
    if first == UInt8(ascii: "\"") { return (try text() ?? "", false) }
    let length = try lengthOfScalar()
    guard length > 0 else { throw fail("expected a value") }
    defer { place += length }
    let text = String(decoding: buffer[place..<place + length], as: UTF8.self)
    guard ["true", "false", "null"].contains(text) || text.utf8.first.map({ 48...57 ~= $0 || $0 == 45 }) == true else {
      throw fail("'\(text.prefix(40))' is not a value of JSON")
    }
    return (text, true)
  }

  /// The place of the next value, counted from 1.
  mutating func nextPlace() throws -> (line: Int, column: Int) {
    _ = try next()
    countPosition()
    return (lines + 1, bytesOfLine + 1)
  }

  /// Returns whether another value follows.
  mutating func hasMore() throws -> Bool { try peek() != nil }

  /// Whether the next value is a text.
  mutating func isText() throws -> Bool { try next() == UInt8(ascii: "\"") }

  /// Skips the next value, whatever it is. What is inside an object or an array is not checked.
  mutating func skip() throws {
    switch try next() {
    case UInt8(ascii: "\""):
      let length = try lengthOfText()
      place += length
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
    default:
      let length = try lengthOfScalar()
      guard length > 0 else { throw fail("expected a value") }
      place += length
    }
  }

  /// Skips an object or an array.
  private mutating func skipNested() throws {
    var nesting = JSONNesting()
    repeat {
      if place == buffer.count { try require() }
      place = nesting.end(in: buffer.span, from: place)
    } while nesting.depth > 0
  }
}
