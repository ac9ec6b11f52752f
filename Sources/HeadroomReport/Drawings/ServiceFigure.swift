internal import Headroom

extension Figure {
  /// Returns maps of the traffic between zones for each Service, without hints and as planned, with the cost of each.
  static func traffic(of assessment: Assessment) -> Figure? {
    let verdicts = assessment.verdicts
    let items = assessment.traffic.services.filter { !$0.flows.isEmpty && $0.routing != nil }
    let heaviest = items.enumerated().sorted { first, second in
      let (a, b) = (weight(first.element), weight(second.element))
      return (b, first.offset) < (a, second.offset)
    }.map(\.element)
    guard !heaviest.isEmpty else { return nil }
    var figure = Figure(
      title: "Traffic between zones",
      summary:
        "Rows are the clients' zones of \(assessment.plan.region), columns the pods'. Each cell is a share of the Service's traffic."
    )
    figure.isGrid = true
    for item in heaviest.prefix(mostRows) {
      guard let routing = item.routing else { continue }
      let part = PlanPart(.service, item.service.name)
      func cost(_ total: BillTotal) -> String {
        total.costPerMonth.map { "\($0.grouped) \($0.currency.rawValue) a month" } ?? "cost not known"
      }
      let region = assessment.plan.region
      let differs = item.flows != routing.withoutHints.flows
      let title = differs ? "As planned" : "As planned, without hints"
      var maps = [HeatMap(title: title, note: cost(item.total), item.flows, region)]
      if differs {
        let plain = routing.withoutHints.flows
        maps.insert(HeatMap(title: "Without hints", note: cost(item.totalWithoutHints), plain, region), at: 0)
      }
      let load = item.matrix?.overload.map { shortDecimal($0, places: 2) }
      figure.rows.append(
        Row(
          name: item.service.name, note: item.request.mode.rawValue, part: part, heatMaps: maps,
          end: load.map { "the busiest pod has \($0) times the mean load" }, verdict: verdicts[part] ?? .pass))
    }
    if heaviest.count > mostRows {
      figure.remark = "\(counted(heaviest.count - mostRows, "more Service")) only in the table."
    }
    return figure
  }

  private static func weight(_ item: ServiceTraffic) -> Double { item.volume?.quantity.value ?? 0 }
}

extension HeatMap {
  fileprivate init(title: String, note: String, _ flows: [ZoneMatrix.Flow], _ region: Region) {
    let (from, to) = (Set(flows.map(\.from)).sorted(), Set(flows.map(\.to)).sorted())
    let shares = Dictionary(flows.map { ([$0.from, $0.to], $0.share) }) { first, _ in first }
    self.init(
      title: title, note: note, rows: from.map { $0.zone(of: region) }, columns: to.map { $0.zone(of: region) },
      shares: from.map { row in to.map { shares[[row, $0]] ?? 0 } })
  }
}

extension String {
  /// The name of a zone without that of its region: `a` instead of `eu-central-1a`.
  fileprivate func zone(of region: Region) -> String {
    hasPrefix(region.code) && count > region.code.count ? String(dropFirst(region.code.count)) : self
  }
}
