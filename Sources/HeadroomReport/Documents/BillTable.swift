internal import Headroom

extension Document.Table {
  /// Returns the bill, with a row for each line.
  static func trafficLines(_ assessment: Assessment) -> Document.Table {
    let traffic = assessment.traffic
    let today = assessment.traffic.prices.today
    return Document.Table(
      id: "traffic-lines", title: "Monthly bill of the network", columns: trafficLinesColumns,
      rows: traffic.allLines.map { line in
        let price = line.price
        return [
          .text(line.description), .text(line.meter.rawValue), .quantity(line.quantity),
          .text(line.quantity?.unit ?? price?.unit),
          .price(price?.perUnit), .exact(line.cost), .text(line.cost?.currency.rawValue),
          .flag(line.isAssumed), .flag(line.isAddressable), .text(price?.source), .text(price?.asOf?.description),
          .flag((price?.asOf).isStale(asOf: today)),
        ]
      })
  }

  private static let trafficLinesColumns: [Document.Table.Column] = [
    .init("purpose", "item"), .init("meter", nil, .wide), .init("quantity"), .init("unit"), .init("price"),
    .init("cost"), .init("currency", nil, .wide), .init("assumed", nil, .wide),
    .init("addressable", "affected by hints", .wide), .init("source", nil, .wide),
    .init("as_of", "as of", .wide), .init("stale", nil, .wide),
  ]
}
