/// Returns a text in which each character that could control a terminal or disturb a page is written as an escape, such
/// as `\u{1B}` or `\n`.
///
/// These are control characters and characters that change the direction of writing.
///
/// - Parameters:
///   - text: The text.
///   - breaksLines: Whether line feeds and tabs are kept.
package func printable(_ text: String, breaksLines: Bool = false) -> String {
  let isPlain = { (scalar: Unicode.Scalar) in
    isPrintable(scalar) || breaksLines && (scalar == "\n" || scalar == "\t")
  }
  // Almost every text is plain ASCII.
  if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) || text.unicodeScalars.allSatisfy(isPlain) { return text }
  var clean = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case _ where isPlain(scalar): clean.unicodeScalars.append(scalar)
    case "\n": clean += "\\n"
    case "\r": clean += "\\r"
    case "\t": clean += "\\t"
    default: clean += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
  return clean
}

/// Whether a character changes nothing but its own place: no control character, and none that changes the direction of
/// writing or that is no character at all.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20..<0x7F: true
  case 0x61C, 0x200E, 0x200F, 0xFEFF: false
  case 0xA0..<0x2028, 0x202F..<0x2066, 0x206A..<0xFFFE, 0x1_0000..<0xE_0000, 0xE_0080...: true
  default: false
  }
}
