extension ServiceTraffic {
  /// How the Service's numbers come to be.
  public var steps: [Step] {
    var steps = [
      Step(
        "pods by zone", formula: "pods that run, spread evenly, a remainder to the smallest names",
        arithmetic: list(endpoints.mapValues(String.init)), source: Source.plan)
    ]
    if !clients.isEmpty {
      let whole = clients.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
      steps.append(
        Step(
          "clients by zone", formula: clientRule,
          arithmetic: list(clients.mapValues { whole > 0 ? percent($0 / whole) : "none" }), source: Source.plan))
    }
    if let routing { steps += routing.hintSteps }
    steps += crossingSteps
    steps += exposures.flatMap(\.steps)
    return steps + lines.map(\.step)
  }

  private var clientRule: String {
    if service.measured != nil { return "what leaves each zone, as measured" }
    return switch service.clients {
    case .nodes: "each zone weighs as much as the CPU that its nodes leave to pods"
    case .workload(let name): "the pods of \(name)"
    case .zones: "the plan's weights"
    case .vpc, .internet: "through load balancers"
    }
  }

  private var crossingSteps: [Step] {
    [
      crossZoneFractionWithoutHints.map {
        ServiceRouting.step("crossing zones without hints", $0, routing?.withoutHints.flows ?? [])
      },
      crossZoneFraction.map { ServiceRouting.step("crossing zones", $0, flows) },
    ].compactMap(\.self)
  }
}

extension ExposureTraffic {
  /// How the crossings of a load balancer come to be, hop by hop.
  fileprivate var steps: [Step] {
    let kind = exposure.kind.rawValue
    let across = exposure.crossesZones ? "any target of its zones" : "targets of the zone it arrived in"
    let hops = routes.flatMap { route -> [Step] in
      let name = "\(kind) to \(route.service)\(routes.count > 1 ? ", \(percent(route.share)) of it" : "")"
      var steps = [
        Step(
          "\(name): to target", formula: "\(across), evenly (cross-zone \(exposure.crossesZones ? "on" : "off"))",
          arithmetic:
            "\(route.targets) \(exposure.target == .ip ? "pods" : "nodes") in \(zones.joined(separator: ", ")): \(percent(route.path.targetCrossing)) crosses",
          source: Source.loadBalancing)
      ]
      if exposure.clients != .internet {
        steps.insert(
          Step(
            "\(name): to the load balancer", formula: "a zone that DNS gives, by \(exposure.clientRouting.rawValue)",
            arithmetic: "\(percent(route.path.clientCrossing)) crosses", source: Source.loadBalancing), at: 0)
      }
      if exposure.target == .instance {
        steps.append(
          Step(
            "\(name): node to pod", formula: "kube-proxy's choice, hints honoured; policy Local stays on the node",
            arithmetic: "\(percent(route.path.podCrossing)) crosses", source: Source.kubeProxy))
      }
      return steps
    }
    return hops + [
      Step(
        "\(kind): capacity units",
        formula: "the most of GB an hour, new connections and open ones, each by what a unit holds, × 730 h",
        arithmetic: volume.map { "\($0.total.quantity.number) GB a month" } ?? "volume not known",
        source: Source.loadBalancing)
    ]
  }
}

extension PlanTraffic {
  /// How the lines beside the Services come to be.
  public var steps: [Step] {
    lines.map(\.step)
      + breakEvens.map {
        Step($0.question, formula: "where both cost the same", arithmetic: $0.arithmetic, source: Source.prices)
      }
  }
}

extension ServiceRouting {
  /// How hints and fractions of a Service come to be.
  ///
  /// - Parameters:
  ///   - ratios: The zones' shares of the CPU, which the routing was computed with.
  ///   - endpoints: The endpoints by zone, which it was computed with.
  public func steps(ratios: ZoneCPURatios?, endpoints: [String: Int]) -> [Step] {
    var steps: [Step] = []
    if mode == .auto, let ratios {
      steps.append(
        Step(
          "shares of the CPU", formula: "allocatable CPU of the zone's ready nodes ÷ that of all",
          arithmetic: list(ratios.byZone.mapValues(percent)), source: Source.topologyCache))
      let count = endpoints.values.reduce(0, +)
      if let allocation = try? TopologyAllocation(endpoints: count, ratios: ratios) {
        let desired = allocation.desired.mapValues { "\($0)" }
        steps.append(
          Step(
            "endpoints wanted by zone", formula: "share × endpoints, at the least that ÷ 1.2 rounded up",
            arithmetic: "of \(count): \(list(desired))", source: Source.topologyCache))
      }
    }
    return steps + hintSteps + [
      Self.step("crossing zones without hints", withoutHints.crossZoneFraction, withoutHints.flows),
      Self.step("crossing zones", asAsked.crossZoneFraction, asAsked.flows),
    ]
  }

  fileprivate var hintSteps: [Step] {
    guard mode != .none else { return [] }
    let rule =
      mode == .auto
      ? "each zone its share of the CPU × pods, at the least that ÷ 1.2 rounded up; surplus moves to deficit"
      : "each pod its own zone"
    let outcome = event.map(\.message) ?? mode.rawValue
    let hints = hints.isEmpty ? "none" : list(hintsByZone.mapValues(String.init))
    return [
      Step(
        "hints by zone", formula: rule, arithmetic: "\(hints) (\(outcome))",
        source: mode == .auto ? Source.topologyCache : Source.trafficDistribution)
    ]
  }

  fileprivate static func step(_ name: String, _ fraction: Double, _ flows: [ZoneMatrix.Flow]) -> Step {
    let terms = flows.filter { $0.from != $0.to }.map { "\($0.from) to \($0.to) \(percent($0.share))" }
    let sum = terms.isEmpty ? "nothing leaves its zone" : terms.joined(separator: " + ")
    return Step(
      name, formula: "sum over pairs of zones: share of the clients × part of the pods they use",
      arithmetic: "\(sum) = \(percent(fraction))", source: Source.kubeProxy)
  }
}

/// Names with values, in the order of the names.
private func list(_ values: [String: String]) -> String {
  values.isEmpty ? "none" : values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
}

extension BillLine {
  /// The line as arithmetic.
  var step: Step {
    let amount = quantity.map { "\($0)" } ?? "not known"
    let each = price?.perUnit.map { "\($0.formatted(decimals: 5)) \($0.currency.rawValue)" } ?? "price not known"
    let cost = cost.map { "\($0)" } ?? "not known"
    return Step(
      description, formula: "\(meter): quantity × price\(isAssumed ? ", assumed" : "")",
      arithmetic: "\(amount) × \(each) = \(cost)", source: price?.source ?? "no source", asOf: price?.asOf)
  }
}
