extension PlanTraffic {
  /// The derivation of the bill lines that do not belong to a Service, and of the break-even volumes.
  public var steps: [DerivationStep] {
    lines.map(\.step)
      + breakEvens.map {
        DerivationStep(
          $0.question, formula: "where both cost the same", arithmetic: $0.arithmetic, source: Source.prices)
      }
  }
}
