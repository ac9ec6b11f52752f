internal import Headroom

extension Section {
  static let trafficLines = Section(
    id: "traffic-lines",
    table: { report in
      let traffic = report.assessment.traffic
      let today = report.assessment.traffic.prices.today
      return Table(
        id: "traffic-lines", title: "Bill of a month", columns: columns,
        rows: traffic.allLines.map { line in
          let price = line.price
          let isStale = price?.asOf.flatMap { date in today.map { date.isStale(asOf: $0) } }
          return [
            .text(line.description), .text(line.meter.rawValue), .quantity(line.quantity),
            .text(line.quantity?.unit ?? price?.unit),
            .price(price?.perUnit), .exact(line.cost), .text(line.cost?.currency.rawValue),
            .flag(line.isAssumed), .flag(line.isAddressable), .text(price?.source), .text(price?.asOf?.description),
            .flag(isStale),
          ]
        })
    },
    figure: { report in
      let traffic = report.assessment.traffic
      let sentences = traffic.summary.map { element("p", [], .text($0)) }
      let items = traffic.breakEvens.map { element("li", [], .text($0.sentence)) }
      return sentences + (items.isEmpty ? [] : [.element("ul", [], items)])
    })

  private static let columns: [Table.Column] = [
    .init("purpose", "what for"), .init("meter", isBrief: false), .init("quantity"), .init("unit"), .init("price"),
    .init("cost"), .init("currency", isBrief: false), .init("assumed", isBrief: false),
    .init("addressable", "hints matter", isBrief: false), .init("source", isBrief: false),
    .init("as_of", "as of", isBrief: false), .init("stale", isBrief: false),
  ]
}
