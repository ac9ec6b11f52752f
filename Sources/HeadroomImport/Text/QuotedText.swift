/// Text of the user in the languages of files, in which it never becomes markup, code or an escape.
///
/// Control characters, characters without a shape of their own, such as those that change the direction of writing, and
/// separators of lines are written as escapes in all of them.
enum QuotedText {
  /// Returns a string of JSON.
  static func json(_ text: String) -> String {
    quoted(text) { scalar in
      // JSON has escapes for units of UTF-16 only.
      UTF16.encode(scalar).map { $0.map { "\\u" + hexadecimal(UInt32($0), digits: 4) }.joined() } ?? ""
    }
  }

  /// Returns a scalar of YAML in quotation marks.
  static func quotedYAML(_ text: String) -> String { quoted(text, longEscape) }

  /// Returns a string of Terraform's language, in which `${` and `%{` begin no template.
  ///
  /// Source: `website/docs/language/expressions/strings.mdx` of hashicorp/terraform.
  static func hcl(_ text: String) -> String {
    var result = ""
    var previous: UnicodeScalar?
    for scalar in quoted(text, longEscape).unicodeScalars {
      // Of several dollar signs only the last one belongs to the brace, so it alone is doubled.
      if scalar == "{", let sign = previous, sign == "$" || sign == "%" { result.unicodeScalars.append(sign) }
      result.unicodeScalars.append(scalar)
      previous = scalar
    }
    return result
  }

  /// Returns text for a comment that ends with its line: without the characters that other texts have as escapes.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isShown($0) ? $0 : " " }))
  }

  private static func quoted(_ text: String, _ escape: (UnicodeScalar) -> String) -> String {
    var result = "\""
    var isAfterLetter = false
    for scalar in text.unicodeScalars {
      // Readers that go by characters as people see them take a mark, such as an accent, for a part of what is before it:
      // a quotation mark or the letter of an escape.
      let isMark = scalar.properties.isGraphemeExtend || scalar.properties.generalCategory == .spacingMark
      defer { isAfterLetter = scalar.value > 0x7F ? isShown(scalar) : scalar.properties.isAlphabetic }
      switch scalar {
      case _ where isMark && !isAfterLetter: result += escape(scalar)
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isShown(scalar): result.unicodeScalars.append(scalar)
      default: result += escape(scalar)
      }
    }
    return result + "\""
  }

  /// Returns the escape of YAML and of Terraform's language, which both have one of eight digits.
  private static func longEscape(_ scalar: UnicodeScalar) -> String {
    scalar.value > 0xFFFF
      ? "\\U" + hexadecimal(scalar.value, digits: 8) : "\\u" + hexadecimal(scalar.value, digits: 4)
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func isShown(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: false
    default: !scalar.properties.isNoncharacterCodePoint
    }
  }
}
