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
      element("meta", [("name", "color-scheme"), ("content", "light dark")]),
      element("title", [], .text("\(title)\(verdict) – Headroom")),
      element("style", [], .text(stylesheet)))
    let links = PageLinks(to: self)
    var parts = sections.filter { $0.isIncluded && [.everybody, .pages].contains($0.audience) }.compactMap {
      section -> PagePart? in
      let content = section.html(links)
      return content.isEmpty ? nil : PagePart(id: section.id, title: section.title, content: content)
    }
    if !links.derivations.isEmpty {
      parts.append(
        PagePart(id: "derivations", title: "How the numbers are derived", content: Self.derivations(links)))
    }
    if !assumptions.isEmpty {
      parts.append(PagePart(id: "assumptions", title: "Assumptions", content: [assumptionList]))
    }
    let body = [header(links)] + contents(parts) + [.element("main", [], parts.map(\.html))] + footer
    return HTMLDocument(root: .element("html", [("lang", "en")], [head, .element("body", [], body)])).serialized()
  }

  private func header(_ links: PageLinks) -> HTMLNode {
    var lines: [HTMLNode] = [element("h1", [], .text(title))]
    if let subtitle { lines.append(element("p", [("class", "subtitle")], .text(subtitle))) }
    guard let verdict else { return .element("header", [], lines) }
    let overview = overview()
    let badge = verdict.badge
    lines.append(
      element(
        "p", [("class", "sentence \(verdict)"), ("data-part", "sentence")], badge,
        .text(" " + (overview?.sentence ?? ""))))
    if let overview { lines.append(.element("ul", [("class", "tiles")], overview.tiles.map { $0.html(links) })) }
    return .element("header", [], lines)
  }

  /// The table of contents, for pages with several parts.
  private func contents(_ parts: [PagePart]) -> [HTMLNode] {
    let titled = parts.filter { $0.title != nil }
    guard titled.count > 2 else { return [] }
    let items = titled.map { part in
      element("li", [], element("a", [("href", "#\(part.anchor)")], .text(part.title ?? "")))
    }
    return [element("nav", [("aria-label", "Contents")], .element("ul", [], items))]
  }

  private static func derivations(_ links: PageLinks) -> [HTMLNode] {
    let items = links.derivations.enumerated().map { place, item -> HTMLNode in
      let table = item.table.map { [$0.html(links)] } ?? []
      let steps = Document.Table.steps(item.steps).html(links)
      // A link to a place inside opens what is closed.
      let target = HTMLNode.element("div", [("id", PageLinks.anchor(place))], table + [steps])
      return element("details", [], element("summary", [], .text(item.title)), target)
    }
    guard links.omitted > 0 else { return items }
    let rest = """
      \(links.omitted) more derivations are left out of this page; `headroom explain -f FILE node-group NAME` prints that \
      of any part of the plan.
      """
    return items + [element("p", [("class", "remark")], .text(rest))]
  }

  private var assumptionList: HTMLNode {
    .element(
      "ul", [], assumptions.map { element("li", [], .text($0.text + ($0.asOf.map { " As of \($0)." } ?? ""))) })
  }

  private var footer: [HTMLNode] { imprint.map { [element("footer", [], element("p", [], .text($0)))] } ?? [] }
}

/// A part of a page with its heading.
private struct PagePart {
  let id: String
  let title: String?
  let content: [HTMLNode]

  /// The place that the table of contents links to. The names of sections are words of the source code.
  var anchor: String { "part-\(id)" }

  var html: HTMLNode {
    guard let title else { return .element("section", [], content) }
    let heading = [element("h2", [("id", anchor)], .text(title))]
    let attributes: [(StaticString, String)] = [("aria-labelledby", anchor)]
    return .element("section", attributes, heading + content)
  }
}

extension Overview.Tile {
  fileprivate func html(_ links: PageLinks) -> HTMLNode {
    var lines = [
      element("span", [("class", "label")], .text(label)),
      element("span", [("class", verdict.map { "value \($0)" } ?? "value")], links.link(value, to: part)),
    ]
    if let detail { lines.append(element("span", [("class", "detail")], .text(detail))) }
    return .element("li", [("data-part", "tile")], lines)
  }
}

extension Verdict {
  /// The verdict as a mark that does not depend on its color.
  var badge: HTMLNode { element("span", [("class", "badge \(self)")], .text(description)) }
}

extension Document.Section {
  /// The content of the section on a page, without its heading; empty if there is none.
  fileprivate func html(_ links: PageLinks) -> [HTMLNode] {
    if let findings { return Self.cards(findings, links) }
    let figures = figures().map { $0.html(links) }
    let remarks = remarks().map { element("p", [("class", "remark")], .text($0)) }
    let list = list().map { list in
      [
        element("h3", [], .text(list.title)), .element("ul", [], list.items.map { element("li", [], .text($0)) }),
      ]
    }
    let table = table?()
    var tables = table.map { $0.rows.isEmpty ? [] : $0.section(links) } ?? []
    if foldsTable, !tables.isEmpty {
      tables = [.element("details", [], [element("summary", [], .text("The table: \(table!.title)"))] + tables)]
    }
    guard !(figures.isEmpty && tables.isEmpty) || table == nil else { return [] }
    return figures + tables + remarks + (list ?? [])
  }
}
