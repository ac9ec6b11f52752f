public import Headroom

extension Document {
  /// How the numbers of one thing are derived.
  struct Derivation: Sendable {
    /// The part of a plan that the numbers are about; `nil` outside plans.
    var part: PlanPart?
    /// What the numbers are about.
    let title: String
    /// A table that belongs to it, such as the matrix of zones.
    var table: Table?
    /// The steps, in the order of the arithmetic.
    let steps: [DerivationStep]
  }

  /// Whether the document can say how its numbers are derived.
  public var isExplained: Bool { !derivations().isEmpty }

  /// The parts of a plan whose numbers the document derives.
  public var explainedParts: [PlanPart] { derivations().compactMap(\.part) }
}
