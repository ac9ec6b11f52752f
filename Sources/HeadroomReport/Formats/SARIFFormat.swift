internal import Headroom

extension Document {
  /// Returns the findings as SARIF 2.1.0, which code scanning shows beside the lines of a plan file.
  ///
  /// The fingerprint of a finding depends on its check and on the parts of the plan that it is about, but not on lines
  /// and numbers, so that it stays the same finding when the file changes elsewhere.
  public func sarif() -> String {
    let found = sections.compactMap(\.findings).first ?? []
    let groups = FindingGroup.grouped(found)
    var codes: [String: Int] = [:]
    var checks: [Check] = []
    for group in groups where codes[group.check.id] == nil {
      codes[group.check.id] = checks.count
      checks.append(group.check)
    }
    let file = found.compactMap(\.position?.file).filter { !$0.hasPrefix("-") && !$0.hasPrefix("<") }.min() ?? "stdin"
    var seen: [[String]: Int] = [:]
    let results = groups.flatMap(\.items).map { item in
      let finding = item.finding
      let key = [finding.code, finding.moment.rawValue, finding.subject.key ?? ""] + finding.parts.map(\.description)
      // Findings of one check about the same parts are told apart by their order.
      seen[key, default: 0] += 1
      let print = fingerprint(key + ["\(seen[key]!)"])
      return Self.result(item, rule: codes[item.finding.code] ?? 0, file: file, print)
    }
    let driver: [String: JSONValue] = [
      "name": .string("Headroom"), "semanticVersion": .string(EmbeddedFacts.version),
      "rules": .array(checks.map(Self.rule)),
    ]
    var writer = JSONWriter()
    writer.write(
      .object([
        "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"), "version": .string("2.1.0"),
        "runs": .array([
          .object([
            "tool": .object(["driver": .object(driver)]), "results": .array(results),
            "columnKind": .string("unicodeCodePoints"),
            "automationDetails": .object(["id": .string("headroom/\(fingerprint([title, sourceName ?? ""]))/")]),
          ])
        ]),
      ]))
    return writer.text + "\n"
  }

  /// Returns a message in which nothing is a link or a placeholder.
  private static func text(_ text: String) -> JSONValue {
    var result = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "{", "}": result += "\(scalar)\(scalar)"
      case "[", "]", "\\": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return .object(["text": .string(result)])
  }

  private static func rule(_ check: Check) -> JSONValue {
    .object([
      "id": .string(check.id), "shortDescription": text(check.title), "fullDescription": text(check.rule),
      "help": .object([
        "text": .string("\(check.rule)\n\nFix: \(check.fix)"),
        "markdown": .string(
          "\(HeadroomReport.markdown(check.rule, limit: 4000))\n\n**Fix:** "
            + HeadroomReport.markdown(check.fix, limit: 4000)),
      ]),
      "defaultConfiguration": .object(["level": .string((check.verdicts.max() ?? .warn).sarifLevel)]),
    ])
  }

  private static func result(_ item: FoundPart, rule: Int, file: String, _ print: String) -> JSONValue {
    let finding = item.finding
    let subject = finding.subject
    var location: [String: JSONValue] = [
      "logicalLocations": .array([
        .object([
          "name": .string(printable(subject.name.isEmpty ? subject.kind.description : subject.name)),
          "fullyQualifiedName": .string(printable(subject.description)),
          "kind": .string("object"),
        ])
      ])
    ]
    // A value of the command line has no line in a file.
    let place = item.position.flatMap { $0.file.hasPrefix("-") || $0.file.hasPrefix("<") ? nil : $0 }
    location["physicalLocation"] = .object([
      "artifactLocation": .object(["uri": .string(uri(place?.file ?? file))]),
      "region": .object([
        "startLine": .integer(max(1, place?.line ?? 1)), "startColumn": .integer(max(1, place?.column ?? 1)),
      ]),
    ])
    return .object([
      "ruleId": .string(finding.code), "ruleIndex": .integer(rule), "level": .string(finding.verdict.sarifLevel),
      "message": text("\(subject.kind == .plan ? "" : "\(subject.description): ")\(finding.message)"),
      "locations": .array([.object(location)]),
      "partialFingerprints": .object([
        "headroomFinding/v1": .string(print),
        // The only one that GitHub's code scanning looks at.
        "primaryLocationLineHash": .string("\(print):1"),
      ]),
      "properties": .object([
        "verdict": .string(finding.verdict.description), "moment": .string(finding.moment.rawValue),
      ]),
    ])
  }

  /// Returns a path as a reference, with everything escaped that is not allowed in one.
  private static func uri(_ path: String) -> String {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let escaped = path.utf8.map { byte -> String in
      if allowed.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
    return escaped.hasPrefix("/") ? "file://\(escaped)" : escaped
  }
}

extension Verdict {
  /// The level in SARIF, which has no word for what is not known.
  fileprivate var sarifLevel: String {
    switch self {
    case .fail: "error"
    case .warn, .unknown: "warning"
    case .note, .pass: "note"
    }
  }
}
