/// Returns a text in which each character that could control a terminal or disturb a page is replaced by U+FFFD.
///
/// These are control characters and characters that change the direction of writing.
///
/// - Parameters:
///   - text: The text.
///   - breaksLines: Whether line feeds and tabs are kept.
package func printable(_ text: String, breaksLines: Bool = false) -> String {
  let isPlain = { (scalar: Unicode.Scalar) -> Bool in
    switch scalar.value {
    case 0x09, 0x0A: breaksLines
    case 0x20..<0x7F, 0xA0..<0x2028, 0x202F..<0x2066, 0x206A..<0xFFFE, 0x1_0000...: true
    default: false
    }
  }
  if text.unicodeScalars.allSatisfy(isPlain) { return text }
  var clean = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { clean.append(isPlain(scalar) ? scalar : "\u{FFFD}") }
  return String(clean)
}
