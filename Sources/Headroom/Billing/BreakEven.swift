/// From which volume on one way of doing something is cheaper than another.
public struct BreakEven: Hashable, Sendable {
  /// What is compared: "NAT gateway in every zone or one for all".
  public let question: String
  /// The GB a month, both directions, from which the first way is cheaper.
  public let volume: DataVolume
  /// What the plan has; `nil` if nobody told.
  public let planned: DataVolume?
  /// What the first way is, and what the second.
  public let first: String, second: String
  /// The arithmetic.
  public let arithmetic: String

  /// The cheaper way for what is planned; `nil` if that is not known.
  public var cheaper: String? { planned.map { $0 > volume ? first : second } }
}

extension BreakEven {
  /// A NAT gateway in each of several zones against one: the hours of the others against what crosses to it.
  ///
  /// Three zones at 0.059 USD an hour and 0.02 USD for a GB that crosses break even at 6,460.5 GB.
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
      arithmetic:
        "730 h × \(hour.formatted(decimals: 3)) × \(zones) ÷ \(crossing.formatted(decimals: 3)) = \(volume.rounded) GB")
  }

  /// An interface endpoint against the NAT gateway that is there anyway.
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
      arithmetic:
        "\(endpoint.zones.count) zones × 730 h × \(hour.formatted(decimals: 3)) ÷ (\(nat.formatted(decimals: 3)) − \(own.formatted(decimals: 3))) = \(volume.rounded) GB"
    )
  }

  /// Pods that only locality needs against what it saves: the volume at which `cost` is earned.
  static func locality(of service: ServiceTraffic, tariff: Tariff) -> BreakEven? {
    guard let local = service.localReplicas, local.extra > 0, let cost = service.costOfExtraReplicas,
      let crossing = tariff.crossingPrice, crossing.nanounits > 0,
      let share = service.crossZoneFraction, share > 0
    else { return nil }
    let perGB = Double(crossing.nanounits) * share
    let volume = DataVolume(billionths: Int128(min(Double(cost.nanounits) / perGB * 1e9, 1e30)))
    return BreakEven(
      question:
        "\(service.service.name): \(local.extra) more pods so that every zone has enough of its own, or crossing",
      volume: volume, planned: service.volume, first: "more pods", second: "crossing",
      arithmetic:
        "\(cost.formatted()) ÷ (\(percent(share)) × \(crossing.formatted(decimals: 3))) = \(volume.rounded) GB")
  }
}

extension DataVolume {
  /// The GB with one decimal.
  var rounded: String {
    let tenths = billionths.dividedRoundingHalfEven(by: ExactDecimal.unit / 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
