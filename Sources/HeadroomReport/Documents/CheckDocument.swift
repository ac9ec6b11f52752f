public import Headroom

extension Document {
  /// Returns the answer of `headroom explain CODE`: the rule of a check, and what to do about its findings.
  ///
  /// - Parameters:
  ///   - check: The check.
  ///   - found: Findings of the check in a plan, which precede the rule.
  public static func check(_ check: Check, found: [Finding] = []) -> Document {
    let verdicts = check.verdicts.sorted().map(\.description)
    var section = Section(id: "check", title: "\(check.id)  \(check.title) (\(verdicts.joined(separator: ", ")))")
    section.remarks = {
      found.map { "\($0.verdict), \($0.subject.whole): \($0.message)" } + ["Rule: \(check.rule)", "Fix: \(check.fix)"]
    }
    return Document(kind: "Check", title: check.title, sections: [section]) {
      [
        "code": .string(check.id), "title": .string(check.title), "rule": .string(check.rule),
        "fix": .string(check.fix), "verdicts": .array(verdicts.map(JSONValue.string)),
      ]
    }
  }
}
