/// The version of the library and the dates of its built-in data.
public enum EmbeddedFacts {
  /// The version of the library and of the command-line tool.
  public static let version = "0.2.0"

  /// The number of instance types in the catalogue, and the newest date on which AWS' API listed one of them.
  ///
  /// Tests compare these and the next values with the files, because reading the files takes longer than everything else
  /// that `headroom --version` does.
  package static let typeCount = 1447, catalogDate = CalendarDate("2026-10-27")!

  /// The range of the dates of the EC2 prices, over all regions.
  package static let priceDates = CalendarDate("2024-11-06")!...CalendarDate("2026-07-20")!

  /// The range of the dates of the prices by meter. Prices without a date do not count.
  package static let meterPriceDates = CalendarDate("2020")!...CalendarDate("2026-10-01")!

  /// The newest date in all built-in data.
  ///
  /// It is used as today's date unless another one is given, so that equal inputs always give equal outputs.
  public static let newestDate: CalendarDate? = CalendarDate("2026-10-27")
}
