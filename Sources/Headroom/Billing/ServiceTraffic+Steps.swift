extension ServiceTraffic {
  /// The derivation of the Service's numbers.
  public var steps: [DerivationStep] {
    var steps = [
      DerivationStep(
        "pods by zone", formula: "running pods, spread evenly; a remainder goes to the zones that sort first",
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
    if service.measured?.clients != nil { return "the measured traffic of the clients in each zone" }
    return switch service.clients {
    case .nodes: "the allocatable CPU of the nodes in each zone"
    case .workload(let name): "the pods of \(name) in each zone"
    case .zones: "the weights that the plan gives"
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
  /// The derivation of the traffic between zones for each hop of the load balancer.
  fileprivate var steps: [DerivationStep] {
    let kind = loadBalancer.kind.rawValue
    // Without cross-zone load balancing a load balancer node sends only to targets in its own zone.
    let across = loadBalancer.crossesZones ? "all targets in its zones" : "targets of the zone it arrived in"
    let hops = routes.flatMap { route -> [DerivationStep] in
      let name = "\(kind) to \(route.service)\(routes.count > 1 ? ", \(percent(route.share)) of the traffic" : "")"
      var steps = [
        DerivationStep(
          "\(name): to target", formula: "\(across), evenly (cross-zone \(loadBalancer.crossesZones ? "on" : "off"))",
          arithmetic: """
            \(route.targets) \(loadBalancer.target == .ip ? "pods" : "nodes") in \(zones.joined(separator: ", ")): \
            \(percent(route.path.targetCrossing)) crosses zones
            """,
          source: Source.loadBalancing)
      ]
      if loadBalancer.clients != .internet {
        steps.insert(
          DerivationStep(
            "\(name): to the load balancer",
            formula: "the zone that DNS returns (client routing policy \(loadBalancer.clientRouting.rawValue))",
            arithmetic: "\(percent(route.path.clientCrossing)) crosses zones", source: Source.loadBalancing), at: 0)
      }
      if loadBalancer.target == .instance {
        steps.append(
          DerivationStep(
            "\(name): node to pod",
            formula: "a pod that kube-proxy chooses by topology hints; with policy Local a pod on the same node",
            arithmetic: "\(percent(route.path.podCrossing)) crosses zones", source: Source.kubeProxy))
      }
      return steps
    }
    return hops + [
      DerivationStep(
        "\(kind): capacity units",
        formula: "the largest of GB per hour, new and open connections, each divided by the size of a unit, × 730 h",
        arithmetic: volume.map { "\($0.total.quantity.number) GB per month" } ?? "volume not known",
        source: Source.loadBalancing)
    ]
  }
}

extension BillLine {
  /// The derivation of the cost: quantity × price.
  package var step: DerivationStep {
    let amount = quantity.map { "\($0)" } ?? "not known"
    let each = price?.perUnit.map { "\($0.formatted(decimals: 5)) \($0.currency.rawValue)" } ?? "price not known"
    let cost = cost.map { "\($0)" } ?? "not known"
    return DerivationStep(
      description, formula: "\(meter): quantity × price\(isAssumed ? ", assumed" : "")",
      arithmetic: "\(amount) × \(each) = \(cost)", source: price?.source ?? "not known", asOf: price?.asOf)
  }
}
