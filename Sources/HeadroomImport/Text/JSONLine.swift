/// One line of JSON Lines: an object whose values are texts, numbers, `true` or `false`.
///
/// A list of events may have millions of lines, and a general decoder takes ten times as long for one as the
/// simulation takes for the event.
struct JSONLine {
  /// A key with its value as text, and where it stands.
  struct Field {
    let key: String
    let value: String
    /// Counted from 1, in bytes.
    let column: Int
  }

  /// Why a line cannot be read, and where.
  struct Failure: Error {
    let reason: String
    let column: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The fields of a line.
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
    guard take("{") else { throw fail("expected an object, such as {\"at\": \"10m\", …}") }
    if !take("}") {
      repeat {
        skipSpace()
        let column = column
        let key = try readText()
        guard take(":") else { throw fail("expected ':' after the key") }
        guard !fields.contains(where: { $0.key == key }) else {
          throw Failure(reason: "the key '\(key.prefix(80))' stands twice; expected it once", column: column)
        }
        fields.append(Field(key: key, value: try readValue(), column: column))
      } while take(",")
      guard take("}") else { throw fail("expected ',' or '}'") }
    }
    skipSpace()
    guard place == bytes.endIndex else { throw fail("expected the end of the line") }
    return fields
  }

  private mutating func readValue() throws(Failure) -> String {
    skipSpace()
    guard place < bytes.endIndex else { throw fail("expected a value") }
    if bytes[place] == UInt8(ascii: "\"") { return try readText() }
    let start = place
    while place < bytes.endIndex, Self.isPlain(bytes[place]) { place += 1 }
    guard place > start else { throw fail("expected a text, a number, true or false") }
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
    guard take("\"") else { throw fail("expected a text in quotes") }
    let start = place
    while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
      guard bytes[place] != UInt8(ascii: "\\") else {
        throw fail("escapes are not read here; write the character itself")
      }
      guard bytes[place] >= 0x20 else { throw fail("a control character stands in a text") }
      place += 1
    }
    guard place < bytes.endIndex else { throw fail("expected '\"' at the end of the text") }
    guard let text = String(validating: bytes[start..<place], as: UTF8.self) else {
      throw fail("the text is not UTF-8")
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
