/// Something about a plan that is worth knowing.
public struct Finding: Hashable, Sendable {
  /// The code of the check: `HR-SUB-001`.
  public let code: String
  /// How bad it is.
  public let verdict: Verdict
  /// What it is about.
  public let subject: PlanPart
  /// One or two sentences with the numbers and the way out.
  public let message: String
}
