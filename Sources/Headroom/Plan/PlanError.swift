/// Everything that keeps a description from being a plan, all at once.
public struct PlanError: Error, Hashable, Sendable {
  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable {
    /// The part to blame.
    public let part: PlanPart
    /// Where it stands, if it was read from a file.
    public var position: SourcePosition?
    /// One sentence: what is wrong, what was expected.
    public let message: String

    /// Makes a problem.
    public init(_ part: PlanPart, _ message: String, at position: SourcePosition? = nil) {
      self.part = part
      self.message = message
      self.position = position
    }
  }

  /// The problems, in the order in which they stand in the file.
  public let problems: [Problem]

  /// Makes an error of one or more problems.
  public init(_ problems: [Problem]) {
    self.problems = problems
  }
}

extension PlanError: CustomStringConvertible {
  /// The problems that are printed; who has more starts with these.
  private static let mostPrinted = 100

  /// One line a problem: where and what.
  public var description: String {
    let lines = problems.prefix(Self.mostPrinted).map { problem in
      let place = problem.position?.description ?? problem.part.description
      return "\(place): \(problem.message)"
    }
    let rest = problems.count - lines.count
    return (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
  }
}
