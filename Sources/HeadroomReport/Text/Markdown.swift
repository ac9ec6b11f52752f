internal import Headroom

/// Returns a text as Markdown that shows exactly this text: no formatting, no markup, no link, and no mention of a person
/// or an issue.
///
/// - Parameters:
///   - text: The text.
///   - limit: The number of characters after which the text is cut off.
func markdown(_ text: String, limit: Int = 400) -> String {
  var result = ""
  var last: Unicode.Scalar = " "
  var units = 0
  let plain = printable(text)
  var isNumber = true
  let scalars = Array(plain.unicodeScalars)
  for (place, scalar) in scalars.enumerated() {
    units += UTF16.width(scalar)
    if units > limit { return result + "…" }
    // What would be a mention, a link or an emoji is broken by a comment, which nobody sees. An escape would not be
    // enough: GitHub and GitLab look for them after they have rendered the text.
    if referenceStarts.contains(last), !scalar.properties.isWhitespace { result += "<!-- -->" }
    if scalar == ".", endsWithWord("www", result) { result += "<!-- -->" }
    if scalar == "-", endsWithWord("gh", result) { result += "<!-- -->" }
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case " " where place == 0 || result.hasSuffix("&#32;"): result += "&#32;"
    case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "!": result += "\\\(scalar)"
    case "+", "-", "=": result += last == " " ? "\\\(scalar)" : "\(scalar)"
    // A number at the start of a line would begin a list.
    case ".", ")":
      let isLast = place + 1 == scalars.count || scalars[place + 1] == " "
      result += isNumber && place > 0 && isLast ? "\\\(scalar)" : "\(scalar)"
    default: result.unicodeScalars.append(scalar)
    }
    isNumber = isNumber && ("0"..."9").contains(scalar)
    last = scalar
  }
  return result
}

/// The characters that can begin a mention, a reference, a link or an emoji on GitHub or GitLab.
private let referenceStarts = Set("@#!$~%&:".unicodeScalars)

private func endsWithWord(_ word: String, _ text: String) -> Bool {
  text.unicodeScalars.suffix(word.unicodeScalars.count).map { $0.properties.lowercaseMapping }.joined() == word
}

/// Returns a text as code in Markdown.
func markdownCode(_ text: String) -> String {
  let plain = printable(String(text.unicodeScalars.prefix(300)))
  var (longest, run) = (0, 0)
  for scalar in plain.unicodeScalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
  }
  let fence = String(repeating: "`", count: longest + 1)
  let pad = longest > 0 || plain.hasPrefix(" ") ? " " : ""
  return "\(fence)\(pad)\(plain)\(pad)\(fence)"
}

/// Returns a number that stays the same for equal texts, as 16 hexadecimal digits (FNV-1a).
func fingerprint(_ parts: [String]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for part in parts {
    for byte in part.utf8 + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
