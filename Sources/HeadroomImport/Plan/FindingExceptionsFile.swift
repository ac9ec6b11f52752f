package import Headroom

/// Imports the findings that a file such as `.headroom.yaml` accepts.
///
/// - Throws: `PlanError` with all problems of the file, each with its file, line and column.
package func importExceptions(_ file: SourceFile) throws(PlanError) -> [FindingException] {
  let root = try YAMLDocument(file, ifEmpty: "; expected `ignore: […]`").root
  var cursor = YAMLCursor(file: file.name)
  let part = PlanPart(.plan, key: "ignore")
  let values = cursor.object(root, part, keys: ["ignore"])
  let codes = Check.all.map(\.id)
  let exceptions = cursor.list(values["ignore"], part).compactMap { node -> FindingException? in
    let values = cursor.object(node, part, keys: ["code", "subject", "reason", "until"])
    for key in ["code", "reason"] where values[key] == nil {
      cursor.complain(part, "`\(key)` is missing", at: node)
    }
    let until = cursor.value(values["until"], part, expected: "a date such as 2027-03-31", read: CalendarDate.init)
    guard let code = cursor.text(values["code"], part), let reason = cursor.text(values["reason"], part) else {
      return nil
    }
    guard codes.contains(code) else {
      let hint = nearestName(to: code, among: codes).map { "; did you mean '\($0)'?" } ?? ""
      cursor.complain(part, "no check '\(code.prefix(80))'\(hint)", at: values["code"])
      return nil
    }
    var exception = FindingException(code: code, subject: cursor.text(values["subject"], part), reason: reason)
    exception.until = until
    exception.position = cursor.position(of: node)
    return exception
  }
  guard cursor.problems.isEmpty else { throw cursor.error }
  return exceptions
}

/// Imports the findings of an earlier `headroom check -o json`, each of which is accepted unless it became worse.
package func importBaseline(_ file: SourceFile) throws(PlanError) -> [FindingException] {
  let root = try YAMLDocument(file, ifEmpty: "; expected the output of `headroom check -o json`").root
  guard root["kind"]?.text == "Assessment", let found = root["findings"]?.items else {
    let position = SourcePosition(file: file.name, line: 1, column: 1)
    let message = "the file is not the output of `headroom check -o json`"
    throw PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
  return found.compactMap { item in
    guard let code = item["code"]?.text, let subject = item["subject"]?.text,
      let verdict = Verdict.allCases.first(where: { $0.description == item["verdict"]?.text })
    else { return nil }
    var exception = FindingException(code: code, subject: subject, reason: "in the baseline")
    exception.worst = verdict
    exception.isOfBaseline = true
    return exception
  }
}
