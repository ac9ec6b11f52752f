internal import Headroom

extension Document.Section {
  /// Returns findings for a terminal: each group with its subjects, their positions in the plan file, and the fix.
  func textOfFindings(_ found: [FoundPart], _ style: TextStyle) -> String {
    var text = (title ?? "") + "\n"
    for group in FindingGroup.grouped(found) {
      let lead = "\(group.verdict)  \(group.check.id)  "
      let name =
        group.items.count == 1 ? subject(of: group.items[0]) : printable("\(group.check.title) (\(group.subjects))")
      // The verdict has its color unless the line is broken.
      text +=
        displayWidth(lead + name) <= style.width
        ? style.colored(group.verdict.description, group.verdict) + "  \(group.check.id)  \(name)\n"
        : wrapped(lead + name, indent: 0, width: style.width)
      if group.items.count == 1 {
        text += wrapped(printable(group.items[0].finding.message), indent: 2, width: style.width)
      } else {
        text += list(of: group, style)
      }
      if group.verdict > .note {
        text += wrapped(printable(group.check.fix), indent: 2, width: style.width, lead: "Fix:")
      }
    }
    return text
  }

  /// Returns the findings of a group with several, the first ones unless the style is wide.
  private func list(of group: FindingGroup, _ style: TextStyle) -> String {
    let shown = style.isWide ? group.items[...] : group.items.prefix(Self.mostFindings)
    let rest = group.items.count - shown.count
    return shown.map { item in
      wrapped(subject(of: item), indent: 2, width: style.width)
        + wrapped(printable(item.finding.message), indent: 4, width: style.width)
    }.joined() + (rest > 0 ? "  \(rest) more like these; -o wide lists them\n" : "")
  }

  /// The number of findings of one group that a terminal shows.
  private static var mostFindings: Int { 5 }

  private func subject(of item: FoundPart) -> String {
    printable(item.finding.subject.description + (item.position.map { "  \($0)" } ?? ""))
  }
}
