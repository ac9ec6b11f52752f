public import Headroom

extension Document {
  /// Returns the answer as text for a terminal: the verdict, the tables with their remarks, and the findings as
  /// sentences.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var parts: [String] = []
    if let verdict {
      let name = style.colored(verdict.description.uppercased(), verdict)
      parts.append("\(printable(title)): \(name)\(subtitle.map { "  \($0)" } ?? "")\n")
    }
    parts += sections.filter { $0.isIncluded && !$0.isForMachines }.flatMap { $0.texts(style) }
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
    if let findings { return findings.isEmpty ? [] : [text(of: findings, style)] }
    var parts: [String] = []
    let table = table?()
    if let table, title == nil || !table.rows.isEmpty { parts.append(table.text(style)) }
    let indent = remarksAreAboutRows ? 2 : 0
    let remarks = remarks().map { wrapped(printable($0), indent: indent, width: style.width) }.joined()
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

  /// Returns the findings as sentences, each with its position in the plan file.
  private func text(of found: [Document.FoundPart], _ style: TextStyle) -> String {
    var text = (title ?? "") + "\n"
    for item in found {
      let finding = item.finding
      let place = item.position.map { "  \($0)" } ?? ""
      text += style.colored(finding.verdict.description, finding.verdict)
      text += "  \(finding.code)  \(printable(finding.subject.description + place))\n"
      text += wrapped(printable(finding.message), indent: 2, width: style.width)
    }
    return text
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

/// Returns a text wrapped between words into indented lines of at most the given width.
private func wrapped(_ text: String, indent: Int, width: Int) -> String {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, indent + line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  return (lines + [line]).map { margin + $0 + "\n" }.joined()
}
