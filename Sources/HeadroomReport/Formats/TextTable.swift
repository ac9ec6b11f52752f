internal import Headroom

extension Document.Table {
  /// Returns the table with aligned columns. If it would be too wide, only the columns that are always shown remain.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    // A column that is empty in every row only takes up space.
    let telling = columns.indices.filter { place in
      columns[place].visibility != .machines && (rows.isEmpty || rows.contains { $0[place].plain != "" })
    }
    let all = lines(telling, style)
    if all.width <= style.width { return all.text }
    return lines(telling.filter { columns[$0].visibility == .always }, style).text
  }

  private func lines(_ shown: [Int], _ style: TextStyle) -> (text: String, width: Int) {
    let cells = rows.map { row in shown.map { printable(row[$0].shown ?? "–") } }
    let headings = shown.map { columns[$0].title.uppercased() }
    let widths = shown.indices.map { place in
      cells.reduce(headings[place].count) { max($0, $1[place].count) }
    }
    func line(_ texts: [String], _ row: [Document.Cell]?) -> String {
      let padded = shown.indices.map { place -> String in
        let fill = String(repeating: " ", count: widths[place] - texts[place].count)
        let isNumber = rows.first.map { $0[shown[place]].isNumber } ?? false
        let isLast = place == shown.count - 1
        guard case .verdict(let verdict) = row?[shown[place]] else {
          return isNumber ? fill + texts[place] : isLast ? texts[place] : texts[place] + fill
        }
        return style.colored(texts[place], verdict) + (isLast ? "" : fill)
      }
      return padded.joined(separator: "  ") + "\n"
    }
    let body = zip(cells, rows).map { line($0, $1) }.joined()
    return (line(headings, nil) + body, widths.reduce(0, +) + 2 * (widths.count - 1))
  }
}
