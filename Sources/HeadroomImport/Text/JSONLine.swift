/// One line of a JSON Lines file: an object whose values are strings, numbers, `true` or `false`.
///
/// A list of events may have millions of lines. A general JSON decoder takes ten times as long to read an event as the
/// simulation takes to apply it, so this reader supports only that form.
struct JSONLine {
  /// A key, its value as text, and the position of the key in the line.
  struct Field {
    let key: String
    let value: String
    /// The column of the key in bytes, counted from 1.
    let column: Int
  }

  /// The reason why a line cannot be read, and the column of the mistake, counted from 1.
  struct Failure: Error {
    let reason: String
    let column: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// Returns the fields of a line in the order in which they are written.
  ///
  /// - Throws: `Failure` if the line has another form or a key occurs twice.
  static func fields(of bytes: ArraySlice<UInt8>) throws(Failure) -> [Field] {
    var line = JSONLine(bytes)
    return try line.readObject()
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  private mutating func readObject() throws(Failure) -> [Field] {
    var fields: [Field] = []
    guard take("{") else { throw fail("expected a JSON object such as {\"at\": \"10m\", …}") }
    if !take("}") {
      repeat {
        skipSpace()
        let column = column
        let key = try readText()
        guard take(":") else { throw fail("expected ':' after the key") }
        guard !fields.contains(where: { $0.key == key }) else {
          throw Failure(reason: "duplicate key '\(key.prefix(80))'; keys must be unique", column: column)
        }
        fields.append(Field(key: key, value: try readValue(), column: column))
      } while take(",")
      guard take("}") else { throw fail("expected ',' or '}' after the value") }
    }
    skipSpace()
    guard place == bytes.endIndex else { throw fail("unexpected text after the object; expected one object") }
    return fields
  }

  private mutating func readValue() throws(Failure) -> String {
    skipSpace()
    guard place < bytes.endIndex else { throw fail("expected a value after ':'") }
    if bytes[place] == UInt8(ascii: "\"") { return try readText() }
    let start = place
    while place < bytes.endIndex, Self.isPlain(bytes[place]) { place += 1 }
    guard place > start else { throw fail("expected a string, a number, true or false") }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func readText() throws(Failure) -> String {
    guard take("\"") else { throw fail("expected a key in double quotes") }
    let start = place
    while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
      guard bytes[place] != UInt8(ascii: "\\") else {
        // No name or time needs an escape, and text without escapes is a plain slice of the line.
        throw fail("escapes with a backslash are not supported; write the character itself")
      }
      guard bytes[place] >= 0x20 else { throw fail("a string must not contain control characters") }
      place += 1
    }
    guard place < bytes.endIndex else { throw fail("the string has no closing '\"'") }
    guard let text = String(validating: bytes[start..<place], as: UTF8.self) else {
      throw fail("the string is not valid UTF-8")
    }
    place += 1
    return text
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.endIndex, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.endIndex, bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0D { place += 1 }
  }

  private var column: Int { place - bytes.startIndex + 1 }

  private func fail(_ reason: String) -> Failure { Failure(reason: reason, column: column) }
}
