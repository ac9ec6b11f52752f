/// Something about a plan that is worth knowing.
public struct Finding: Sendable {
  /// The check that found it; it has the rule and the fix.
  public let check: Check
  /// How bad it is.
  public let verdict: Verdict
  /// The part of the plan to blame.
  public let subject: PlanPart
  /// All parts that the finding speaks of, the subject first.
  public let parts: [PlanPart]
  /// One or two sentences with the numbers.
  public let message: String

  init(_ answer: Check.Answer, of check: Check) {
    self.check = check
    verdict = answer.verdict
    subject = answer.subject
    parts = [answer.subject.whole] + answer.others
    message = answer.message
  }

  /// The code of the check: `HR-SUB-001`.
  public var code: String { check.id }

  /// What to do about it.
  public var fix: String { check.fix }
}

extension Finding: Hashable {
  /// Compares two findings; checks are the same if they have the same code.
  public static func == (first: Self, second: Self) -> Bool {
    first.code == second.code && first.verdict == second.verdict && first.subject == second.subject
      && first.parts == second.parts && first.message == second.message
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(verdict)
    hasher.combine(subject)
    hasher.combine(message)
  }
}
