extension JSONReader {
  /// Returns the characters of a text, with its escapes replaced.
  func decoded(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw fail("the text is not valid UTF-8") }
      return text
    }
    var units: [UInt8] = []
    units.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\") else {
        units.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < bytes.endIndex else { throw fail("the text ends in the middle of an escape") }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "t"): units.append(9)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "u"):
        let (scalar, length) = try escapedScalar(bytes[index...])
        units.append(contentsOf: Array(String(Character(scalar)).utf8))
        index += length - 2
      default: units.append(bytes[index + 1])
      }
      index += 2
    }
    guard let text = String(validating: units, as: UTF8.self) else { throw fail("the text is not valid UTF-8") }
    return text
  }

  /// Returns the character of an escape such as `\u00e9`, which may consist of two halves, and its length in bytes.
  private func escapedScalar(_ bytes: ArraySlice<UInt8>) throws -> (Unicode.Scalar, Int) {
    func unit(at offset: Int) -> UInt32? {
      let digits = bytes.dropFirst(offset).prefix(6)
      guard digits.count == 6, digits.starts(with: "\\u".utf8) else { return nil }
      return UInt32(String(decoding: digits.dropFirst(2), as: UTF8.self), radix: 16)
    }
    guard let first = unit(at: 0) else { throw fail("expected four hexadecimal digits after \\u") }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard 0xD800..<0xDC00 ~= first, let second = unit(at: 6), 0xDC00..<0xE000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fail("the escape is half of a character") }
    return (scalar, 12)
  }
}
