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
    let body = rows.map { row in
      HTMLNode.element("tr", [], shown.map { .element("td", attributes($0), [row[$0].html]) })
    }
    return element(
      "div", [("class", "scroll")],
      element("table", [], element("thead", [], .element("tr", [], headings)), .element("tbody", [], body)))
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
