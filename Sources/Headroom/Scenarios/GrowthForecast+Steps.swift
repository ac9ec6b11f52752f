extension GrowthForecast {
  /// The derivation of the months in which something runs out.
  package var steps: [DerivationStep] {
    let rule =
      switch growth.model {
      case .compound: "today's pods × (1 + rate)^month, rounded up"
      case .linear: "today's pods × (1 + rate × month), rounded up"
      case .steps: "today's pods × the percentage of the last step, rounded up"
      }
    let last = growth.factor(month: growth.horizon)
    let start = DerivationStep(
      "pods", formula: "\(rule); nodes are added when the pods no longer fit",
      arithmetic: "× \(percent(last)) of today after \(growth.horizon) months", source: Source.plan)
    guard !exhaustions.isEmpty else {
      return [
        start,
        DerivationStep(
          "first limit", formula: "the first month in which a resource does not suffice at the peak",
          arithmetic: "none within \(growth.horizon) months", source: Source.plan),
      ]
    }
    return [start]
      + exhaustions.map { item in
        DerivationStep(
          "\(item.resource)", formula: "the first month in which it does not suffice at the peak",
          arithmetic:
            "month \(item.month), at \(percent(growth.factor(month: item.month))) of today's pods: \(item.pods) pods on "
            + "\(item.nodes) nodes",
          source: Source.plan)
      }
  }
}
