internal import Headroom

extension Document.Table {
  /// Returns the findings, with a row for each.
  static func findings(_ found: [FoundPart]) -> Document.Table {
    Document.Table(
      id: "findings", title: "Findings",
      columns: [
        .init("code"), .init("verdict"), .init("subject"), .init("message"), .init("source", nil, .wide),
        .init("fix", nil, .machines), .init("parts", nil, .machines), .init("moment", nil, .machines),
      ],
      rows: found.map { item in
        let finding = item.finding
        return [
          .text(finding.code), .verdict(finding.verdict), .text(finding.subject.description),
          .text(finding.message), .position(item.position), .text(finding.fix), .parts(finding.parts),
          .text(finding.moment.rawValue),
        ]
      })
  }
}
