internal import Headroom

extension Document.Section {
  /// The number of findings of a group that a card shows at once, and the number that it contains.
  private static var mostOpen: Int { 3 }
  private static var mostListed: Int { 100 }

  /// Returns findings as cards, one for each group, the heaviest first. Notes are folded.
  static func cards(_ found: [FoundPart], _ links: PageLinks) -> [HTMLNode] {
    guard !found.isEmpty else { return [element("p", [], .text("There are no findings."))] }
    let groups = FindingGroup.grouped(found)
    let heavy = groups.filter { $0.verdict != .note }
    let notes = groups.filter { $0.verdict == .note }
    let cards = heavy.map { card($0, links) }
    guard !notes.isEmpty else { return cards }
    let summary = element("summary", [], .text(counted(notes.reduce(0) { $0 + $1.items.count }, "note")))
    return cards + [.element("details", [], [summary] + notes.map { card($0, links) })]
  }

  private static func card(_ group: FindingGroup, _ links: PageLinks) -> HTMLNode {
    var content = [
      element(
        "h3", [], group.verdict.badge, .text(" \(group.check.title) "),
        element("span", [("class", "code")], .text(group.check.id)))
    ]
    content += list(Array(group.items.prefix(mostOpen)), links)
    let folded = group.items.dropFirst(mostOpen).prefix(mostListed)
    if !folded.isEmpty {
      let rest = group.items.count - mostOpen
      let omitted = rest - folded.count
      let remark = omitted > 0 ? [element("p", [], .text("\(omitted) more are in findings.csv."))] : []
      content.append(
        .element(
          "details", [], [element("summary", [], .text("\(rest) more"))] + list(Array(folded), links) + remark))
    }
    content.append(
      element("p", [("data-part", "fix")], element("strong", [], .text("Fix:")), .text(" \(group.check.fix)")))
    return .element("article", [("class", "card \(group.verdict)"), ("data-part", "finding")], content)
  }

  private static func list(_ items: [FoundPart], _ links: PageLinks) -> [HTMLNode] {
    let lines = items.map { item -> HTMLNode in
      let subject = item.finding.subject
      let message = item.finding.message
      // Nobody needs to be told that a report is about a plan.
      var line =
        subject.kind == .plan
        ? [links.link(message.prefix(1).uppercased() + message.dropFirst(), to: subject)]
        : [links.link(subject.description, to: subject), HTMLNode.text(": \(message)")]
      if let position = item.position {
        line += [.text(" "), element("span", [("class", "place")], .text("\(position)"))]
      }
      return .element("li", [], line)
    }
    return [.element("ul", [], lines)]
  }
}
