extension ServiceRouting {
  /// Returns the steps by which the hints and the cross-zone shares of a Service are computed.
  ///
  /// - Parameters:
  ///   - ratios: The zones' shares of the CPU with which the routing was computed.
  ///   - endpoints: The number of endpoints by zone with which the routing was computed.
  package func steps(ratios: ZoneCPURatios?, endpoints: [String: Int]) -> [DerivationStep] {
    var steps: [DerivationStep] = []
    if mode == .auto, let ratios {
      steps.append(
        DerivationStep(
          "CPU share per zone", formula: "allocatable CPU of the zone's ready nodes ÷ that of all ready nodes",
          arithmetic: listed(ratios.byZone.mapValues(percent)), source: Source.topologyCache))
      let count = endpoints.values.reduce(0, +)
      if let allocation = try? TopologyAllocation(endpoints: count, ratios: ratios) {
        let desired = allocation.desired.mapValues { "\($0)" }
        steps.append(
          DerivationStep(
            "desired endpoints per zone", formula: "CPU share × endpoints, but at least this ÷ 1.2, rounded up",
            arithmetic: "\(count) endpoints: \(listed(desired))", source: Source.topologyCache))
      }
    }
    return steps + hintSteps + [
      Self.step("crossing zones without hints", withoutHints.crossZoneFraction, withoutHints.flows),
      Self.step("crossing zones", asAsked.crossZoneFraction, asAsked.flows),
    ]
  }

  var hintSteps: [DerivationStep] {
    guard mode != .none else { return [] }
    let rule =
      mode == .auto
      ? "CPU share × pods, but at least this ÷ 1.2, rounded up; zones with too many pods give some to the others"
      : "each pod is hinted to its own zone"
    let outcome = event.map(\.message) ?? mode.rawValue
    let hints = hints.isEmpty ? "none" : listed(hintsByZone.mapValues(String.init))
    return [
      DerivationStep(
        "hints per zone", formula: rule, arithmetic: "\(hints) (\(outcome))",
        source: mode == .auto ? Source.topologyCache : Source.trafficDistribution)
    ]
  }

  static func step(_ name: String, _ fraction: Double, _ flows: [ZoneMatrix.Flow]) -> DerivationStep {
    let terms = flows.filter { $0.from != $0.to }.map { "\($0.from) to \($0.to) \(percent($0.share))" }
    let sum = terms.isEmpty ? "no traffic leaves its zone" : terms.joined(separator: " + ")
    return DerivationStep(
      name, formula: "sum over pairs of different zones: share of the clients × share of the pods that they use",
      arithmetic: "\(sum) = \(percent(fraction))", source: Source.kubeProxy)
  }
}
