/// EC2's prices for Linux in one region, each with the date of its source.
public struct InstancePrices: Hashable, Sendable {
  /// The price of one instance type.
  public struct Price: Hashable, Sendable {
    /// The price per hour.
    public let perHour: Money
    /// The tenancy that the price applies to: `shared`, or `dedicated` for some bare metal.
    package let tenancy: String
    /// The source of the price, such as a file.
    public let source: String
    /// The date of the source.
    public let asOf: CalendarDate?

    /// Creates a price.
    public init(
      perHour: Money, tenancy: String = "shared", source: String = "data/ec2-ondemand-prices.csv", asOf: CalendarDate?
    ) {
      self.perHour = perHour
      self.tenancy = tenancy
      self.source = source
      self.asOf = asOf
    }

    /// The price per month of 730 hours.
    public var perMonth: Money { perHour * Money.hoursPerMonth }

    /// The price as that of a meter.
    package var perUnit: UnitPrice {
      var price = UnitPrice(perUnit: perHour, unit: "hour", source: provenance, asOf: asOf)
      price.isAssumed = isOfOtherTenancy
      return price
    }

    /// The source of the price, with the tenancy if it is not the shared one that a plan has.
    package var provenance: String { isOfOtherTenancy ? "\(source), \(tenancy) tenancy" : source }

    private var isOfOtherTenancy: Bool { tenancy != "shared" }
  }

  /// The region.
  public let region: Region
  private var prices: [CapacityType: [String: Price]]

  /// Creates a list of on-demand prices by instance type.
  public init(region: Region, prices: [String: Price]) {
    self.region = region
    self.prices = [.onDemand: prices]
  }

  /// The on-demand price of an instance type; `nil` if the list does not contain it.
  public subscript(type: String) -> Price? { prices[.onDemand]?[type] }

  /// The price of an instance type for a way of paying; `nil` if the list does not contain it.
  public subscript(type: String, capacity: CapacityType) -> Price? {
    get { prices[capacity]?[type] }
    set { prices[capacity, default: [:]][type] = newValue }
  }

  /// Whether the list contains no on-demand prices.
  package var isEmpty: Bool { prices[.onDemand]?.isEmpty ?? true }

  /// The names of the instance types that have an on-demand price, in no particular order.
  package var typeNames: some Collection<String> { (prices[.onDemand] ?? [:]).keys }
}

extension InstancePrices {
  /// Returns the built-in prices of a region; empty for a region whose prices are not known.
  ///
  /// 37 regions have prices. They are of 2026, except those of `cn-north-1`, which are of 2024.
  public static func bundled(for region: Region) -> InstancePrices {
    var table = EmbeddedFile.Table.ec2OnDemandPrices
    do throws(CSVError) {
      var list = InstancePrices(
        region: region, prices: try readOnDemand(EmbeddedFile.rows(of: region.code, in: table)))
      table = .ec2Commitments
      try list.readCommitments(EmbeddedFile.rows(of: region.code, in: table))
      return list
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/\(table.fileName), row \(error.line) of \(region): \(error.reason)")
    }
  }

  /// Reads rows with the columns region, type, USD per hour, currency, price per hour, tenancy, date.
  private static func readOnDemand(_ bytes: [UInt8]) throws(CSVError) -> [String: Price] {
    var rows = CSVRows(bytes)
    var dates = DateCells()
    var prices: [String: Price] = [:]
    guard try rows.advance() else { return [:] }
    while try rows.advance() {
      guard rows.count == 7, let type = rows.text(1), let currency = rows.text(3).flatMap(Currency.init(rawValue:)),
        let price = Money(rows.bytes(4), currency: currency), let tenancy = rows.text(5)
      else { throw CSVError(line: rows.line, reason: "expected region, type, currency, price, tenancy and date") }
      prices[type] = Price(perHour: price, tenancy: tenancy, asOf: dates.date(rows, 6))
    }
    return prices
  }

  /// Reads rows with the columns region, type, average spot price, prices of one and three years, date; prices in USD
  /// per hour, empty where there is none.
  private mutating func readCommitments(_ bytes: [UInt8]) throws(CSVError) {
    var rows = CSVRows(bytes)
    var dates = DateCells()
    guard try rows.advance() else { return }
    while try rows.advance() {
      guard rows.count == 6, let type = rows.text(1) else {
        throw CSVError(line: rows.line, reason: "expected region, type, three prices and date")
      }
      for (column, capacity) in [(2, CapacityType.spot), (3, .reserved1y), (4, .reserved3y)] where !rows.isEmpty(column)
      {
        guard let price = Money(rows.bytes(column), currency: .usd) else {
          throw CSVError(line: rows.line, reason: "the price is not an amount of money")
        }
        self[type, capacity] = Price(
          perHour: price, source: "data/ec2-commitments.csv", asOf: dates.date(rows, 5))
      }
    }
  }
}

/// The dates of consecutive rows, which are mostly the same, so that only a different one is parsed.
struct DateCells {
  private var last: ArraySlice<UInt8> = []
  private var parsed: CalendarDate?

  mutating func date(_ rows: CSVRows, _ column: Int) -> CalendarDate? {
    if rows.bytes(column) != last {
      last = rows.bytes(column)
      parsed = rows.text(column).flatMap(CalendarDate.init)
    }
    return parsed
  }
}
