internal import Headroom

extension Section {
  static let findings = Section(
    id: "findings",
    table: { report in
      Table(
        id: "findings", title: "Findings",
        columns: [
          .init("code"), .init("verdict"), .init("subject"), .init("message"), .init("source", isBrief: false),
        ],
        rows: report.assessment.findings.map { finding in
          [
            .text(finding.code), .verdict(finding.verdict), .text(finding.subject.description),
            .text(finding.message), .position(report.position(of: finding.subject)),
          ]
        })
    })
}
