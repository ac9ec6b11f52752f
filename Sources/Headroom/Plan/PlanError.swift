/// An error that lists all reasons why a description is not a consistent plan.
public struct PlanError: Error, Hashable, Sendable {
  /// A reason why a description is not a consistent plan.
  public struct Problem: Hashable, Sendable {
    /// The part of the plan that is wrong.
    public let part: PlanPart
    /// The position in the file; `nil` if the plan was not read from a file.
    public var position: SourcePosition?
    /// One sentence that says what is wrong and what is expected.
    public let message: String

    /// Creates a problem.
    package init(_ part: PlanPart, _ message: String, at position: SourcePosition? = nil) {
      self.part = part
      self.message = message
      self.position = position
    }
  }

  /// The problems. Those of a plan file are in the order of the file.
  public let problems: [Problem]

  /// Creates an error from one or more problems.
  package init(_ problems: [Problem]) {
    self.problems = problems
  }
}

extension PlanError: CustomStringConvertible {
  /// The largest number of problems that are printed, and of characters of each.
  private static let mostPrinted = 50, mostCharacters = 600

  /// One line per problem, with its place and its message. Line feeds in names become spaces, so that a name cannot
  /// look like another problem, and a line that is very long is cut.
  public var description: String {
    let lines = problems.prefix(Self.mostPrinted).map { problem in
      let place = problem.position?.description ?? problem.part.description
      var text = "\(place): \(problem.message)"
      if text.utf8.count > Self.mostCharacters {
        text = text.count > Self.mostCharacters ? text.prefix(Self.mostCharacters) + "…" : text
      }
      return text.utf8.contains { $0 == 10 || $0 == 13 }
        ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
    }
    let rest = problems.count - lines.count
    return (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
  }
}
