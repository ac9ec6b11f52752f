internal import Headroom

extension Document {
  /// Returns the section about the findings that the user accepts.
  static func accepted(_ review: FindingReview?) -> Section {
    var section = section("ignored", "Ignored findings") { .accepted(review?.accepted ?? []) }
    section.isIncluded = review.map { !$0.accepted.isEmpty } ?? false
    return section
  }

  /// Returns what is to be said about exceptions that have no effect.
  static func notes(about review: FindingReview) -> [String] {
    func place(_ exception: FindingException) -> String { exception.position.map { "\($0): " } ?? "" }
    func name(_ exception: FindingException) -> String {
      printable(exception.code + (exception.subject.map { " of \($0)" } ?? ""))
    }
    return review.expired.map { "\(place($0))\(name($0)) is no longer ignored; its date \($0.until!) is over." }
      + review.unused.map { "\(place($0))\(name($0)) is ignored, but there is no such finding." }
  }
}

extension Document.Table {
  fileprivate static func accepted(
    _ accepted: [(finding: Finding, exception: FindingException)]
  ) -> Document.Table {
    Document.Table(
      id: "ignored", title: "Ignored findings",
      columns: [
        .init("subject"), .init("code"), .init("was"), .init("reason"), .init("until"), .init("message", nil, .wide),
      ],
      rows: accepted.map { item in
        [
          .text(item.finding.subject.description), .text(item.finding.code), .verdict(item.finding.verdict),
          .text(item.exception.reason), .text(item.exception.until?.description ?? ""), .text(item.finding.message),
        ]
      })
  }
}
