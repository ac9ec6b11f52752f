internal import Headroom

extension Document {
  /// Returns the findings as commands for the runner of GitHub Actions, which shows them beside the lines of a plan file.
  ///
  /// This is the only format whose lines are commands. Text from a plan cannot end one, or begin another.
  public func githubCommands() -> String {
    let found = sections.compactMap(\.findings).first ?? []
    let items = FindingGroup.grouped(found).flatMap(\.items)
    var lines: [String] = []
    for command in ["error", "warning", "notice"] {
      let mine = items.filter { $0.finding.verdict.command == command }
      // GitHub shows ten annotations of a level for each step.
      let shown = mine.count > Self.mostAnnotations ? mine.prefix(Self.mostAnnotations - 1) : mine[...]
      lines += shown.map { Self.line(command, $0) }
      if mine.count > shown.count {
        lines.append("::\(command) title=Headroom::\(mine.count - shown.count) more are in the other outputs\n")
      }
    }
    return lines.joined() + (sentence.map { withoutCommands(printable($0) + "\n") } ?? "")
  }

  /// The number of annotations of a level.
  private static let mostAnnotations = 10

  private static func line(_ command: String, _ item: FoundPart) -> String {
    let finding = item.finding
    var properties = ["title=\(property("\(finding.code) \(finding.check.title)"))"]
    if let place = item.position, !place.file.hasPrefix("-"), !place.file.hasPrefix("<") {
      properties = ["file=\(property(place.file))", "line=\(place.line)", "col=\(place.column)"] + properties
    }
    let subject = finding.subject.kind == .plan ? "" : "\(finding.subject): "
    let fix = finding.verdict > .note ? "\nFix: \(finding.fix)" : ""
    return "::\(command) \(properties.joined(separator: ","))::\(data(printable(subject + finding.message) + fix))\n"
  }

  /// Returns a text as the message of a command, by the rules of the runner's own toolkit.
  private static func data(_ text: String) -> String { escaped(text, ["%", "\n", "\r"]) }

  private static func property(_ text: String) -> String { escaped(printable(text), ["%", ":", ","]) }

  private static func escaped(_ text: String, _ special: [Unicode.Scalar]) -> String {
    var result = ""
    for scalar in printable(text, breaksLines: true).unicodeScalars {
      guard special.contains(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "%" + (digits.count == 1 ? "0" : "") + digits
    }
    return result
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
