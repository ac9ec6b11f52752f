internal import Headroom

extension Document {
  /// Returns the findings as commands for the runner of GitHub Actions, which shows them beside the lines of a plan file.
  ///
  /// This is the only format whose lines are commands. Text from a plan cannot end one, or begin another.
  public func githubCommands() -> String {
    let found = sections.compactMap(\.findings).first ?? []
    let lines = FindingGroup.grouped(found).flatMap { group in
      group.items.map { item -> String in
        let finding = item.finding
        let title = "\(finding.code) \(group.check.title)"
        var properties = ["title=\(Self.property(title))"]
        if let place = item.position, !place.file.hasPrefix("-"), !place.file.hasPrefix("<") {
          properties = ["file=\(Self.property(place.file))", "line=\(place.line)", "col=\(place.column)"] + properties
        }
        let subject = finding.subject.kind == .plan ? "" : "\(finding.subject): "
        let fix = finding.verdict > .note ? "\nFix: \(finding.fix)" : ""
        return
          "::\(group.verdict.command) \(properties.joined(separator: ","))::\(Self.data(subject + finding.message + fix))\n"
      }
    }
    return lines.joined() + (sentence.map { withoutCommands(printable($0) + "\n") } ?? "")
  }

  /// Returns a text as the message of a command, by the rules of the runner's own toolkit.
  private static func data(_ text: String) -> String {
    printable(text.replacing("%", with: "%25"), breaksLines: true).replacing("\n", with: "%0A").replacing(
      "\r", with: "%0D")
  }

  private static func property(_ text: String) -> String {
    data(printable(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

extension Verdict {
  /// The name of the command.
  fileprivate var command: String {
    switch self {
    case .fail: "error"
    case .warn, .unknown: "warning"
    case .note, .pass: "notice"
    }
  }
}
