internal import Headroom

extension Document {
  /// Returns the answer as Markdown for a comment on a pull request: the sentence, one table, and folded details.
  ///
  /// The first line is a comment that nobody sees and that is the same for every version of a plan, so that a bot can
  /// find its own comment and replace it. The text is shorter than 65,536 characters, whatever the plan is. Text from a
  /// plan cannot become markup, a link or a mention.
  public func markdown() -> String {
    var text = "<!-- headroom:\(kind.lowercased()):\(fingerprint([kind, title, sourceName ?? ""])) -->\n"
    let name = verdict.map { "\(Self.sign($0)) \($0.description.uppercased())" } ?? ""
    text += "### \(name.isEmpty ? "" : name + ": ")\(HeadroomReport.markdown(title, limit: 100))\n\n"
    if let overview = overview() {
      text += "**\(HeadroomReport.markdown(overview.sentence, limit: 1000))**\n\n"
      text += Self.row(overview.tiles.map(\.label)) + Self.row(overview.tiles.map { _ in "---" }, isRule: true)
      text +=
        "| "
        + overview.tiles.map { tile in
          "**\(HeadroomReport.markdown(tile.value))**" + (tile.detail.map { " \(HeadroomReport.markdown($0))" } ?? "")
        }.joined(separator: " | ") + " |\n\n"
    }
    for section in sections where section.isIncluded && [.everybody, .terminals].contains(section.audience) {
      text += section.markdown(budget: Self.budget)
    }
    return withoutCommands(text + (imprint.map { "<sub>\(HeadroomReport.markdown($0))</sub>\n" } ?? ""))
  }

  /// The number of characters of one section. A plan has at most seven sections.
  private static let budget = 8_000

  private static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass, .note: "✅"
    case .unknown: "❔"
    case .warn: "⚠️"
    case .fail: "❌"
    }
  }

  fileprivate static func row(_ cells: [String], isRule: Bool = false) -> String {
    "| " + cells.map { isRule ? $0 : HeadroomReport.markdown($0) }.joined(separator: " | ") + " |\n"
  }
}

extension Document.Section {
  /// Returns the section as folded Markdown, as much of it as fits into a number of characters.
  fileprivate func markdown(budget: Int) -> String {
    if let findings { return findings.isEmpty ? "" : Self.markdown(findings, budget: 2 * budget) }
    let remarks = remarks().map { HeadroomReport.markdown($0) + "  \n" }.joined()
    guard let table = table?(), !table.rows.isEmpty else {
      return remarks.isEmpty ? "" : folded(title ?? id, Self.cut(remarks, budget))
    }
    let shown = table.columnsForPeople.filter { [.always, .terminal].contains(table.columns[$0].visibility) }
    let (listed, _) = table.rowsForPeople(atMost: 100)
    var body = ""
    var count = 0
    for row in foldsTable ? [] : listed {
      let line = Document.row(shown.map { table.rows[row][$0].shown ?? "–" })
      guard body.utf16.count + line.utf16.count + remarks.utf16.count < budget else { break }
      body += line
      count += 1
    }
    let head =
      Document.row(shown.map { table.columns[$0].title })
      + Document.row(shown.map { table.rows[0][$0].isNumber ? "--:" : "---" }, isRule: true)
    let rest = table.rows.count - count
    let more = rest > 0 && count > 0 ? "\(counted(rest, "more row")) not shown.\n\n" : ""
    let content = (count > 0 ? head + body + "\n" : "") + more + Self.cut(remarks, budget / 2)
    return folded(title ?? table.title, content)
  }

  /// Returns the lines that fit into a number of UTF-16 units.
  private static func cut(_ text: String, _ limit: Int) -> String {
    var result = ""
    for line in text.split(separator: "\n") {
      guard result.utf16.count + line.utf16.count < limit else { break }
      result += line + "\n"
    }
    return result
  }

  private func folded(_ title: String, _ content: String) -> String { Self.folded(title, content) }

  private static func folded(_ title: String, _ content: String, isOpen: Bool = false) -> String {
    "<details\(isOpen ? " open" : "")><summary>\(HeadroomReport.markdown(title))</summary>\n\n\(content)\n</details>\n\n"
  }

  /// Returns findings as a folded list, one item for each group.
  private static func markdown(_ found: [FoundPart], budget: Int) -> String {
    let counts = Verdict.allCases.reversed().compactMap { verdict -> String? in
      let number = found.count { $0.finding.verdict == verdict }
      return number == 0 ? nil : "\(number) \(verdict)"
    }
    var body = ""
    var left = found.count
    for group in FindingGroup.grouped(found) {
      var item =
        "- **\(group.verdict)** \(HeadroomReport.markdown(group.check.title)) (\(HeadroomReport.markdown(group.check.id)))\n"
      for part in group.items.prefix(5) {
        let place = part.position.map { " – \(markdownCode("\($0)"))" } ?? ""
        item +=
          "  - \(HeadroomReport.markdown(part.finding.subject.description, limit: 120)): "
          + "\(HeadroomReport.markdown(part.finding.message))\(place)\n"
      }
      if group.items.count > 5 { item += "  - \(group.items.count - 5) more like these\n" }
      if group.verdict > .note { item += "  - Fix: \(HeadroomReport.markdown(group.check.fix))\n" }
      guard body.utf16.count + item.utf16.count < budget else { break }
      body += item
      left -= group.items.count
    }
    if left > 0 { body += "- \(counted(left, "more finding"))\n" }
    let isOpen = found.contains { $0.finding.verdict == .fail }
    return folded("\(counted(found.count, "finding")): \(counts.joined(separator: ", "))", body, isOpen: isOpen)
  }
}
