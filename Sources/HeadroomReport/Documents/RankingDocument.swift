public import Headroom

extension Document {
  /// Returns the answer of `headroom rank`: instance types by the monthly cost of a pod.
  ///
  /// - Parameters:
  ///   - ranking: The ranking.
  ///   - today: The day by which a price is called stale; `nil` to call none so.
  ///   - limit: The number of types that people see; CSV and JSON have all of them.
  public static func ranking(
    _ ranking: InstanceRanking, asOf today: CalendarDate? = EmbeddedFacts.newestDate, limit: Int = 20
  ) -> Document {
    var all = section("ranking", "Instance types") { .ranking(ranking.rows, today) }
    all.audience = .machines
    var brief = section("ranking", ranking.title) { .ranking(Array(ranking.rows.prefix(limit)), today) }
    brief.remarks = { ranking.remarks(limit, today) }
    return Document(kind: "InstanceRanking", title: ranking.title, sections: [all, brief]) {
      [
        "pod": .object([
          "cpu": ranking.pod.cpu.map { .string("\($0.millicores)m") } ?? .null,
          "memory": ranking.pod.memory.map { .string($0.description) } ?? .null,
          "securityGroups": .bool(ranking.pod.hasSecurityGroups),
        ]),
        "items": Table.ranking(ranking.rows, today).items, "typesWithoutPrice": .integer(ranking.unpriced),
      ]
    }
  }
}

extension InstanceRanking {
  fileprivate var title: String {
    let parts = [
      pod.cpu.map { "\($0.millicores)m CPU" }, pod.memory.map { "\($0) memory" },
      pod.hasSecurityGroups ? "security groups" : nil,
    ].compactMap(\.self)
    return "Pods with \(parts.isEmpty ? "no requests" : parts.joined(separator: ", "))"
  }

  fileprivate func remarks(_ limit: Int, _ today: CalendarDate?) -> [String] {
    var remarks: [String] = []
    if rows.count > limit { remarks.append("\(rows.count - limit) more types; --limit and -o csv print them.") }
    if unpriced > 0 { remarks.append("\(unpriced) types have no known price in the region and are left out.") }
    if !zonesWithoutID.isEmpty {
      remarks.append(
        "The plan gives no zoneId for \(zonesWithoutID.joined(separator: ", ")), so types that these zones lack may be listed."
      )
    }
    if !rows.isEmpty {
      remarks.append("Amounts are for instances without volumes and a month of 730 hours, with the plan's discounts.")
    }
    let credits = rows.prefix(limit).contains { $0.type.details.isBurstable == true }
    if credits { remarks.append("T instances cost more while their CPU is used beyond their baseline.") }
    return remarks + priceAges(rows.compactMap(\.price).map(\.asOf), asOf: today)
  }
}

extension Document.Table {
  fileprivate static func ranking(_ rows: [InstanceRanking.Row], _ today: CalendarDate?) -> Document.Table {
    Document.Table(
      id: "ranking", title: "Instance types",
      columns: [
        .init("instance_type", "type"), .init("architecture", nil, .wide), .init("cost_per_pod", "pod monthly"),
        .init("cost_per_month", "node monthly"), .init("currency"), .init("pods"), .init("limited_by", "limited by"),
        .init("addresses"), .init("addresses_per_pod", "addresses per pod"), .init("as_of", "as of", .wide),
        .init("stale", nil, .wide), .init("source", nil, .wide),
      ],
      rows: rows.map { row in
        [
          .text(row.type.name), .text(row.type.architectures.joined(separator: ";")), .exact(row.costPerPod),
          .exact(row.pricePerMonth), .text(row.price?.perHour.currency.rawValue), .integer(row.pods),
          .text(row.limit?.rawValue), .integer(row.addresses),
          .factor(row.pods > 0 ? Double(row.addresses) / Double(row.pods) : nil), .text(row.price?.asOf?.description),
          .flag((row.price?.asOf).isStale(asOf: today)), .text(row.price?.source),
        ]
      })
  }
}
