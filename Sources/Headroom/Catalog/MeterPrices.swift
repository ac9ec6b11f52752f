/// The prices of everything that AWS meters except instances in one region, each with its source: traffic, gateways,
/// load balancers, volumes, Fargate and the control plane.
///
/// A price that is not known from any source is an entry without an amount; it is never 0.
public struct MeterPrices: Hashable, Sendable {
  /// The region.
  public let region: Region
  private var prices: [Meter: [UnitPrice]]

  /// Creates a list of prices by meter, tier by tier.
  package init(region: Region, prices: [Meter: [UnitPrice]] = [:]) {
    self.region = region
    self.prices = prices
  }

  /// The prices of a meter, tier by tier; `nil` if the list does not contain the meter.
  public subscript(meter: Meter) -> [UnitPrice]? { prices[meter] }

  /// All meters, in no particular order.
  package var meters: some Collection<Meter> { prices.keys }
}

extension MeterPrices {
  /// The units of the meters of a region that has all prices, us-east-1.
  private static let units = (Region("us-east-1").map { bundled(for: $0).prices } ?? [:]).compactMapValues(
    \.first?.unit)

  /// Returns the unit that the price of a meter is for; `nil` for a name that is no meter.
  package static func unit(of meter: Meter) -> String? {
    if meter.isOfType { return "hour" }
    let name = meter.rawValue
    let pair = "inter_region_out:"
    return name.hasPrefix(pair) && Region(String(name.dropFirst(pair.count))) != nil ? "GB" : units[meter]
  }

  /// All meters without those of instance types and pairs of regions.
  package static var allMeters: Set<Meter> { Set(units.keys) }

  /// Returns the built-in prices of a region: its own and those that apply to all commercial regions.
  public static func bundled(for region: Region) -> MeterPrices {
    do throws(CSVError) {
      let own = try read(EmbeddedFile.rows(of: region.code, in: .trafficPrices))
      // Prices for all commercial regions do not apply in mainland China, GovCloud and the isolated partitions.
      guard region.isCommercial else { return MeterPrices(region: region, prices: own) }
      let common = try read(EmbeddedFile.rows(of: commercialRegions, in: .trafficPrices))
      return MeterPrices(region: region, prices: common.merging(own) { $1 })
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/traffic-prices.csv, line \(error.line): \(error.reason)")
    }
  }

  /// The first cell of the rows that apply to every commercial region without an own row for the same meter. An own row
  /// takes precedence, even if it has no price.
  private static let commercialRegions = "commercial:*"

  /// Reads the rows of a table, whatever their regions.
  package static func read(_ bytes: [UInt8]) throws(CSVError) -> [Meter: [UnitPrice]] {
    var rows = CSVRows(bytes)
    var prices: [Meter: [UnitPrice]] = [:]
    guard try rows.advance() else { return [:] }
    while try rows.advance() {
      let (meter, price) = try read(rows)
      prices[meter, default: []].append(price)
    }
    return prices
  }

  private static func read(_ rows: CSVRows) throws(CSVError) -> (Meter, UnitPrice) {
    func bound(_ column: Int) throws(CSVError) -> Int128? {
      guard !rows.isEmpty(column) else { return nil }
      guard let bound = ExactDecimal(rows.bytes(column)) else {
        throw CSVError(line: rows.line, reason: "'\(rows.text(column) ?? "")' is not a number of units")
      }
      return bound.billionths
    }
    guard rows.count == 11, let usage = rows.text(1), let unit = rows.text(2),
      let currency = rows.text(4).flatMap(Currency.init(rawValue:)), let source = rows.text(5),
      let confidence = rows.text(9).flatMap(UnitPrice.Confidence.init(rawValue:))
    else {
      throw CSVError(line: rows.line, reason: "expected usage, unit, price, currency, source, tier, date, confidence")
    }
    let amount = rows.text(3)
    let perUnit = amount.flatMap { Money($0, currency: currency) }
    if amount != nil, perUnit == nil { throw CSVError(line: rows.line, reason: "the price is not an amount of money") }
    return (
      Meter(rawValue: usage),
      UnitPrice(
        perUnit: perUnit, unit: unit, source: source, asOf: rows.text(8).flatMap(CalendarDate.init),
        confidence: confidence, tierFrom: try bound(6) ?? 0, tierTo: try bound(7))
    )
  }

  /// Returns the list with replaced prices. A replaced price applies to all tiers of its meter.
  public func replacing(_ own: [Meter: Money], source: String) -> MeterPrices {
    var list = self
    for (meter, price) in own {
      let unit = prices[meter]?.first?.unit ?? Self.unit(of: meter) ?? "GB"
      list.prices[meter] = [UnitPrice(perUnit: price, unit: unit, source: source, asOf: nil, confidence: .high)]
    }
    return list
  }

  /// Returns the list with other prices for some meters, all tiers of which are replaced.
  func replacing(_ own: [Meter: [UnitPrice]]) -> MeterPrices {
    var list = self
    list.prices.merge(own) { $1 }
    return list
  }

  /// Returns the list with the discounts on Fargate and on everything else.
  package func discounted(_ discounts: [Discount.Scope: Discount]) -> MeterPrices {
    guard discounts[.fargate] != nil || discounts[.other] != nil else { return self }
    var list = self
    for (meter, tiers) in prices where !Self.quantities.contains(meter) && !meter.isOfInstances {
      guard let discount = discounts[Self.fargateMeters.contains(meter) ? .fargate : .other] else { continue }
      list.prices[meter] = tiers.map { discount.applied(to: $0) }
    }
    return list
  }

  /// Savings Plans cover the vCPU and the memory of Fargate, and not its storage.
  private static let fargateMeters: Set = [Meter.fargateCPU, .fargateMemory]
  /// The rows that are no prices.
  private static let quantities: Set = [Meter.internetOutFree, .autoModeShare]

  /// Returns the list with AWS' general price for traffic between zones where the region's own price is not known.
  ///
  /// These prices are marked as assumed.
  package func assumingCrossZonePrice() -> MeterPrices {
    guard var price = prices[.crossAZDefault]?.first, price.perUnit != nil else { return self }
    price.isAssumed = true
    var list = self
    for meter in [Meter.crossAZOut, .crossAZIn] where list.prices[meter]?.first?.perUnit == nil {
      list.prices[meter] = [price]
    }
    return list
  }
}
