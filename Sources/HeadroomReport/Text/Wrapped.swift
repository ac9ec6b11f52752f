/// Returns a text wrapped between words into indented lines that take at most a number of cells on a terminal.
///
/// - Parameters:
///   - text: The text, without control characters.
///   - indent: The number of spaces before each line.
///   - width: The number of cells of a line, with its indentation.
///   - lead: A text before the first line, which is indented by its width if it is longer than `indent`.
func wrapped(_ text: String, indent: Int, width: Int, lead: String = "") -> String {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = lead
  var used = displayWidth(lead)
  for word in text.split(separator: " ") {
    let cells = displayWidth(String(word))
    if used > 0, indent + used + 1 + cells > width {
      lines.append(line)
      (line, used) = ("", 0)
    }
    line += used == 0 ? String(word) : " \(word)"
    used += (used == 0 ? 0 : 1) + cells
  }
  return (lines + [line]).map { margin + $0 + "\n" }.joined()
}
