/// The place inside an object or array of JSON that is skipped without being read.
struct JSONNesting {
  /// The number of objects and arrays that are open.
  private(set) var depth = 0
  private var isText = false, isEscaped = false

  /// Returns the place behind the closing bracket, or the end of the bytes if that comes first. Most bytes of a large
  /// file pass through this loop.
  mutating func end(in bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var (depth, isText, isEscaped) = (depth, isText, isEscaped)
    defer { (self.depth, self.isText, self.isEscaped) = (depth, isText, isEscaped) }
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return index
  }
}
