/// The version of the library and the dates of its built-in data.
public enum EmbeddedFacts {
  /// The version of the library and of the command-line tool.
  public static let version = "0.2.0"

  /// The range of the dates of the EC2 prices, over all regions.
  package static var priceDates: ClosedRange<CalendarDate>? {
    dates(in: EmbeddedFile.ec2OnDemandPrices, column: "as_of")
  }

  /// The range of the dates of the traffic prices. Prices without a date do not count.
  package static var trafficPriceDates: ClosedRange<CalendarDate>? {
    dates(in: EmbeddedFile.trafficPrices, column: "as_of")
  }

  /// The newest date in all built-in data.
  ///
  /// It is used as today's date unless another one is given, so that equal inputs always give equal outputs.
  public static let newestDate: CalendarDate? =
    [InstanceCatalog.bundled.newestDate, priceDates?.upperBound, trafficPriceDates?.upperBound].compactMap(\.self).max()

  private static func dates(in bytes: [UInt8], column: String) -> ClosedRange<CalendarDate>? {
    var rows = CSVRows(bytes)
    guard (try? rows.advance()) == true, let place = rows.header()[column] else { return nil }
    var range: ClosedRange<CalendarDate>?
    var last: ArraySlice<UInt8> = []
    while (try? rows.advance()) == true {
      // Consecutive rows mostly have the same date, so only a different one is parsed.
      guard rows.bytes(place) != last else { continue }
      last = rows.bytes(place)
      guard let date = rows.text(place).flatMap(CalendarDate.init) else { continue }
      range = range.map { min($0.lowerBound, date)...max($0.upperBound, date) } ?? date...date
    }
    return range
  }
}
