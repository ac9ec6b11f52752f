/// Characters beyond U+FFFF that JSON writes as two escapes, such as `\ud83d\ude00`.
///
/// Programs like Python print every emoji in this form. A YAML parser does not know it: there one escape with eight digits
/// is the same character.
enum JSONSurrogates {
  /// Returns a text with the escapes of YAML in place of those pairs; `nil` if it has none.
  static func written(in bytes: [UInt8]) -> [UInt8]? {
    // Only texts of JSON are changed: what starts with a brace or a bracket.
    guard let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    var changed: [UInt8] = []
    var copied = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      guard let high = unit(bytes, index), let low = unit(bytes, index + 6), 0xD800...0xDBFF ~= high,
        0xDC00...0xDFFF ~= low
      else {
        // Whatever is escaped is not looked at again: a second backslash starts no escape.
        index += 2
        continue
      }
      changed += bytes[copied..<index]
      let digits = String(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), radix: 16)
      changed += Array("\\U\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)".utf8)
      index += 12
      copied = index
    }
    return copied == 0 ? nil : changed + bytes[copied...]
  }

  /// Returns the number of an escape with four digits, such as `\u00e9`.
  private static func unit(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return Int(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
