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
  for word in text.split(separator: " ").flatMap({ pieces(of: String($0), most: max(1, width - indent)) }) {
    let cells = displayWidth(word)
    if used > 0, indent + used + 1 + cells > width {
      lines.append(line)
      (line, used) = ("", 0)
    }
    line += used == 0 ? word : " \(word)"
    used += (used == 0 ? 0 : 1) + cells
  }
  return (lines + [line]).map { margin + $0 + "\n" }.joined()
}

/// Returns a word in pieces that take at most a number of cells.
private func pieces(of word: String, most: Int) -> [String] {
  guard displayWidth(word) > most else { return [word] }
  var pieces = [""]
  var used = 0
  for character in word {
    let cells = displayWidth(String(character))
    if used + cells > most, used > 0 {
      pieces.append("")
      used = 0
    }
    pieces[pieces.count - 1].append(character)
    used += cells
  }
  return pieces
}
