extension ServiceTraffic {
  /// How the Service's numbers come to be.
  public var steps: [DerivationStep] {
    var steps = [
      DerivationStep(
        "pods by zone", formula: "pods that run, spread evenly, a remainder to the smallest names",
        arithmetic: listed(endpoints.mapValues(String.init)), source: Source.plan)
    ]
    if !clients.isEmpty {
      let whole = clients.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
      steps.append(
        DerivationStep(
          "clients by zone", formula: clientRule,
          arithmetic: listed(clients.mapValues { whole > 0 ? percent($0 / whole) : "none" }), source: Source.plan))
    }
    if let routing { steps += routing.hintSteps }
    steps += crossingSteps
    steps += loadBalancers.flatMap(\.steps)
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

  private var crossingSteps: [DerivationStep] {
    [
      crossZoneFractionWithoutHints.map {
        ServiceRouting.step("crossing zones without hints", $0, routing?.withoutHints.flows ?? [])
      },
      crossZoneFraction.map { ServiceRouting.step("crossing zones", $0, flows) },
    ].compactMap(\.self)
  }
}

extension LoadBalancerTraffic {
  /// How the crossings of a load balancer come to be, hop by hop.
  fileprivate var steps: [DerivationStep] {
    let kind = loadBalancer.kind.rawValue
    let across = loadBalancer.crossesZones ? "any target of its zones" : "targets of the zone it arrived in"
    let hops = routes.flatMap { route -> [DerivationStep] in
      let name = "\(kind) to \(route.service)\(routes.count > 1 ? ", \(percent(route.share)) of it" : "")"
      var steps = [
        DerivationStep(
          "\(name): to target", formula: "\(across), evenly (cross-zone \(loadBalancer.crossesZones ? "on" : "off"))",
          arithmetic:
            "\(route.targets) \(loadBalancer.target == .ip ? "pods" : "nodes") in \(zones.joined(separator: ", ")): \(percent(route.path.targetCrossing)) crosses",
          source: Source.loadBalancing)
      ]
      if loadBalancer.clients != .internet {
        steps.insert(
          DerivationStep(
            "\(name): to the load balancer",
            formula: "a zone that DNS gives, by \(loadBalancer.clientRouting.rawValue)",
            arithmetic: "\(percent(route.path.clientCrossing)) crosses", source: Source.loadBalancing), at: 0)
      }
      if loadBalancer.target == .instance {
        steps.append(
          DerivationStep(
            "\(name): node to pod", formula: "kube-proxy's choice, hints honoured; policy Local stays on the node",
            arithmetic: "\(percent(route.path.podCrossing)) crosses", source: Source.kubeProxy))
      }
      return steps
    }
    return hops + [
      DerivationStep(
        "\(kind): capacity units",
        formula: "the most of GB an hour, new connections and open ones, each by what a unit holds, × 730 h",
        arithmetic: volume.map { "\($0.total.quantity.number) GB a month" } ?? "volume not known",
        source: Source.loadBalancing)
    ]
  }
}

extension BillLine {
  /// The line as arithmetic.
  var step: DerivationStep {
    let amount = quantity.map { "\($0)" } ?? "not known"
    let each = price?.perUnit.map { "\($0.formatted(decimals: 5)) \($0.currency.rawValue)" } ?? "price not known"
    let cost = cost.map { "\($0)" } ?? "not known"
    return DerivationStep(
      description, formula: "\(meter): quantity × price\(isAssumed ? ", assumed" : "")",
      arithmetic: "\(amount) × \(each) = \(cost)", source: price?.source ?? "no source", asOf: price?.asOf)
  }
}
