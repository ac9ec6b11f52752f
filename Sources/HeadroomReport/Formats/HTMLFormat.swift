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
    let shown = shown(of: derivations)
    return [element("h2", [], .text("How the numbers are derived"))]
      + shown.map { item in
        let table = item.table.map { [$0.html] } ?? []
        return .element(
          "details", [],
          [element("summary", [], .text(item.title))] + table + [Document.Table.steps(item.steps).html])
      }
      + (shown.count == derivations.count
        ? []
        : [
          element(
            "p", [("class", "note")],
            .text(
              """
              \(derivations.count - shown.count) more derivations are left out of this page; `headroom explain -f FILE \
              node-group NAME` prints that of any part of the plan.
              """))
        ])
  }

  /// The number of derivations of one kind of parts that a page shows, those of parts with a finding first.
  private static var mostDerivations: Int { 100 }

  private func shown(of derivations: [Derivation]) -> [Derivation] {
    let kinds = Dictionary(grouping: derivations.indices) { derivations[$0].part?.kind }
    guard kinds.values.contains(where: { $0.count > Self.mostDerivations }) else { return derivations }
    let found = Set(sections.compactMap(\.findings).joined().flatMap { [$0.finding.subject.whole] + $0.finding.parts })
    let chosen = kinds.values.flatMap { places in
      let troubled = places.filter { derivations[$0].part.map(found.contains) ?? false }
      let others = places.filter { derivations[$0].part.map { !found.contains($0) } ?? true }
      return (troubled + others).prefix(Self.mostDerivations)
    }
    return chosen.sorted().map { derivations[$0] }
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
      let rest = group.drawings.count - Self.mostDrawings
      let note =
        rest > 0 ? [element("p", [("class", "note")], .text("\(rest) more are in the table alone."))] : []
      return (legend.map { [$0.html] } ?? []) + group.drawings.prefix(Self.mostDrawings).map(\.html) + note
    }
    return heading + figures + [table.html] + remarks + listHTML
  }

  /// The number of drawings of one kind that a page shows.
  private static var mostDrawings: Int { 200 }

  private var listHTML: [HTMLNode] {
    guard let list = list() else { return [] }
    return [
      element("h3", [], .text(list.title)), .element("ul", [], list.items.map { element("li", [], .text($0)) }),
    ]
  }
}
