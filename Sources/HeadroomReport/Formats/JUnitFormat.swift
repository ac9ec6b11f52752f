public import Headroom

extension Document {
  /// Returns the findings as a JUnit report, which the test views of pipelines show: one case for each check and subject,
  /// and one for each check without a finding.
  ///
  /// - Parameter limit: The verdict from which on a finding is a failure; lighter ones pass, with the finding as output.
  ///   A verdict that is not known is a skipped case, unless the limit is `unknown`.
  public func junit(failingAt limit: Verdict = .fail) -> String {
    let found = sections.compactMap(\.findings).first ?? []
    let groups = Dictionary(grouping: found) { $0.finding.code }
    var cases: [HTMLNode] = []
    var (failures, skipped) = (0, 0)
    var names: [String: Int] = [:]
    for check in Check.all where groups[check.id] == nil {
      cases.append(Self.testCase(check, name: "no finding", []))
    }
    for group in FindingGroup.grouped(found) {
      for item in group.items {
        let finding = item.finding
        let place = item.position.map { "\($0): " } ?? ""
        let text = printable("\(place)\(finding.message)") + "\nFix: \(finding.fix)"
        let content: HTMLNode
        if finding.verdict >= limit && finding.verdict != .note && (finding.verdict != .unknown || limit == .unknown) {
          failures += 1
          content = element("failure", [("type", "\(finding.verdict)"), ("message", finding.message)], .text(text))
        } else if finding.verdict == .unknown {
          skipped += 1
          content = element("skipped", [("message", finding.message)])
        } else {
          content = element("system-out", [], .text("\(finding.verdict): \(text)"))
        }
        // A viewer shows only one of several cases with the same name.
        let others = finding.parts.dropFirst().map(\.description).joined(separator: ", ")
        var name = finding.subject.description + (others.isEmpty ? "" : " (\(others))")
        names["\(finding.code) \(name)", default: 0] += 1
        let count = names["\(finding.code) \(name)"]!
        if count > 1 { name += " \(count)" }
        cases.append(Self.testCase(group.check, name: name, [content]))
      }
    }
    let counts: [(StaticString, String)] = [
      ("name", title), ("tests", "\(cases.count)"), ("failures", "\(failures)"), ("errors", "0"),
      ("skipped", "\(skipped)"), ("time", "0"),
    ]
    let total = counts.filter { !["skipped"].contains($0.0.description) }
    return HTMLDocument.xml(
      .element("testsuites", total, [.element("testsuite", counts, cases)]))
  }

  private static func testCase(_ check: Check, name: String, _ content: [HTMLNode]) -> HTMLNode {
    let attributes: [(StaticString, String)] = [
      ("classname", "\(check.id) \(check.title)"), ("name", name), ("time", "0"),
    ]
    return .element("testcase", attributes, content)
  }
}
