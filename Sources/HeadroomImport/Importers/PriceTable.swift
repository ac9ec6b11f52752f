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
        expected the columns of data/ec2-ondemand-prices.csv, data/ec2-commitments.csv, data/traffic-prices.csv, or an \
        offer file of AWS (index.csv)
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
    guard text(row, "region") == region.code, let type = text(row, "instance_type"),
      let price = text(row, "price_per_hour")
    else { return }
    prices.asOf = text(row, "as_of").flatMap(CalendarDate.init)
    try add(price, of: type, .onDemand)
  }

  private mutating func readCommitments(_ row: CSVRows) throws {
    guard text(row, "region") == region.code, let type = text(row, "instance_type") else { return }
    prices.asOf = text(row, "as_of").flatMap(CalendarDate.init)
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
    guard text(row, "region") == region.code, let usage = text(row, "usage"), let price = text(row, "price") else {
      return
    }
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
      perUnit: amount, unit: text(row, "unit") ?? "", source: text(row, "source") ?? prices.file,
      asOf: text(row, "as_of").flatMap(CalendarDate.init), tierFrom: try bound("tier_from_gb") ?? 0,
      tierTo: try bound("tier_to_gb"))
    do throws(PriceCollector.Failure) {
      try prices.add(unit, of: Meter(rawValue: usage))
    } catch {
      throw fail(error.reason)
    }
  }

  private func fail(_ message: String) -> PlanError {
    let position = SourcePosition(file: prices.file, line: max(1, lines.line), column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan, key: "prices"), message, at: position)])
  }
}
