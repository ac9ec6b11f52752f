internal import Headroom

extension Document.Table {
  /// The numbers of rows that a page shows, with the main columns and with the other ones, and of columns of one table.
  private static let mostRows = 500, mostRowsWithMore = 200, mostColumns = 8

  /// The table for a page: the main columns, the other ones in further tables that are folded, and all rows if only those
  /// with trouble are shown otherwise.
  func section(_ links: PageLinks) -> [HTMLNode] {
    let all = columnsForPeople.filter { columns[$0].visibility != .wideTerminal }
    let main = all.filter { columns[$0].visibility == .always }
    let others = all.filter { columns[$0].visibility != .always }
    let (listed, remark) = rowsForPeople(atMost: Self.mostRows)
    var parts = listed.isEmpty ? [] : [table(main, listed, links)]
    if let footnote { parts.append(element("p", [("class", "remark")], .text(footnote))) }
    var folded: [HTMLNode] = []
    for start in stride(from: 0, to: others.count, by: Self.mostColumns - 1) where !listed.isEmpty {
      let shown = [all[0]] + others[start..<min(start + Self.mostColumns - 1, others.count)]
      folded.append(table(shown, Array(listed.prefix(Self.mostRowsWithMore)), links))
    }
    if !folded.isEmpty {
      parts.append(.element("details", [], [element("summary", [], .text("More columns: \(title)"))] + folded))
    }
    if let remark {
      let where_ = rows.count > Self.mostRows ? " They are in \(id).csv." : ""
      parts.append(element("p", [("class", "remark")], .text("\(remark).\(where_)")))
      if rows.count <= Self.mostRows {
        let summary = element("summary", [], .text("All rows: \(title)"))
        parts.append(element("details", [], summary, table(main, Array(rows.indices), links)))
      }
    }
    return parts
  }

  /// The whole table, as it is.
  func html(_ links: PageLinks) -> HTMLNode { table(Array(columns.indices), Array(rows.indices), links) }

  private func table(_ shown: [Int], _ listed: [Int], _ links: PageLinks) -> HTMLNode {
    let numeric = columns.indices.map { rows.first?[$0].isNumber ?? false }
    func attributes(_ place: Int) -> [(StaticString, String)] { numeric[place] ? [("class", "number")] : [] }
    let headings = shown.map {
      HTMLNode.element(
        "th", [("scope", "col")] + ($0 == shown[0] ? [] : attributes($0)), [.text(columns[$0].title)])
    }
    let body = listed.map { row -> HTMLNode in
      let name = rows[row][shown[0]]
      var first = [links.link(name.textOnPage, to: kind.map { PlanPart($0, name.textOnPage) })]
      if row == recommendedRow { first.append(element("em", [], .text(" (recommended)"))) }
      let cells = shown.dropFirst().map { place -> HTMLNode in
        .element("td", attributes(place) + [("data-label", columns[place].title)], [rows[row][place].html])
      }
      return .element("tr", [], [.element("th", [("scope", "row")], first)] + cells)
    }
    return element(
      "table", [], element("caption", [], .text(title)),
      element("thead", [], .element("tr", [], headings)), .element("tbody", [], body))
  }

  /// Returns the steps of a derivation, with a row for each.
  static func steps(_ steps: [DerivationStep]) -> Document.Table {
    Document.Table(
      id: "steps", title: "Steps",
      columns: [.init("quantity"), .init("arithmetic"), .init("rule"), .init("source"), .init("as_of", "as of")],
      rows: steps.map { step in
        [
          .text(step.quantity), .text(step.arithmetic), .text(step.formula), .text(step.source),
          .text(step.asOf?.description ?? ""),
        ]
      })
  }
}

extension Document.Cell {
  fileprivate var textOnPage: String {
    if case .list(let items) = self { return Self.shortened(items).joined(separator: ", ") }
    return shown ?? "–"
  }

  fileprivate var html: HTMLNode {
    if case .verdict(let verdict) = self { return verdict.badge }
    return .text(textOnPage)
  }
}
