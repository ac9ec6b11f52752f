internal import Headroom

extension Section {
  static let traffic = Section(
    id: "traffic",
    table: { report in
      let verdicts = report.assessment.verdicts
      return Table(
        id: "traffic", title: "Services", columns: columns,
        rows: report.assessment.traffic.services.map { item in
          let total = item.total.costPerMonth
          return [
            .text(item.service.name), .text(item.request.mode.rawValue), .text(item.degraded ?? ""),
            .integer(item.endpoints.values.reduce(0, +)), .share(item.crossZoneFraction),
            .share(item.crossZoneFractionWithoutHints), .quantity(item.volume?.quantity), .money(total),
            .money(item.totalWithoutHints.costPerMonth), .text(total?.currency.rawValue),
            .factor(item.matrix?.overload), .share(item.matrix?.dropped),
            .integer(item.matrix?.idleEndpoints), .flag(item.routing?.isTie),
            .list(item.endpoints.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
            .list((item.routing?.hintsByZone ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
            .text(item.routing?.event?.message ?? ""), .numbers(item.countsWithoutHints),
            .integer(item.localReplicas?.extra),
            .verdict(verdicts[PlanPart(.service, item.service.name)] ?? .pass),
          ]
        })
    },
    figure: { report in
      report.assessment.traffic.services.compactMap { TrafficBar($0)?.node }
        + report.assessment.traffic.services.flatMap { item in
          item.notes.map { element("p", [("class", "note")], .text("\(item.service.name): \($0)")) }
        }
    })

  private static let columns: [Table.Column] = [
    .init("name"), .init("mode"), .init("degraded", isBrief: false), .init("endpoints", "pods"),
    .init("cross_zone_fraction", "crossing"), .init("cross_zone_fraction_without_hints", "no hints"),
    .init("gb_per_month", "GB"), .init("cost_per_month", "monthly"),
    .init("cost_per_month_without_hints", "no hints", isBrief: false),
    .init("currency", isBrief: false, isInPage: false),
    .init("overload"), .init("dropped", isBrief: false), .init("idle_endpoints", "idle", isBrief: false),
    .init("tie", isBrief: false, isInPage: false),
    .init("endpoints_by_zone", "pods by zone", isBrief: false, isInPage: false),
    .init("hints_by_zone", "hints by zone", isBrief: false, isInPage: false),
    .init("event", isBrief: false, isInPage: false),
    .init("replicas_without_hints", "replicas without hints", isBrief: false),
    .init("extra_replicas", "extra pods for locality", isBrief: false), .init("verdict"),
  ]
}

extension ServiceTraffic {
  /// Why the Service does not get what it asks for; `nil` if it does.
  var degraded: String? {
    guard request.mode != .none else { return nil }
    return routing.map(\.degraded) ?? "NotKnown"
  }
}
