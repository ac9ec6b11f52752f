/// One step of a calculation, with its formula, its arithmetic and its source.
public struct DerivationStep: Hashable, Sendable {
  /// The name of the number that the step computes, such as "max pods".
  public let quantity: String
  /// The formula in words, such as "interfaces × (addresses per interface − 1) + 2".
  public let formula: String
  /// The formula with its inputs and its result, such as "3 × (10 − 1) + 2 = 29".
  public let arithmetic: String
  /// The document or file that the formula or the input comes from.
  public let source: String
  /// The date of the source, for numbers that change over time, such as prices.
  public let asOf: CalendarDate?

  /// Creates a step.
  public init(_ quantity: String, formula: String, arithmetic: String, source: String, asOf: CalendarDate? = nil) {
    self.quantity = quantity
    self.formula = formula
    self.arithmetic = arithmetic
    self.source = source
    self.asOf = asOf
  }
}
