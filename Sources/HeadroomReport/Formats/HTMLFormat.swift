internal import Headroom

extension Document {
  /// Returns the answer as a self-contained HTML page.
  ///
  /// The page contains no scripts and loads nothing, and text from a plan cannot become markup.
  public func html() -> String {
    let verdict = verdict.map { ": \($0)" } ?? ""
    let head = element(
      "head", [],
      element("meta", [("charset", "utf-8")]),
      element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      element("title", [], .text("\(title)\(verdict) – Headroom")),
      element("style", [], .text(stylesheet)))
    let sections = sections.filter { $0.isIncluded && !$0.isForMachines }.flatMap(\.html)
    let body = HTMLNode.element(
      "body", [], [header, .element("main", [], sections + derivationsHTML)] + footer)
    return HTMLDocument(root: .element("html", [("lang", "en")], [head, body])).serialized()
  }

  private var header: HTMLNode {
    var heading = [HTMLNode.text(title)]
    if let verdict { heading.append(element("span", [("class", "badge \(verdict)")], .text(verdict.description))) }
    var lines: [HTMLNode] = [.element("h1", [], heading)]
    if let subtitle { lines.append(element("p", [], .text(subtitle))) }
    if let found = sections.compactMap(\.findings).first {
      let counts = Verdict.allCases.reversed().filter { $0 != .pass }.compactMap { kind -> String? in
        let number = found.count { $0.finding.verdict == kind }
        return number == 0 ? nil : "\(number) \(kind)"
      }
      let text = counts.isEmpty ? "No findings." : "Findings: " + counts.joined(separator: ", ") + "."
      lines.append(element("p", [], .text(text)))
    }
    return .element("header", [], lines)
  }

  private var derivationsHTML: [HTMLNode] {
    let derivations = derivations()
    if derivations.isEmpty { return [] }
    return [element("h2", [], .text("How the numbers are derived"))]
      + derivations.map { item in
        let table = item.table.map { [$0.html] } ?? []
        return .element(
          "details", [],
          [element("summary", [], .text(item.title))] + table + [Document.Table.steps(item.steps).html])
      }
  }

  private var footer: [HTMLNode] {
    guard !assumptions.isEmpty || imprint != nil else { return [] }
    let items = assumptions.map { item in
      element("li", [], .text(item.text + (item.asOf.map { " As of \($0)." } ?? "")))
    }
    var children: [HTMLNode] = []
    if !items.isEmpty { children = [element("h2", [], .text("Assumptions")), .element("ul", [], items)] }
    if let imprint { children.append(element("p", [], .text(imprint))) }
    return [.element("footer", [], children)]
  }
}

extension Document.Section {
  fileprivate var html: [HTMLNode] {
    let heading = title.map { [element("h2", [], .text($0))] } ?? []
    let remarks = remarks().map { element("p", [("class", "note")], .text($0)) }
    guard let table = table?() else { return heading + remarks }
    guard !table.rows.isEmpty else {
      guard let emptyText else { return [] }
      return heading + [element("p", [], .text(emptyText))]
    }
    let figures = drawings().flatMap { group -> [HTMLNode] in
      let legend = group.drawings.isEmpty ? nil : group.legend
      return (legend.map { [$0.html] } ?? []) + group.drawings.map(\.html)
    }
    return heading + figures + [table.html] + remarks + listHTML
  }

  private var listHTML: [HTMLNode] {
    guard let list = list() else { return [] }
    return [
      element("h3", [], .text(list.title)), .element("ul", [], list.items.map { element("li", [], .text($0)) }),
    ]
  }
}
