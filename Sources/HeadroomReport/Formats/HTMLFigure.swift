internal import Headroom

extension Figure {
  /// The figure: its title, what it says in words, the legend, and the drawings with their names.
  func html(_ links: PageLinks) -> HTMLNode {
    var caption = [element("strong", [], .text(title))]
    if let summary { caption.append(.text(" " + summary)) }
    var parts: [HTMLNode] = [.element("figcaption", [], caption)]
    if !legend.isEmpty {
      let entries = legend.flatMap { entry in
        [element("i", [("class", entry.style.rawValue)]), HTMLNode.text(entry.meaning + " ")]
      }
      parts.append(.element("p", [("class", "legend")], entries))
    }
    let attributes: [(StaticString, String)] = [("class", layout)]
    parts.append(.element("div", attributes, rows.flatMap { $0.html(links, isGrid) } + scale))
    if let remark { parts.append(element("p", [("class", "remark")], .text(remark))) }
    return .element("figure", [], parts)
  }

  /// The class by which the style sheet places the drawings.
  private var layout: String {
    guard isGrid else { return "bars" }
    return rows.contains { !$0.heatMaps.isEmpty } ? "multiples maps" : "multiples"
  }

  private var scale: [HTMLNode] {
    guard let axis else { return [] }
    return [element("div", [("class", "row axis"), ("aria-hidden", "true")], element("span", []), axis.html)]
  }
}

extension Figure.Row {
  fileprivate func html(_ links: PageLinks, _ isGrid: Bool) -> [HTMLNode] {
    var label = [links.link(name, to: part)]
    if let note { label.append(element("small", [], .text(" \(note)"))) }
    var parts: [HTMLNode] = [.element("span", [("class", "name")], label)]
    parts += [drawing, under].compactMap { $0?.html }
    if !heatMaps.isEmpty { parts.append(.element("div", [("class", "pair")], heatMaps.map(\.html))) }
    var ending: [HTMLNode] = end.map { [.text($0 + " ")] } ?? []
    if let verdict { ending.append(verdict.badge) }
    parts.append(.element("span", [("class", "end")], ending))
    let row = HTMLNode.element("div", [("class", isGrid ? "cell" : "row")], parts)
    return (heading.map { [element("p", [("class", "heading")], .text($0))] } ?? []) + [row]
  }
}

extension HeatMap {
  fileprivate var html: HTMLNode {
    let corner = element("th", [("scope", "col")], .text("from \\ to"))
    let head = [corner] + columns.map { element("th", [("scope", "col")], .text($0)) }
    let body = zip(rows, shares).map { name, shares -> HTMLNode in
      .element(
        "tr", [],
        [element("th", [("scope", "row")], .text(name))]
          + shares.map { share in
            element("td", [("class", "h\(HeatMap.strength(share))")], .text(percent(share)))
          })
    }
    return element(
      "table", [("class", "heat")], element("caption", [], .text("\(title): \(note)")),
      element("thead", [], .element("tr", [], head)), .element("tbody", [], body))
  }
}
