public import Headroom

extension Document {
  /// Returns the answer of `headroom explain CODE`: the rule of a check, and what to do about its findings.
  public static func check(_ check: Check) -> Document {
    let verdicts = check.verdicts.sorted().map(\.description)
    var section = Section(id: "check", title: "\(check.id)  \(check.title) (\(verdicts.joined(separator: ", ")))")
    section.remarks = { ["Rule: \(check.rule)", "Fix: \(check.fix)"] }
    return Document(kind: "Check", title: check.title, sections: [section]) {
      [
        "code": .string(check.id), "title": .string(check.title), "rule": .string(check.rule),
        "fix": .string(check.fix), "verdicts": .array(verdicts.map(JSONValue.string)),
      ]
    }
  }
}
