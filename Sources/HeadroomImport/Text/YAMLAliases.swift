/// A search for anchors, aliases and merge keys in YAML text that has not been parsed yet.
///
/// The parser reports an alias only after it has followed it, and a few aliases of aliases can stand for more nodes
/// than fit into memory. The search ignores quoted text and comments. It also finds text that merely looks like an
/// alias inside a block scalar; no plan needs such text.
enum YAMLAliases {
  /// A position in the text. The line and the column (in bytes) are counted from 1.
  struct Place: Equatable {
    let line: Int
    let column: Int
  }

  /// Returns the position of the first anchor, alias or merge key, or `nil` if there is none.
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
        // A space changes nothing: after `- ` or `key: ` the next character still starts a token.
      } else {
        isTokenStart = startsToken(bytes, after: index)
      }
      index += 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Whether an anchor (`&a`), an alias (`*a`) or a merge key (`<<:`) starts at this byte.
  private static func startsAlias(_ bytes: [UInt8], _ index: Int) -> Bool {
    let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
    switch bytes[index] {
    case UInt8(ascii: "&"), UInt8(ascii: "*"): return !isSpace(next) && next != UInt8(ascii: "\n")
    case UInt8(ascii: "<"):
      return next == UInt8(ascii: "<") && index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: ":")
    default: return false
    }
  }

  /// Whether a key, a value or a list item may start after this byte.
  private static func startsToken(_ bytes: [UInt8], after index: Int) -> Bool {
    let isLast = index + 1 >= bytes.count || isSpace(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "\n")
    switch bytes[index] {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): return true
    case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"): return isLast
    default: return false
    }
  }
}
