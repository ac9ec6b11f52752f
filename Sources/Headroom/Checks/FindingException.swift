/// A finding that a user accepts, with the reason.
package struct FindingException: Hashable, Sendable {
  /// The code of the check.
  package let code: String
  /// The subject, as its name or with its kind, such as `private-a` or `subnet private-a`; `nil` for every subject.
  package let subject: String?
  /// Why the finding is accepted.
  package let reason: String
  /// The last day on which it is accepted; `nil` if there is none.
  package var until: CalendarDate?
  /// The worst verdict that is accepted; `nil` if every verdict is.
  package var worst: Verdict?
  /// The place of the exception in its file.
  package var position: SourcePosition?
  /// Whether the exception comes from a baseline, of which findings that are gone need no mention.
  package var isOfBaseline = false

  /// Creates an exception.
  package init(code: String, subject: String? = nil, reason: String) {
    self.code = code
    self.subject = subject
    self.reason = reason
  }

  /// Returns whether the exception accepts a finding.
  package func accepts(_ finding: Finding) -> Bool {
    guard finding.code == code, worst.map({ finding.verdict <= $0 }) ?? true else { return false }
    let part = finding.subject.whole
    return subject.map { $0 == part.description || !part.name.isEmpty && $0 == part.name } ?? true
  }

  /// Whether the exception no longer holds on a day.
  package func isExpired(on today: CalendarDate?) -> Bool {
    guard let until, let today else { return false }
    return until < today
  }
}
