/// A problem that a check found in a plan, or a number that the check needs and that is not known.
public struct Finding: Sendable {
  /// The check that reported the finding. It contains the rule and the fix.
  public let check: Check
  /// The severity of the finding.
  public let verdict: Verdict
  /// The part of the plan that causes the problem.
  public let subject: PlanPart
  /// All parts of the plan that the finding mentions, the subject first.
  public let parts: [PlanPart]
  /// One or two sentences that describe the problem with its numbers.
  public let message: String
  /// What the finding speaks of.
  public let moment: Moment

  /// What a finding speaks of.
  public enum Moment: String, Hashable, Sendable, CaseIterable {
    /// The plan as it is now.
    case now
    /// The peak of the plan.
    case peak
    /// An event that may happen, such as an update or the loss of a zone.
    case whatIf = "what-if"
  }

  init(_ answer: Check.Answer, of check: Check) {
    self.check = check
    verdict = answer.verdict
    subject = answer.subject
    parts = [answer.subject.whole] + answer.others
    message = answer.message
    moment = answer.moment
  }

  /// The code of the check, such as `HR-SUB-001`.
  public var code: String { check.id }

  /// What to do about the finding.
  public var fix: String { check.fix }
}

extension Finding: Hashable {
  /// Returns whether two findings are equal. Their checks are equal if they have the same code.
  public static func == (first: Self, second: Self) -> Bool {
    first.code == second.code && first.verdict == second.verdict && first.subject == second.subject
      && first.parts == second.parts && first.message == second.message
  }

  /// Hashes the properties that `==` compares, except for ``parts``.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(verdict)
    hasher.combine(subject)
    hasher.combine(message)
  }
}
