public import Headroom

extension Document {
  /// Returns the answer as text for a terminal: the verdict in one sentence, the findings with their fixes, and the
  /// tables with their remarks.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var parts: [String] = []
    if let verdict {
      let name = style.colored(verdict.description.uppercased(), verdict)
      let plain = "\(printable(title)): \(verdict.description.uppercased())\(subtitle.map { "  \($0)" } ?? "")"
      let head =
        displayWidth(plain) <= style.width
        ? "\(printable(title)): \(name)\(subtitle.map { "  \($0)" } ?? "")\n"
        : wrapped(plain, indent: 0, width: style.width)
      parts.append(head + (sentence.map { wrapped(printable($0), indent: 0, width: style.width) } ?? ""))
    }
    parts += sections.filter { $0.isIncluded && [.everybody, .terminals].contains($0.audience) }.flatMap {
      $0.texts(style)
    }
    return parts.isEmpty ? emptyText + "\n" : withoutCommands(parts.joined(separator: "\n"))
  }

  /// Returns the derivations of the numbers as text for a terminal: the arithmetic, rule and source of each step.
  ///
  /// - Parameters:
  ///   - part: The part of the plan to explain, or `nil` for all derivations of the document.
  ///   - style: The style of the text.
  public func explanation(of part: PlanPart? = nil, _ style: TextStyle = TextStyle()) -> String {
    let texts = derivations().filter { part == nil || $0.part == part }.map { item in
      "\(printable(item.title))\n\n" + item.steps.map { $0.text(style) }.joined()
    }
    return withoutCommands(texts.joined(separator: "\n"))
  }
}

extension Document.Section {
  /// Returns the blocks of text that a terminal shows for the section, which are separated by empty lines.
  fileprivate func texts(_ style: TextStyle) -> [String] {
    if let findings { return findings.isEmpty ? [] : [textOfFindings(findings, style)] }
    var parts: [String] = []
    let table = table?()
    if let table, title == nil || !table.rows.isEmpty {
      parts.append(
        foldsTable && !style.isWide ? "\(counted(table.rows.count, "line")); -o wide lists them.\n" : table.text(style))
    }
    let indent = remarksAreAboutRows ? 2 : 0
    let remarks = (remarks() + [table?.footnote].compactMap(\.self)).map {
      wrapped(printable($0), indent: indent, width: style.width)
    }.joined()
    if title != nil, !(parts.isEmpty && remarks.isEmpty) {
      parts = [printable(title!) + "\n" + parts.joined() + remarks]
    } else if !remarks.isEmpty {
      parts.append(remarks)
    }
    if let list = list() {
      parts.append(
        list.title + "\n" + list.items.map { wrapped(printable($0), indent: 2, width: style.width) }.joined())
    }
    return parts + signs
  }
}

extension DerivationStep {
  /// Returns the step as text for a terminal: quantity, arithmetic, rule and source.
  fileprivate func text(_ style: TextStyle) -> String {
    let date = asOf.map { ", as of \($0)" } ?? ""
    return printable(quantity) + "\n" + wrapped(printable(arithmetic), indent: 4, width: style.width)
      + wrapped("rule: \(printable(formula))", indent: 4, width: style.width)
      + wrapped("source: \(printable(source))\(date)", indent: 4, width: style.width)
  }
}
