/// Returns lines of which none is a command for the runner of a pipeline.
///
/// GitHub's runner takes a line for a command that begins with `::`, after white space as well, and one with `##[`
/// anywhere; those of Azure and TeamCity look for `##vso[` and `##teamcity[`. The text is looked at character by
/// character of Unicode's own, because a mark that joins another character would hide it.
package func withoutCommands(_ text: String) -> String {
  guard mayBeCommand(text) else { return text }
  let scalars = Array(text.unicodeScalars)
  func begins(_ word: String, at place: Int) -> Bool {
    scalars[place...].starts(with: word.unicodeScalars)
  }
  var result = String.UnicodeScalarView()
  var isAtStart = true
  for (place, scalar) in scalars.enumerated() {
    if isAtStart, begins("::", at: place) { result.append("\\") }
    if scalar == "\n" { isAtStart = true } else if !scalar.properties.isWhitespace { isAtStart = false }
    result.append(scalar)
    if scalar == "#", commandStarts.contains(where: { begins($0, at: place) }) { result.append("\\") }
  }
  return String(result)
}

private let commandStarts = ["##[", "##vso[", "##teamcity["]

/// Whether a text contains two colons or two number signs in a row, which almost none does.
private func mayBeCommand(_ text: String) -> Bool {
  var last: UInt8 = 0
  for byte in text.utf8 {
    if byte == last, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return true }
    last = byte
  }
  return false
}
