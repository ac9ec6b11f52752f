public import Headroom

extension Document {
  /// The derivation of the numbers of one subject, such as a subnet.
  struct Derivation: Sendable {
    /// The part of a plan that the numbers are about; `nil` if they are not about a plan.
    var part: PlanPart?
    /// The name of the subject.
    let title: String
    /// A table that belongs to the derivation, such as the matrix of zones.
    var table: Table?
    /// The steps, in the order of the arithmetic.
    let steps: [DerivationStep]
  }

  /// Whether the document contains derivations of its numbers.
  public var isExplained: Bool { !derivations().isEmpty }

  /// The parts of a plan for which the document contains derivations.
  public var explainedParts: [PlanPart] { derivations().compactMap(\.part) }
}
