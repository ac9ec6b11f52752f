internal import Headroom

/// Reads prices in CSV: the tables of `data/` and the offer files of AWS (`index.csv`), line by line.
struct PriceTable {
  private var lines: LineReader
  private(set) var prices: PriceCollector
  private let region: Region
  /// The columns of the table by name.
  private var columns: [String: Int] = [:]
  private var attributes: [(PriceListProduct.Attribute, Int)] = []

  init(_ lines: LineReader, _ prices: PriceCollector, region: Region) {
    self.lines = lines
    self.prices = prices
    self.region = region
  }

  mutating func read() throws {
    guard var header = try row() else { throw fail("the file is empty") }
    // An offer file starts with lines such as "Publication Date","2025-09-12T22:53:08Z".
    let isOffer = header.text(0) == "FormatVersion"
    while isOffer, header.count == 2, let name = header.text(0), let value = header.text(1) {
      if name == "Publication Date" { prices.asOf = CalendarDate(String(value.prefix(10))) }
      guard let next = try row() else { throw fail("the file has no header row") }
      header = next
    }
    columns = header.header()
    let read: (inout PriceTable, CSVRows) throws -> Void
    if columns["SKU"] != nil, columns["Region Code"] == nil {
      throw fail("the offer file has no column 'Region Code', so its prices belong to no known region")
    }
    if columns["SKU"] != nil, columns["TermType"] != nil, columns["PricePerUnit"] != nil {
      attributes = columns.compactMap { name, place in
        PriceListProduct.attribute(name.utf8).map { ($0, place) }
      }
      read = { try $0.readOffer($1) }
    } else if columns["instance_type"] != nil, columns["price_per_hour"] != nil {
      read = { try $0.readOnDemand($1) }
    } else if columns["instance_type"] != nil, columns["spot_average_usd_per_hour"] != nil {
      read = { try $0.readCommitments($1) }
    } else if columns["usage"] != nil, columns["price"] != nil, columns["currency"] != nil {
      read = { try $0.readMeter($1) }
    } else {
      throw fail(
        """
        expected the columns region, instance_type and price_per_hour; region, instance_type and \
        spot_average_usd_per_hour; region, usage, price and currency; or those of an offer file of AWS (index.csv)
        """)
    }
    let width = header.count
    while let row = try row() {
      guard row.count == width else { throw fail("the row has \(row.count) cells; expected \(width)") }
      try read(&self, row)
    }
    do throws(PriceCollector.Failure) { try prices.finish() } catch { throw fail(error.reason) }
  }

  private mutating func row() throws -> CSVRows? {
    guard let line = try lines.next() else { return nil }
    var rows = CSVRows(Array(line))
    do throws(CSVError) {
      _ = try rows.advance()
    } catch {
      throw fail(error.reason)
    }
    return rows
  }

  private func text(_ row: CSVRows, _ column: String) -> String? { columns[column].flatMap { row.text($0) } }

  private mutating func readOffer(_ row: CSVRows) throws {
    guard text(row, "TermType") == "OnDemand" else { return }
    var product = PriceListProduct()
    for (attribute, place) in attributes { product[attribute] = row.text(place) }
    guard let target = prices.target(of: product) else { return }
    let dimension = PriceDimension(
      unit: text(row, "Unit") ?? "",
      amounts: [text(row, "Currency") ?? "": text(row, "PricePerUnit") ?? ""], from: text(row, "StartingRange"),
      to: text(row, "EndingRange"))
    do throws(PriceCollector.Failure) { try prices.add(dimension, of: target) } catch { throw fail(error.reason) }
  }

  private mutating func readOnDemand(_ row: CSVRows) throws {
    guard isOfRegion(row), let type = text(row, "instance_type"), let price = text(row, "price_per_hour") else {
      return
    }
    if let dollars = text(row, "usd_per_hour"), region.currency == .usd, dollars != price,
      Money(dollars, currency: .usd) != Money(price, currency: .usd)
    {
      throw fail("two prices for \(type): usd_per_hour is \(dollars) and price_per_hour is \(price)")
    }
    prices.asOf = try date(row)
    try add(price, of: type, .onDemand)
  }

