internal import FoundationEssentials

extension Document {
  /// Returns the answer as JSON.
  ///
  /// Every document has the keys `apiVersion` and `kind`. Keys are sorted, amounts of money are text, and `null` means
  /// that a value is not known. Characters that could control a terminal are escaped, such as `\u009B`.
  public func json() -> String {
    let head: [String: JSONValue] = ["apiVersion": .string("headroom/v1alpha1"), "kind": .string(kind)]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let text = String(decoding: try encoder.encode(JSONValue.object(content().merging(head) { $1 })), as: UTF8.self)
      // Inside texts alone, `##[` would be a command for the runner of a pipeline.
      return Self.escaped(Self.hasCommand(text) ? text.replacing("##[", with: "\\u0023#[") : text) + "\n"
    } catch {
      // All numbers are finite and all keys are text, so encoding cannot fail.
      preconditionFailure("a document cannot be written as JSON: \(error)")
    }
  }

  /// Returns whether a text contains `##[`. Bytes are compared, because characters take much longer in a large text.
  private static func hasCommand(_ text: String) -> Bool {
    var signs = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "["), signs >= 2 { return true }
      signs = byte == UInt8(ascii: "#") ? signs + 1 : 0
    }
    return false
  }

  /// Returns JSON in which characters that are not printable are escapes. They can only be inside texts.
  private static func escaped(_ json: String) -> String {
    let isPlain = { (scalar: Unicode.Scalar) in scalar == "\n" || isPrintable(scalar) }
    if json.utf8.allSatisfy({ $0 < 0x7F }) || json.unicodeScalars.allSatisfy(isPlain) { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if isPlain(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: true)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return text
  }
}
