internal import Headroom

extension Report {
  /// The report as one page: no script, nothing from elsewhere; any text of the plan is text in the page.
  public func html() -> String {
    HTMLDocument(root: .element("html", [("lang", "en")], [head, body])).serialized()
  }

  private var head: HTMLNode {
    element(
      "head", [],
      element("meta", [("charset", "utf-8")]),
      element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      element("title", [], .text("\(plan.name): \(assessment.verdict) – Headroom")),
      element("style", [], .text(stylesheet)))
  }

  private var body: HTMLNode {
    let sections = Section.all.filter { isShown($0.id) }.flatMap { section -> [HTMLNode] in
      let table = section.table(self)
      guard !table.rows.isEmpty else {
        guard section.id == Section.findings.id else { return [] }
        return [element("h2", [], .text(table.title)), element("p", [], .text("Nothing to say."))]
      }
      let figures = section.figure(self)
      let legend = section.id == Section.subnets.id && !figures.isEmpty ? [self.legend] : []
      return [element("h2", [], .text(table.title))] + legend + figures + [table.html]
    }
    return .element("body", [], [header, .element("main", [], sections + derivations), footer])
  }

  private var header: HTMLNode {
    let verdict = assessment.verdict
    let counts = Verdict.allCases.reversed().filter { $0 != .pass }.compactMap { kind -> String? in
      let number = assessment.findings.count { $0.verdict == kind }
      return number == 0 ? nil : "\(number) \(kind)"
    }
    return element(
      "header", [],
      element("h1", [], .text(plan.name), element("span", [("class", "badge \(verdict)")], .text(verdict.description))),
      element("p", [], .text(summary)),
      element("p", [], .text(counts.isEmpty ? "No findings." : "Findings: " + counts.joined(separator: ", ") + ".")))
  }

  private var legend: HTMLNode {
    let entries: [(StaticString, String)] = [
      ("used", "used by others"), ("reserved", "reserved"), ("inuse", "in use"), ("warm", "warm"), ("free", "free"),
      ("mark", "peak"),
    ]
    let nodes = entries.flatMap { [element("i", [("class", "\($0.0)")]), .text($0.1)] }
    return .element("p", [("class", "legend")], [.text("Addresses now:")] + nodes)
  }

  private var derivations: [HTMLNode] {
    let subnets = analysis.subnets.map { ("Subnet \($0.subnet.name)", $0.steps) }
    let groups = zip(analysis.groups, assessment.traffic.groupCosts).map {
      ("Node group \($0.profile.group.name)", $0.steps + $1.steps)
    }
    return [element("h2", [], .text("How the numbers come to be"))]
      + (subnets + groups).map { title, steps in
        element("details", [], element("summary", [], .text(title)), DerivationStep.table(steps).html)
      }
      + assessment.traffic.services.map { item in
        let matrix = item.flows.isEmpty ? [] : [item.matrixTable.html]
        return .element(
          "details", [],
          [element("summary", [], .text("Service \(item.service.name)"))] + matrix + [
            DerivationStep.table(item.steps).html
          ])
      }
  }

  private var footer: HTMLNode {
    let items = assessment.assumptions.map { item in
      element("li", [], .text(item.text + (item.asOf.map { " As of \($0)." } ?? "")))
    }
    return element(
      "footer", [], element("h2", [], .text("Assumptions")), .element("ul", [], items),
      element(
        "p", [],
        .text(
          "Headroom \(EmbeddedFacts.version). Prices are compared with \(assessment.traffic.prices.today?.description ?? "no date")."
        )))
  }
}

extension ServiceTraffic {
  /// A row a zone of clients, a column a zone of pods.
  fileprivate var matrixTable: Table {
    let zones = Set(flows.map(\.from)).union(flows.map(\.to)).sorted()
    return Table(
      id: "matrix", title: "Zones", columns: [.init("from", "clients in")] + zones.map { .init($0, "to \($0)") },
      rows: zones.map { from in
        [.text(from)]
          + zones.map { to in .share(flows.first { $0.from == from && $0.to == to }?.share ?? 0) }
      })
  }
}

extension DerivationStep {
  fileprivate static func table(_ steps: [DerivationStep]) -> Table {
    Table(
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

extension Table {
  fileprivate var html: HTMLNode {
    let shown = columns.indices.filter { columns[$0].isInPage }
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
}

extension Cell {
  fileprivate var html: HTMLNode {
    if case .verdict(let verdict) = self {
      return element("span", [("class", "\(verdict)")], .text(verdict.description))
    }
    if case .list(let items) = self { return .text(items.joined(separator: ", ")) }
    return .text(shown ?? "–")
  }
}