  private mutating func readCommitments(_ row: CSVRows) throws {
    guard isOfRegion(row), let type = text(row, "instance_type") else { return }
    prices.asOf = try date(row)
    let kinds: [(String, CapacityType)] = [
      ("spot_average_usd_per_hour", .spot), ("ri_1yr_standard_all_upfront_usd_per_hour", .reserved1y),
      ("ri_3yr_standard_all_upfront_usd_per_hour", .reserved3y),
    ]
    for (column, capacity) in kinds {
      if let price = text(row, column) { try add(price, of: type, capacity) }
    }
  }

  private mutating func add(_ price: String, of type: String, _ capacity: CapacityType) throws {
    do throws(PriceCollector.Failure) { try prices.add(price, of: type, capacity) } catch { throw fail(error.reason) }
  }

  private mutating func readMeter(_ row: CSVRows) throws {
    guard isOfRegion(row), let usage = text(row, "usage"), let price = text(row, "price") else { return }
    let meter = Meter(rawValue: usage)
    let expected = try unit(of: meter, in: row)
    guard text(row, "currency") == region.currency.rawValue else {
      throw fail("the prices of \(region) are in \(region.currency.rawValue)")
    }
    let amount: Money
    do throws(PriceCollector.Failure) { amount = try prices.amount(price) } catch { throw fail(error.reason) }
    func bound(_ column: String) throws -> Int128? {
      guard let text = text(row, column) else { return nil }
      guard let bound = ExactDecimal(text.utf8) else { throw fail("'\(text.prefix(40))' is not a number of units") }
      return bound.billionths
    }
    let unit = UnitPrice(
      perUnit: amount, unit: expected, source: text(row, "source") ?? prices.file, asOf: try date(row),
      tierFrom: try bound("tier_from_gb") ?? 0,
      tierTo: try bound("tier_to_gb"))
    do throws(PriceCollector.Failure) {
      try prices.add(unit, of: meter)
    } catch {
      throw fail(error.reason)
    }
  }

  private mutating func isOfRegion(_ row: CSVRows) -> Bool { prices.isOfRegion(text(row, "region") ?? "no region") }

  private func date(_ row: CSVRows) throws -> CalendarDate? {
    guard let text = text(row, "as_of") else { return nil }
    guard let date = CalendarDate(text) else {
      throw fail("'\(text.prefix(40))' is not a date such as 2026-11-27, 2026-11 or 2026")
    }
    return date
  }

  /// Returns the unit of a meter, which that of the row must not contradict.
  private func unit(of meter: Meter, in row: CSVRows) throws -> String {
    guard let expected = MeterPrices.unit(of: meter) else {
      let names = MeterPrices.allMeters.map(\.rawValue).sorted()
      let hint = nearestName(to: meter.rawValue, among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw fail("there is no price '\(meter.rawValue.prefix(80))'\(hint)")
    }
    if let text = text(row, "unit"), let given = Self.period(of: text), given != Self.period(of: expected) {
      throw fail("'\(text.prefix(40))' is not a unit of \(meter), whose price is per \(expected)")
    }
    return expected
  }

  /// Returns whether a unit is one of an hour, a month or of data; `nil` if it is none of them.
  private static func period(of unit: String) -> String? {
    let unit = unit.lowercased()
    if unit.contains("month") || unit.hasSuffix("-mo") { return "month" }
    if unit.contains("hour") || unit.contains("hr") { return "hour" }
    return unit == "gb" || unit == "gib" || unit == "gigabyte" ? "data" : nil
  }

  private func fail(_ message: String) -> PlanError {
    let position = SourcePosition(file: prices.file, line: max(1, lines.line), column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan, key: "prices"), message, at: position)])
  }
}
