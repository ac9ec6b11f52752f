extension JSONReader {
  /// What stands between the objects of a file.
  struct Gap {
    /// The number of lines that are not part of an object.
    var lines = 0
  }

  /// Moves to the next object, over lines of other text such as those that `kubectl cluster-info dump` prints between
  /// its lists; returns `nil` at the end of the file.
  ///
  /// A stray brace before the brace of an object, with which some dumps begin, counts as such a line. What stands between
  /// the marks of a container's log is text, even if it looks like an object.
  mutating func nextObject() throws -> Gap? {
    var gap = Gap()
    while let byte = try peek() {
      if byte == UInt8(ascii: "{") {
        guard let following = try peekBehind() else { return gap }
        if following == UInt8(ascii: "\"") || following == UInt8(ascii: "}") { return gap }
        if following == UInt8(ascii: "{") {
          place += 1
          gap.lines += 1
          continue
        }
      }
      gap.lines += 1
      guard try line(startsWith: "==== START logs") else { continue }
      while try peek() != nil {
        gap.lines += 1
        if try line(startsWith: "==== END logs") { break }
      }
    }
    return nil
  }

  /// Returns the byte behind the one at the current place that is not white space; `nil` at the end of the file.
  private mutating func peekBehind() throws -> UInt8? {
    var offset = 1
    while true {
      while place + offset < buffer.count {
        let byte = buffer[place + offset]
        guard byte == 0x20 || 9...10 ~= byte || byte == 13 else { return byte }
        offset += 1
      }
      guard offset < longest, try more() else { return nil }
    }
  }

  /// Skips the rest of the line, and returns whether it starts with a text.
  private mutating func line(startsWith text: StaticString) throws -> Bool {
    let wanted = text.withUTF8Buffer { unsafe Array($0) }
    var matches = 0
    var isEqual = true
    while true {
      while place < buffer.count {
        let byte = buffer[place]
        place += 1
        if byte == 10 { return isEqual && matches == wanted.count }
        guard isEqual, matches < wanted.count else { continue }
        isEqual = byte == wanted[matches]
        matches += 1
      }
      guard try more() else { return isEqual && matches == wanted.count }
    }
  }
}
