public import Headroom

extension Document {
  /// The derivation of the numbers of one subject, such as a subnet. Its steps are made when they are asked for, because
  /// a page shows those of some subjects only.
  struct Derivation: Sendable {
    /// The part of a plan that the numbers are about; `nil` if they are not about a plan.
    var part: PlanPart?
    /// The name of the subject.
    let title: String
    private let makeTable: @Sendable () -> Table?
    private let makeSteps: @Sendable () -> [DerivationStep]

    init(
      part: PlanPart? = nil, title: String, table: @escaping @autoclosure @Sendable () -> Table? = nil,
      steps: @escaping @autoclosure @Sendable () -> [DerivationStep]
    ) {
      self.part = part
      self.title = title
      makeTable = table
      makeSteps = steps
    }

    /// A table that belongs to the derivation, such as the matrix of zones.
    var table: Table? { makeTable() }
    /// The steps, in the order of the arithmetic.
    var steps: [DerivationStep] { makeSteps() }
  }

  /// Whether the document contains derivations of its numbers.
  public var isExplained: Bool { !derivations().isEmpty }

  /// The parts of a plan for which the document contains derivations.
  public var explainedParts: [PlanPart] { derivations().compactMap(\.part) }
}
