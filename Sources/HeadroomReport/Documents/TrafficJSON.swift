internal import Headroom

extension PlanTraffic {
  var json: [String: JSONValue] {
    [
      "services": .each(services.count) { services[$0].json },
      "network": .object(["lines": .each(lines.count) { lines[$0].json }]),
      "breakEvens": .array(breakEvens.map(\.json)),
      "total": .object([
        "costPerMonth": .money(total.costPerMonth), "currency": .string(prices.meters.region.currency.rawValue),
        "subtotalPerMonth": .money(total.subtotal),
        "costPerMonthWithoutHints": .money(totalWithoutHints.costPerMonth),
        "savingPerMonth": .money(saving),
        "missingPrices": .array(total.missingPrices.map { .string($0.rawValue) }),
        "missingQuantities": .array(total.missingQuantities.map { .string($0.description) }),
        "assumed": .array(total.assumed.map { .string($0.description) }),
        "addressableCostPerMonth": .money(addressable.costPerMonth),
        "notAddressableCostPerMonth": .money(notAddressable.costPerMonth),
      ]),
    ]
  }
}

extension ServiceTraffic {
  fileprivate var json: JSONValue {
    var values: [String: JSONValue] = [
      "name": .string(service.name), "mode": .string(request.mode.rawValue),
      "ignored": .array(request.ignored.map(JSONValue.string)),
      "degraded": degraded.map(JSONValue.string) ?? .null, "crossZoneFraction": .number(crossZoneFraction),
      "crossZoneFractionWithoutHints": .number(crossZoneFractionWithoutHints),
      "gbPerMonth": .number(volume?.gigabytes), "costPerMonth": .money(total.costPerMonth),
      "costPerMonthWithoutHints": .money(totalWithoutHints.costPerMonth),
      "savingPerMonth": .money(saving),
      "endpointsByZone": .object(endpoints.mapValues(JSONValue.integer)),
      "matrix": .matrix(flows), "replicaCountsWithoutHints": .array(countsWithoutHints.map(JSONValue.integer)),
      "extraReplicasForLocality": localReplicas.map { .integer($0.extra) } ?? .null,
      "costPerMonthOfExtraReplicas": .money(costOfExtraReplicas),
      "exposures": .array(loadBalancers.map(\.json)), "lines": .array(lines.map(\.json)),
    ]
    values.merge(routing.map(\.json) ?? ServiceRouting.unknown) { $1 }
    if matrix == nil {
      for key in ["overload", "overloadWithoutHints", "variation", "dropped", "idleEndpoints", "loads"] {
        values[key] = .null
      }
    }
    return .object(values)
  }
}

extension ServiceRouting {
  /// The values of a Service that the answers of `topology` and `traffic` have in common.
  var json: [String: JSONValue] {
    [
      "hintsByZone": .object(hintsByZone.mapValues(JSONValue.integer)), "hintsInOwnZone": .integer(hintsInOwnZone),
      "events": .array(event.map { [$0.json] } ?? []), "tie": .bool(isTie), "overload": .number(asAsked.overload),
      "overloadWithoutHints": .number(withoutHints.overload), "variation": .number(asAsked.variation),
      "dropped": .decimal(asAsked.dropped), "idleEndpoints": .integer(asAsked.idleEndpoints),
      "loads": .array(
        asAsked.loads.map { load in
          .object([
            "zone": .string(load.zone), "endpoints": .integer(load.endpoints), "shareEach": .decimal(load.share),
          ])
        }),
      "deadEndpoints": .integer(deadEndpoints), "zonesWithoutHint": .array(zonesWithoutHint.map(JSONValue.string)),
    ]
  }

  fileprivate static let unknown: [String: JSONValue] = [
    "hintsByZone": .null, "hintsInOwnZone": .null, "events": .array([]), "tie": .null, "overload": .null,
    "overloadWithoutHints": .null, "variation": .null, "dropped": .null, "idleEndpoints": .null,
    "deadEndpoints": .null, "zonesWithoutHint": .array([]), "loads": .array([]),
  ]
}

extension TopologyEvent {
  var json: JSONValue {
    .object([
      "type": .string(isEnabled ? "Normal" : "Warning"), "reason": .string(reason), "message": .string(message),
    ])
  }
}

extension LoadBalancerTraffic {
  fileprivate var json: JSONValue {
    .object([
      "type": .string(loadBalancer.kind.rawValue), "targetType": .string(loadBalancer.target.rawValue),
      "crossZone": .bool(loadBalancer.crossesZones), "zones": .array(zones.map(JSONValue.string)),
      "gbPerMonth": .number(volume?.total.gigabytes), "billedCrossings": .decimal(billedCrossings),
      "targetGroups": .array(
        routes.map { route in
          .object([
            "service": .string(route.service), "share": .decimal(route.share), "targets": .integer(route.targets),
            "clientCrossing": .decimal(route.path.clientCrossing),
            "targetCrossing": .decimal(route.path.targetCrossing),
            "podCrossing": .decimal(route.path.podCrossing), "dropped": .decimal(route.path.dropped),
            "podCrossingWithoutHints": .decimal(route.pathWithoutHints.podCrossing),
            "busiestPod": .number(route.path.loads.map { $0.share * route.share }.max()),
          ])
        }),
    ])
  }
}

extension BillLine {
  fileprivate var json: JSONValue {
    .object([
      "meter": .string(meter.rawValue), "purpose": .string(description), "quantity": .number(quantity?.value),
      "unit": (quantity?.unit ?? price?.unit).map(JSONValue.string) ?? .null,
      "price": price?.perUnit.map { .string($0.decimal) } ?? .null,
      "cost": cost.map { .string($0.exact) } ?? .null,
      "source": price.map { .string($0.source) } ?? .null,
      "asOf": price?.asOf.map { .string($0.description) } ?? .null, "assumed": .bool(isAssumed),
      "addressable": .bool(isAddressable),
    ])
  }
}

extension BreakEven {
  fileprivate var json: JSONValue {
    .object([
      "question": .string(question), "gbPerMonth": .decimal(volume.gigabytes),
      "plannedGBPerMonth": .number(planned?.gigabytes), "above": .string(first), "below": .string(second),
      "cheaper": cheaper.map(JSONValue.string) ?? .null, "arithmetic": .string(arithmetic),
    ])
  }
}

extension JSONValue {
  static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.decimal) ?? .null }

  static func money(_ money: Money?) -> JSONValue { money.map { .string($0.exact) } ?? .null }

  /// Returns the shares of the traffic by source zone and destination zone.
  static func matrix(_ flows: [ZoneMatrix.Flow]) -> JSONValue {
    var rows: [String: [String: JSONValue]] = [:]
    for flow in flows { rows[flow.from, default: [:]][flow.to] = .decimal(flow.share) }
    return .object(rows.mapValues(JSONValue.object))
  }
}
