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

/// Returns lines of which none is a command for the runner of a pipeline.
///
/// GitHub's runner takes a line for a command that begins with `::`, after spaces as well, and one with `##[` anywhere.
package func withoutCommands(_ text: String) -> String {
  guard mayBeCommand(text) else { return text }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let harmless = line.replacing("##[", with: "#\\#[")
    guard let start = harmless.firstIndex(where: { $0 != " " && $0 != "\t" }), harmless[start...].hasPrefix("::") else {
      return String(harmless)
    }
    return harmless[..<start] + "\\" + harmless[start...]
  }.joined(separator: "\n")
}

/// Whether a text contains two colons or two number signs in a row, which almost none does.
private func mayBeCommand(_ text: String) -> Bool {
  var last: UInt8 = 0
  for byte in text.utf8 {
    if byte == last, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return true }
    last = byte
  }
  return false
}
