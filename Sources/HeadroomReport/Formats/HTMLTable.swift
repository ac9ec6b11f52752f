internal import Headroom

extension Document.Table {
  /// The table as a `table` element, without the columns that a page does not show.
  var html: HTMLNode {
    let shown = columns.indices.filter { [.always, .wide].contains(columns[$0].visibility) }
    let numeric = columns.indices.map { rows.first?[$0].isNumber ?? false }
    func attributes(_ place: Int) -> [(StaticString, String)] { numeric[place] ? [("class", "number")] : [] }
    let headings = shown.map {
      HTMLNode.element("th", [("scope", "col")] + attributes($0), [.text(columns[$0].title)])
    }
    let listed = listed
    let body = listed.map { place in
      HTMLNode.element("tr", [], shown.map { .element("td", attributes($0), [rows[place][$0].html]) })
    }
    let table = element(
      "div", [("class", "scroll")],
      element("table", [], element("thead", [], .element("tr", [], headings)), .element("tbody", [], body)))
    guard listed.count < rows.count else { return table }
    let rest = "\(rows.count - listed.count) more rows are in \(id).csv (-o csv)."
    return element("div", [], table, element("p", [("class", "note")], .text(rest)))
  }

  /// The number of rows that a page shows.
  private static var mostRows: Int { 1000 }

  /// The places of the rows that a page shows, those with the worst verdicts first if there are too many.
  private var listed: [Int] {
    guard rows.count > Self.mostRows else { return Array(rows.indices) }
    func weight(_ row: [Document.Cell]) -> Verdict {
      for case .verdict(let verdict) in row { return verdict }
      return .pass
    }
    let order = rows.indices.sorted { (weight(rows[$1]), $0) < (weight(rows[$0]), $1) }
    return order.prefix(Self.mostRows).sorted()
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
  fileprivate var html: HTMLNode {
    if case .verdict(let verdict) = self {
      return element("span", [("class", "\(verdict)")], .text(verdict.description))
    }
    if case .list(let items) = self { return .text(items.joined(separator: ", ")) }
    return .text(shown ?? "–")
  }
}
