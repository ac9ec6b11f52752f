/// The volume of traffic at which two alternatives cost the same.
package struct BreakEven: Hashable, Sendable {
  /// The two alternatives, such as "NAT gateway in each of 3 zones or one for all".
  package let question: String
  /// The volume per month, in both directions, above which the first alternative is cheaper.
  package let volume: DataVolume
  /// The volume per month that the plan has; `nil` if the plan does not give it.
  package let planned: DataVolume?
  /// The names of the two alternatives.
  package let first: String, second: String
  /// The arithmetic with its result.
  package let arithmetic: String

  /// The cheaper alternative at the planned volume; `nil` if that volume is not known.
  package var cheaper: String? { planned.map { $0 > volume ? first : second } }
}

extension BreakEven {
  /// Compares a NAT gateway in each zone with a single one: the hours of the additional gateways with the price of the
  /// traffic that crosses zones to the single gateway.
  ///
  /// Three zones at 0.059 USD per hour and 0.02 USD per GB that crosses zones break even at 6,460.5 GB.
  ///
  /// - Returns: The comparison; `nil` if there is one zone only, or if a price is not known.
  static func natGateways(zones: Int, planned: DataVolume?, tariff: Tariff) -> BreakEven? {
    guard zones > 1, let hour = tariff.price(.natGatewayHour), let crossing = tariff.crossingPrice,
      crossing.nanounits > 0
    else { return nil }
    // (A − 1) × 730 h × price = volume × (1 − 1/A) × crossing, so volume = 730 h × price × A ÷ crossing.
    let exact = hour.nanounits * Int128(Money.hoursPerMonth * zones) * ExactDecimal.unit
    let volume = DataVolume(billionths: exact.dividedRoundingHalfEven(by: crossing.nanounits))
    return BreakEven(
      question: "NAT gateway in each of \(zones) zones or one for all", volume: volume, planned: planned,
      first: "one in each zone", second: "one for all",
      arithmetic: """
        730 h × \(hour.formatted(decimals: 3)) × \(zones) ÷ \(crossing.formatted(decimals: 3)) = \(volume.rounded) GB
        """)
  }

  /// Compares an interface endpoint with the NAT gateway, whose hours are paid anyway.
  ///
  /// - Returns: The comparison; `nil` for a gateway endpoint, if a price is not known, or if NAT gateways do not cost
  ///   more per GB.
  static func endpoint(_ endpoint: NetworkUse.Endpoint, tariff: Tariff) -> BreakEven? {
    guard endpoint.kind == .interface, !endpoint.zones.isEmpty, let hour = tariff.price(.interfaceEndpointHour),
      let own = tariff.price(.interfaceEndpointGB), let nat = tariff.price(.natGatewayGB),
      nat.nanounits > own.nanounits
    else { return nil }
    let exact = hour.nanounits * Int128(Money.hoursPerMonth * endpoint.zones.count) * ExactDecimal.unit
    let volume = DataVolume(billionths: exact.dividedRoundingHalfEven(by: nat.nanounits - own.nanounits))
    return BreakEven(
      question: "interface endpoint \(endpoint.service) or the NAT gateway", volume: volume, planned: endpoint.volume,
      first: "the endpoint", second: "the NAT gateway",
      arithmetic: """
        \(endpoint.zones.count) zones × 730 h × \(hour.formatted(decimals: 3)) ÷ \
        (\(nat.formatted(decimals: 3)) − \(own.formatted(decimals: 3))) = \(volume.rounded) GB
        """)
  }

  /// Compares the cost of the pods that a Service needs in addition if every zone serves its own clients, with the
  /// price of traffic between zones. Locality that needs no more pods comes first; see ``FreeLocality``.
  ///
  /// - Returns: The comparison; `nil` if no additional pods are needed, if no traffic crosses zones, or if a price is
  ///   not known.
  static func locality(of service: ServiceTraffic, tariff: Tariff) -> BreakEven? {
    guard service.freeLocality?.isAdvisable != true, let local = service.localReplicas, local.extra > 0,
      let cost = service.costOfExtraReplicas,
      let crossing = tariff.crossingPrice, crossing.nanounits > 0,
      let share = service.crossZoneFraction, share > 0
    else { return nil }
    let perGB = Double(crossing.nanounits) * share
    let volume = DataVolume(billionths: Int128(min(Double(cost.nanounits) / perGB * 1e9, 1e30)))
    return BreakEven(
      question:
        "\(service.service.name): \(local.extra) more pods to serve every zone locally, or traffic between zones",
      volume: volume, planned: service.volume, first: "more pods", second: "traffic between zones",
      arithmetic:
        "\(cost.formatted()) ÷ (\(percent(share)) × \(crossing.formatted(decimals: 3))) = \(volume.rounded) GB")
  }
}

extension DataVolume {
  /// The volume in GB with one decimal.
  var rounded: String {
    let tenths = billionths.dividedRoundingHalfEven(by: ExactDecimal.unit / 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
