public import Headroom

/// How text on a terminal looks.
public struct TextStyle: Sendable {
  /// Whether verdicts have colour.
  public let usesColor: Bool
  /// The columns of the terminal.
  public let width: Int

  /// Makes a style.
  public init(usesColor: Bool = false, width: Int = 80) {
    self.usesColor = usesColor
    self.width = max(40, width)
  }

  /// A verdict in the colour of a traffic light, if there is colour.
  func colored(_ text: String, _ verdict: Verdict) -> String {
    guard usesColor else { return text }
    let code =
      switch verdict {
      case .pass: 32
      case .unknown: 36
      case .warn: 33
      case .fail: 31
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Table {
  /// The table in aligned columns, with the brief columns only if all would be too wide.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    // A column that says nothing in any row only takes room.
    let telling = columns.indices.filter { place in rows.isEmpty || rows.contains { $0[place].plain != "" } }
    let all = lines(telling, style)
    if all.width <= style.width { return all.text }
    return lines(telling.filter { columns[$0].isBrief }, style).text
  }

  private func lines(_ shown: [Int], _ style: TextStyle) -> (text: String, width: Int) {
    let cells = rows.map { row in shown.map { printable(row[$0].shown ?? "–") } }
    let headings = shown.map { columns[$0].title.uppercased() }
    let widths = shown.indices.map { place in
      cells.reduce(headings[place].count) { max($0, $1[place].count) }
    }
    func line(_ texts: [String], _ row: [Cell]?) -> String {
      let padded = shown.indices.map { place -> String in
        let fill = String(repeating: " ", count: widths[place] - texts[place].count)
        let isNumber = rows.first.map { $0[shown[place]].isNumber } ?? false
        let isLast = place == shown.count - 1
        guard case .verdict(let verdict) = row?[shown[place]] else {
          return isNumber ? fill + texts[place] : isLast ? texts[place] : texts[place] + fill
        }
        return style.colored(texts[place], verdict) + (isLast ? "" : fill)
      }
      return padded.joined(separator: "  ") + "\n"
    }
    let body = zip(cells, rows).map { line($0, $1) }.joined()
    return (line(headings, nil) + body, widths.reduce(0, +) + 2 * (widths.count - 1))
  }
}

extension Report {
  /// The report for a terminal: the verdict, a table a section, the findings in sentences.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let verdict = assessment.verdict
    var text = "\(printable(plan.name)): " + style.colored(verdict.description.uppercased(), verdict)
    text += "  \(summary)\n"
    for table in tables
    where !Section.trafficIDs.contains(table.id) && table.id != Section.findings.id && !table.rows.isEmpty {
      text += "\n\(table.title)\n" + table.text(style)
    }
    if !assessment.traffic.isEmpty { text += "\n" + trafficText(style) }
    guard !assessment.findings.isEmpty else { return text }
    return text + "\n" + self.text(of: assessment.findings, style)
  }

  /// Findings in sentences, each with its place.
  func text(of findings: [Finding], _ style: TextStyle) -> String {
    var text = "Findings\n"
    for finding in findings {
      let place = position(of: finding.subject).map { "  \($0)" } ?? ""
      text += style.colored(finding.verdict.description, finding.verdict)
      text += "  \(finding.code)  \(printable(finding.subject.description + place))\n"
      text += wrapped(printable(finding.message), indent: 2, width: style.width)
    }
    return text
  }

  /// What the plan is, in a few words.
  var summary: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let version = plan.kubernetesVersion.map { "EKS \($0), " } ?? ""
    let nodes = analysis.groups.reduce(0) { $0 + $1.nodes }
    return "\(version)\(plan.region), \(count(plan.subnets.count, "subnet")), \(count(nodes, "node"))"
  }
}

extension DerivationStep {
  /// Derivations for a terminal: quantity, arithmetic, rule, source.
  public static func text(_ steps: [DerivationStep], _ style: TextStyle = TextStyle()) -> String {
    steps.map { step in
      let date = step.asOf.map { ", as of \($0)" } ?? ""
      return printable(step.quantity) + "\n" + wrapped(printable(step.arithmetic), indent: 4, width: style.width)
        + wrapped("rule: \(printable(step.formula))", indent: 4, width: style.width)
        + wrapped("source: \(printable(step.source))\(date)", indent: 4, width: style.width)
    }.joined()
  }
}

/// Text broken between words, each line indented.
func wrapped(_ text: String, indent: Int, width: Int) -> String {
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
