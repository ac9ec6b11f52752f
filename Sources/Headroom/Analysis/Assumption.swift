/// An assumption that the numbers of an assessment are based on where the plan does not specify something.
public struct Assumption: Hashable, Sendable {
  /// The assumption in one or two sentences.
  public let text: String
  /// The date of the data that the assumption refers to; `nil` if it has no date.
  public let asOf: CalendarDate?

  /// Creates an assumption.
  ///
  /// - Parameters:
  ///   - text: The assumption in one or two sentences.
  ///   - asOf: The date of the data that the assumption refers to.
  package init(_ text: String, asOf: CalendarDate? = nil) {
    self.text = text
    self.asOf = asOf
  }
}
