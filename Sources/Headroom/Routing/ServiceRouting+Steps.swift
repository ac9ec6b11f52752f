extension ServiceRouting {
  /// How hints and fractions of a Service come to be.
  ///
  /// - Parameters:
  ///   - ratios: The zones' shares of the CPU, which the routing was computed with.
  ///   - endpoints: The endpoints by zone, which it was computed with.
  public func steps(ratios: ZoneCPURatios?, endpoints: [String: Int]) -> [DerivationStep] {
    var steps: [DerivationStep] = []
    if mode == .auto, let ratios {
      steps.append(
        DerivationStep(
          "shares of the CPU", formula: "allocatable CPU of the zone's ready nodes ÷ that of all",
          arithmetic: listed(ratios.byZone.mapValues(percent)), source: Source.topologyCache))
      let count = endpoints.values.reduce(0, +)
      if let allocation = try? TopologyAllocation(endpoints: count, ratios: ratios) {
        let desired = allocation.desired.mapValues { "\($0)" }
        steps.append(
          DerivationStep(
            "endpoints wanted by zone", formula: "share × endpoints, at the least that ÷ 1.2 rounded up",
            arithmetic: "of \(count): \(listed(desired))", source: Source.topologyCache))
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
      ? "each zone its share of the CPU × pods, at the least that ÷ 1.2 rounded up; surplus moves to deficit"
      : "each pod its own zone"
    let outcome = event.map(\.message) ?? mode.rawValue
    let hints = hints.isEmpty ? "none" : listed(hintsByZone.mapValues(String.init))
    return [
      DerivationStep(
        "hints by zone", formula: rule, arithmetic: "\(hints) (\(outcome))",
        source: mode == .auto ? Source.topologyCache : Source.trafficDistribution)
    ]
  }

  static func step(_ name: String, _ fraction: Double, _ flows: [ZoneMatrix.Flow]) -> DerivationStep {
    let terms = flows.filter { $0.from != $0.to }.map { "\($0.from) to \($0.to) \(percent($0.share))" }
    let sum = terms.isEmpty ? "nothing leaves its zone" : terms.joined(separator: " + ")
    return DerivationStep(
      name, formula: "sum over pairs of zones: share of the clients × part of the pods they use",
      arithmetic: "\(sum) = \(percent(fraction))", source: Source.kubeProxy)
  }
}
