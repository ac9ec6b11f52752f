extension PlanTraffic {
  /// How the lines beside the Services come to be.
  public var steps: [DerivationStep] {
    lines.map(\.step)
      + breakEvens.map {
        DerivationStep(
          $0.question, formula: "where both cost the same", arithmetic: $0.arithmetic, source: Source.prices)
      }
  }
}
