/// One line of arithmetic with its source: how a number came to be.
public struct DerivationStep: Hashable, Sendable {
  /// What is worked out: "max pods".
  public let quantity: String
  /// The rule: "interfaces × (addresses per interface − 1) + 2".
  public let formula: String
  /// The rule with its inputs and result: "3 × (10 − 1) + 2 = 29".
  public let arithmetic: String
  /// Where the rule or the input is from.
  public let source: String
  /// The date of the source, where the number hangs on it.
  public let asOf: CalendarDate?

  /// Makes a step.
  public init(_ quantity: String, formula: String, arithmetic: String, source: String, asOf: CalendarDate? = nil) {
    self.quantity = quantity
    self.formula = formula
    self.arithmetic = arithmetic
    self.source = source
    self.asOf = asOf
  }
}
