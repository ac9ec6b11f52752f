/// The dates of the data that come with the library.
public enum EmbeddedFacts {
  /// The version of the library and of the command-line tool.
  public static let version = "0.1.0"

  /// The dates of the EC2 prices, over all regions.
  public static var priceDates: ClosedRange<CalendarDate>? {
    dates(in: EmbeddedFile.ec2OnDemandPrices, column: "as_of")
  }

  /// The dates of the prices of traffic; prices without a date do not count.
  public static var trafficPriceDates: ClosedRange<CalendarDate>? {
    dates(in: EmbeddedFile.trafficPrices, column: "as_of")
  }

  /// The newest date of all: what counts as today unless somebody says otherwise, so that equal input gives equal bytes.
  public static let newestDate: CalendarDate? =
    [InstanceCatalog.bundled.newestDate, priceDates?.upperBound, trafficPriceDates?.upperBound].compactMap(\.self).max()

  private static func dates(in bytes: [UInt8], column: String) -> ClosedRange<CalendarDate>? {
    var rows = CSVRows(bytes)
    guard (try? rows.advance()) == true, let place = rows.header()[column] else { return nil }
    var range: ClosedRange<CalendarDate>?
    var last: ArraySlice<UInt8> = []
    while (try? rows.advance()) == true {
      // Neighbours mostly share their date: only a new one is read.
      guard rows.bytes(place) != last else { continue }
      last = rows.bytes(place)
      guard let date = rows.text(place).flatMap(CalendarDate.init) else { continue }
      range = range.map { min($0.lowerBound, date)...max($0.upperBound, date) } ?? date...date
    }
    return range
  }
}
