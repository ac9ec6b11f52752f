internal import Headroom

extension Document.Table {
  private typealias Visibility = Column.Visibility

  /// Returns the table with aligned columns, rows with a bad verdict first.
  ///
  /// If it would be too wide, only the columns that are always shown remain, and texts in them are shortened if that is
  /// not enough. A wide style has all columns and rows, however wide they are.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    // A column that is empty in every row only takes up space.
    let telling = columnsForPeople.filter { place in rows.isEmpty || rows.contains { $0[place].plain != "" } }
    let (listed, remark) = rowsForPeople(atMost: style.isWide ? nil : Self.mostRows)
    let all = TextColumns(telling.map { column($0, listed, style) })
    let rest = remark.map { style.isWide ? "" : "\($0); -o wide shows all.\n" } ?? ""
    if style.isWide || all.width <= style.width { return all.text + rest }
    // Columns that only terminals show are the first that a narrow one goes without.
    var brief = TextColumns([])
    for places in [[Visibility.always, .terminal], [.always]] {
      let shown = telling.filter { places.contains(columns[$0].visibility) }
      brief = TextColumns(shown.map { column($0, listed, style) })
      brief.fit(into: style.width)
      if brief.width <= style.width { break }
    }
    return brief.text + rest
  }

  /// The number of rows that a terminal shows.
  private static let mostRows = 40

  /// Returns a bar of eight characters for a percentage; what exceeds 100% is not drawn.
  private static func bar(_ percent: Double) -> String {
    let full = min(8, max(0, Int((percent * 8 / 100).rounded())))
    return String(repeating: "█", count: full) + String(repeating: "░", count: 8 - full)
  }

  private func column(_ place: Int, _ listed: [Int], _ style: TextStyle) -> TextColumns.Column {
    TextColumns.Column(
      heading: columns[place].title.uppercased(), isNumber: rows.first.map { $0[place].isNumber } ?? false,
      cells: listed.map { row in
        let cell = rows[row][place]
        let text = printable(cell.shown ?? "–")
        guard style.usesBars, columns[place].key == "utilization_percent", case .decimal(let percent?) = cell else {
          return text
        }
        return "\(text) \(Self.bar(percent))"
      },
      colored: { row, text in
        guard case .verdict(let verdict) = rows[listed[row]][place] else { return text }
        return style.colored(text, verdict)
      })
  }
}

/// The columns of a table on a terminal.
private struct TextColumns {
  struct Column {
    let heading: String
    let isNumber: Bool
    var cells: [String]
    /// Returns the text of a row in the color of its verdict.
    let colored: (Int, String) -> String
    var width = 0
    /// The smallest width to which texts may be shortened.
    static let least = 8
  }

  private var columns: [Column]

  init(_ columns: [Column]) {
    self.columns = columns.map { column in
      var column = column
      column.width = column.cells.reduce(displayWidth(column.heading)) { max($0, displayWidth($1)) }
      return column
    }
  }

  var width: Int { columns.reduce(0) { $0 + $1.width } + 2 * max(0, columns.count - 1) }

  /// Makes the table as narrow as wanted: first by shorter headings, then by shorter texts, of which the names in the first
  /// column are the last. Numbers stay whole.
  mutating func fit(into width: Int) {
    let cells = columns.map { $0.cells.reduce(Column.least) { max($0, displayWidth($1)) } }
    narrow(columns.indices.map { $0 }, to: cells, width)
    narrow(columns.indices.filter { $0 > 0 && !columns[$0].isNumber }, to: columns.map { _ in Column.least }, width)
    narrow(columns.indices.filter { $0 == 0 && !columns[$0].isNumber }, to: columns.map { _ in Column.least }, width)
    for place in columns.indices where !columns[place].isNumber {
      let most = columns[place].width
      columns[place].cells = columns[place].cells.map { shortened($0, to: most) }
    }
  }

  /// Takes cells from the columns that exceed their smallest widths the most, until the table is as narrow as wanted.
  private mutating func narrow(_ places: [Int], to least: [Int], _ width: Int) {
    while self.width > width {
      let excess = places.map { (place: $0, cells: columns[$0].width - least[$0]) }
      guard let widest = excess.max(by: { ($0.cells, $1.place) < ($1.cells, $0.place) }), widest.cells > 0 else {
        return
      }
      columns[widest.place].width -= 1
    }
  }

  var text: String {
    var text = line(columns.map { shortened($0.heading, to: $0.width) }, row: nil)
    for row in 0..<(columns.first?.cells.count ?? 0) { text += line(columns.map { $0.cells[row] }, row: row) }
    return text
  }

  private func line(_ texts: [String], row: Int?) -> String {
    let padded = zip(columns, texts).enumerated().map { place, pair -> String in
      let (column, text) = pair
      let fill = String(repeating: " ", count: max(0, column.width - displayWidth(text)))
      let shown = row.map { column.colored($0, text) } ?? text
      if column.isNumber { return fill + shown }
      return place == columns.count - 1 ? shown : shown + fill
    }
    return padded.joined(separator: "  ") + "\n"
  }
}
