internal import Headroom

/// Returns a text as Markdown that shows exactly this text: no formatting, no markup, no link, and no mention of a person
/// or an issue.
///
/// - Parameters:
///   - text: The text.
///   - limit: The number of characters after which the text is cut off.
func markdown(_ text: String, limit: Int = 400) -> String {
  let plain = printable(text)
  let short = plain.count > limit ? plain.prefix(limit) + "…" : plain[...]
  var result = ""
  var last: Character = " "
  for character in short {
    // What would be a mention or a link is broken by a comment, which nobody sees. An escape would not be enough: GitHub
    // looks for them after it has rendered the text.
    if last == "@" || last == "#" || last == ":" && character == "/" { result += "<!-- -->" }
    if character == ".", result.lowercased().hasSuffix("www") { result += "<!-- -->" }
    if character == "-", result.uppercased().hasSuffix("GH") { result += "<!-- -->" }
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "!": result += "\\\(character)"
    case "+", "-", "=": result += last == " " ? "\\\(character)" : "\(character)"
    default: result.append(character)
    }
    last = character
  }
  return result
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
