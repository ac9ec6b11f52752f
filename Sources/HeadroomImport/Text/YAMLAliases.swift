/// Finds anchors, aliases and merge keys before a parser spends time on them.
///
/// The parser tells them only when it has followed them. A quote or comment hides what is in it; text that merely looks
/// like an alias in a block scalar is refused too, which costs a plan nothing.
enum YAMLAliases {
  struct Place: Equatable {
    let line: Int
    let column: Int
  }

  static func first(in bytes: [UInt8]) -> Place? {
    var line = 1
    var lineStart = 0
    var quote: UInt8?
    var isTokenStart = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index + 1
        isTokenStart = quote == nil
      } else if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { index += 1 }
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "#"), index == lineStart || isSpace(bytes[index - 1]) {
        while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
      } else if isTokenStart, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        isTokenStart = false
      } else if isTokenStart, startsAlias(bytes, index) {
        return Place(line: line, column: index - lineStart + 1)
      } else if isSpace(byte) {
        // A space after an indicator keeps what follows a token's start.
      } else {
        isTokenStart = startsToken(bytes, after: index)
      }
      index += 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private static func startsAlias(_ bytes: [UInt8], _ index: Int) -> Bool {
    let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
    switch bytes[index] {
    case UInt8(ascii: "&"), UInt8(ascii: "*"): return !isSpace(next) && next != UInt8(ascii: "\n")
    case UInt8(ascii: "<"):
      return next == UInt8(ascii: "<") && index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: ":")
    default: return false
    }
  }

  /// Whether a value, key or item may start after this byte.
  private static func startsToken(_ bytes: [UInt8], after index: Int) -> Bool {
    let isLast = index + 1 >= bytes.count || isSpace(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "\n")
    switch bytes[index] {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): return true
    case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"): return isLast
    default: return false
    }
  }
}
