/// Something that the numbers of an assessment rest on and that the plan does not say.
public struct Assumption: Hashable, Sendable {
  /// One sentence.
  public let text: String
  /// The date of what is assumed, where it has one.
  public let asOf: CalendarDate?

  /// Makes an assumption.
  public init(_ text: String, asOf: CalendarDate? = nil) {
    self.text = text
    self.asOf = asOf
  }
}
