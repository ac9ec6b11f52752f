internal import Headroom

/// A reader of JSON that goes through a file once, from value to value, and skips what is not needed.
///
/// The file comes in chunks, so a file of any size takes little memory. The caller says what it expects next:
///
/// ```swift
/// if try json.beginObject() {
///   while try json.nextKey() {
///     if json.key == "name" { name = try json.text() } else { try json.skip() }
///   }
/// }
/// ```
struct JSONReader {
  private let name: String
  private let chunk: () throws -> [UInt8]?
  var buffer: [UInt8] = []
  var place = 0
  /// The number of line feeds and of bytes since the last one, before the place that was counted up to.
  var lines = 0, bytesOfLine = 0, counted = 0
  /// For each open object or array, whether its first member is still to come.
  private var isAtFirst: [Bool] = []
  private var keyBytes: [UInt8] = []

  /// The number of levels that objects and arrays may be nested, and the length of a text in bytes.
  let deepest: Int, longest: Int

  /// Creates a reader of a file.
  ///
  /// - Parameters:
  ///   - name: The name of the file, for messages.
  ///   - deepest: The number of levels that objects and arrays may be nested.
  ///   - longest: The maximum length of a text in bytes.
  ///   - chunk: Returns the next bytes of the file, or `nil` at its end.
  init(_ name: String, deepest: Int = 64, longest: Int = 1 << 20, chunk: @escaping () throws -> [UInt8]?) {
    self.name = name
    (self.deepest, self.longest) = (deepest, longest)
    self.chunk = chunk
  }

  /// Creates a reader of a text that is in memory.
  init(_ name: String, _ bytes: [UInt8]) {
    self.init(name) { nil }
    buffer = bytes
  }

  // MARK: Objects and arrays

  /// Enters the next value if it is an object; returns `false`, and stays before the value, if it is anything else.
  mutating func beginObject() throws -> Bool { try begin("{") }

  /// Enters the next value if it is an array; returns `false`, and stays before the value, if it is anything else.
  mutating func beginArray() throws -> Bool { try begin("[") }

  private mutating func begin(_ opening: Unicode.Scalar) throws -> Bool {
    guard try next() == UInt8(ascii: opening) else { return false }
    guard isAtFirst.count < deepest else {
      throw fail("objects and lists are nested more than \(deepest) levels deep")
    }
    place += 1
    isAtFirst.append(true)
    return true
  }

  /// Moves to the next key of the current object; at its end, leaves the object and returns `false`.
  mutating func nextKey() throws -> Bool {
    guard try nextMember(closing: "}") else { return false }
    guard try next() == UInt8(ascii: "\"") else { throw fail("expected a key in double quotes") }
    let length = try lengthOfText()
    keyBytes.removeAll(keepingCapacity: true)
    keyBytes.append(contentsOf: buffer[place + 1..<place + length - 1])
    place += length
    guard try next() == UInt8(ascii: ":") else { throw fail("expected ':' after the key") }
    place += 1
    return true
  }

  /// Moves to the next item of the current array; at its end, leaves the array and returns `false`.
  mutating func nextItem() throws -> Bool { try nextMember(closing: "]") }

  private mutating func nextMember(closing: Unicode.Scalar) throws -> Bool {
    let byte = try next()
    if byte == UInt8(ascii: closing) {
      place += 1
      isAtFirst.removeLast()
      return false
    }
    if isAtFirst[isAtFirst.count - 1] {
      isAtFirst[isAtFirst.count - 1] = false
    } else {
      guard byte == UInt8(ascii: ",") else { throw fail("expected ',' or '\(closing)'") }
      place += 1
    }
    return true
  }

  /// The current key, with escapes as they are written.
  var key: String { String(decoding: keyBytes, as: UTF8.self) }

  /// Returns whether the current key consists of exactly these bytes, which is faster than comparing ``key``.
  func key(is text: StaticString) -> Bool {
    guard keyBytes.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { wanted in
      let bytes = keyBytes.span
      return (0..<bytes.count).allSatisfy { unsafe bytes[$0] == wanted[$0] }
    }
  }

  /// Returns whether the current key consists of exactly these bytes.
  func key(is bytes: [UInt8]) -> Bool { keyBytes == bytes }

  // MARK: Bytes

  /// Returns the next byte that is not white space, without moving beyond it.
  mutating func next() throws -> UInt8 {
    if let byte = try peek() { return byte }
    throw fail("the file ends in the middle of a value; it may be cut off")
  }

  mutating func peek() throws -> UInt8? {
    while true {
      while place < buffer.count {
        let byte = buffer[place]
        guard byte == 0x20 || 9...10 ~= byte || byte == 13 else { return byte }
        place += 1
      }
      guard try more() else { return nil }
    }
  }

  /// Reads the next chunk behind the bytes that are not used yet; returns `false` at the end of the file.
  mutating func more() throws -> Bool {
    guard let bytes = try chunk() else { return false }
    countPosition()
    buffer.removeFirst(place)
    (place, counted) = (0, 0)
    buffer += bytes
    return true
  }

  /// Returns the number of line feeds before the current place, and of the bytes since the last one.
  private func position() -> (lines: Int, bytes: Int) {
    let bytes = buffer.span
    var (line, column) = (lines, bytesOfLine)
    var index = counted
    while index < min(place, bytes.count) {
      column += 1
      if bytes[index] == 10 { (line, column) = (line + 1, 0) }
      index += 1
    }
    return (line, column)
  }

  /// Counts the lines up to the current place, so that they are not counted again.
  mutating func countPosition() {
    (lines, bytesOfLine) = position()
    counted = place
  }

  mutating func require() throws {
    guard try more() else { throw fail("the file ends in the middle of a value; it may be cut off") }
  }

  /// Returns the length of the text at the current place, quotes included.
  mutating func lengthOfText() throws -> Int {
    var length = 1
    while !findEnd(ofText: &length) {
      guard length < longest else { throw fail("the text is longer than \(longest) bytes") }
      try require()
    }
    return length
  }

  /// Extends a length to the closing quote; returns `false` if the buffer ends before.
  private func findEnd(ofText length: inout Int) -> Bool {
    let bytes = buffer.span
    var index = place + length
    defer { length = index - place }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return true }
      // The escaped character may be in the next chunk; it is skipped even then.
      if byte == UInt8(ascii: "\\") { index += 1 }
    }
    return false
  }

  mutating func lengthOfScalar() throws -> Int {
    var length = 0
    while true {
      while place + length < buffer.count {
        let byte = buffer[place + length]
        guard byte > 0x20, !",:]}[{\"".utf8.contains(byte) else { return length }
        length += 1
      }
      guard length < 1000 else { throw fail("expected a value") }
      guard try more() else { return length }
    }
  }

  /// Returns an error at the current place.
  func fail(_ message: String) -> PlanError {
    let (lines, bytes) = position()
    return PlanError([
      PlanError.Problem(PlanPart(.plan), message, at: SourcePosition(file: name, line: lines + 1, column: bytes + 1))
    ])
  }
}
