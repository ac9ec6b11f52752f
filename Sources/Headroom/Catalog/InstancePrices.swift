/// EC2's on-demand prices for Linux in one region, each with the date of its source.
public struct InstancePrices: Hashable, Sendable {
  /// The price of one instance type.
  public struct Price: Hashable, Sendable {
    /// The price per hour.
    public let perHour: Money
    /// The tenancy that the price applies to: `shared`, or `dedicated` for bare metal.
    package let tenancy: String
    /// The date of the source.
    public let asOf: CalendarDate?

    /// Creates a price.
    public init(perHour: Money, tenancy: String = "shared", asOf: CalendarDate?) {
      self.perHour = perHour
      self.tenancy = tenancy
      self.asOf = asOf
    }

    /// The price per month of 730 hours.
    public var perMonth: Money { perHour * Money.hoursPerMonth }
  }

  /// The region.
  public let region: Region
  private let prices: [String: Price]

  /// Creates a price list from prices by instance type.
  public init(region: Region, prices: [String: Price]) {
    self.region = region
    self.prices = prices
  }

  /// The price of an instance type; `nil` if the list does not contain it.
  public subscript(type: String) -> Price? { prices[type] }

  /// Whether the list contains no prices.
  package var isEmpty: Bool { prices.isEmpty }

  /// The names of the instance types that have a price, in no particular order.
  package var typeNames: some Collection<String> { prices.keys }

  /// The newest date of any price in the list.
  package var newestDate: CalendarDate? { prices.values.lazy.compactMap(\.asOf).max() }
}

extension InstancePrices {
  /// Returns the built-in prices of a region; empty for a region whose prices are not known.
  ///
  /// Of 24 regions, four have prices from 2024 to 2026 and twenty from July 2020; see the date of each price.
  public static func bundled(for region: Region) -> InstancePrices {
    do throws(CSVError) {
      return try read(EmbeddedFile.ec2OnDemandPrices, region: region)
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/ec2-ondemand-prices.csv, line \(error.line): \(error.reason)")
    }
  }

  /// Reads the rows of one region with the columns region, type, USD per hour, currency, price per hour, tenancy, date.
  package static func read(_ bytes: [UInt8], region: Region) throws(CSVError) -> InstancePrices {
    var rows = CSVRows(bytes)
    let code = Array(region.code.utf8)
    var prices: [String: Price] = [:]
    guard try rows.advance() else { return InstancePrices(region: region, prices: [:]) }
    while try rows.advance() {
      guard rows.bytes(0).elementsEqual(code) else { continue }
      guard rows.count == 7, let type = rows.text(1), let currency = rows.text(3).flatMap(Currency.init(rawValue:)),
        let amount = rows.text(4), let price = Money(amount, currency: currency), let tenancy = rows.text(5)
      else { throw CSVError(line: rows.line, reason: "expected region, type, currency, price, tenancy and date") }
      let asOf = rows.text(6).flatMap(CalendarDate.init)
      prices[type] = Price(perHour: price, tenancy: tenancy, asOf: asOf)
    }
    return InstancePrices(region: region, prices: prices)
  }
}
