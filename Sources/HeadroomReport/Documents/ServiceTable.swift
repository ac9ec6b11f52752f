internal import Headroom

extension Document.Table {
  /// Returns the Services, with a row for each.
  static func traffic(_ assessment: Assessment) -> Document.Table {
    let verdicts = assessment.verdicts
    var table = Document.Table(
      id: "traffic", title: "Services", columns: trafficColumns,
      rows: assessment.traffic.services.map { item in
        let total = item.total.costPerMonth
        return [
          .text(item.service.name), .text(item.request.mode.rawValue), .text(item.degraded ?? ""),
          .integer(item.endpoints.values.reduce(0, +)), .share(item.crossZoneFraction),
          .share(item.crossZoneFractionWithoutHints), .quantity(item.volume?.quantity), .money(total),
          .money(item.totalWithoutHints.costPerMonth), .money(item.saving), .text(total?.currency.rawValue),
          .factor(item.matrix?.overload), .share(item.matrix?.dropped),
          .integer(item.matrix?.idleEndpoints), .flag(item.routing?.isTie),
          .list(item.endpoints.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
          .list((item.routing?.hintsByZone ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
          .text(item.routing?.event?.message ?? ""), .numbers(item.countsWithoutHints),
          .integer(item.localReplicas?.extra),
          .verdict(verdicts[PlanPart(.service, item.service.name)] ?? .pass),
        ]
      })
    table.kind = .service
    return table
  }

  private static let trafficColumns: [Document.Table.Column] = [
    .init("name"), .init("mode"), .init("degraded", nil, .wide), .init("endpoints", "pods"),
    .init("cross_zone_fraction", "cross-zone"), .init("cross_zone_fraction_without_hints", "no hints"),
    .init("gb_per_month", "GB"), .init("cost_per_month", "monthly"),
    .init("cost_per_month_without_hints", "monthly, no hints", .wide),
    .init("saving_per_month", "saving by hints", .wideTerminal),
    .init("currency", nil, .wideTerminal),
    .init("overload", nil, .terminal), .init("dropped", nil, .wide), .init("idle_endpoints", "idle", .wide),
    .init("tie", nil, .wideTerminal),
    .init("endpoints_by_zone", "pods by zone", .wideTerminal),
    .init("hints_by_zone", "hints by zone", .wideTerminal),
    .init("event", nil, .wideTerminal),
    .init("replicas_without_hints", "replicas without hints", .wide),
    .init("extra_replicas", "extra pods for locality", .wide), .init("verdict"),
  ]
}

extension ServiceTraffic {
  /// The reason why the Service does not get the topology hints that it requests; `nil` if it does, or requests none.
  var degraded: String? {
    guard request.mode != .none else { return nil }
    return routing.map(\.degraded) ?? "NotKnown"
  }
}
