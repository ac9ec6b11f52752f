/// The prices of traffic, gateways, load balancers and the control plane in one region, each with its source.
///
/// A price that is not known from any source is an entry without an amount; it is never 0.
public struct NetworkPrices: Hashable, Sendable {
  /// The reliability of a price.
  package enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// AWS' price list or several sources give the price.
    case high
    /// One source gives the price.
    case medium
    /// The price is derived from a general price, an old table, or a text that actual bills contradict.
    case low
    /// The price is not known.
    case unknown
  }

  /// The price of one meter, or of one tier of it.
  public struct Price: Hashable, Sendable {
    /// The price per unit; `nil` if it is not known from any source.
    public let perUnit: Money?
    /// The unit that the price is for: `GB`, `hour`, `AZ-hour`, `LCU-hour`.
    public let unit: String
    /// The source of the price.
    public let source: String
    /// The date of the source.
    public let asOf: CalendarDate?
    /// The reliability of the price.
    package let confidence: Confidence
    /// The number of GB per month from which a tier applies.
    package let tierFrom: DataVolume
    /// The number of GB per month up to which a tier applies; `nil` if there is no upper end.
    package let tierTo: DataVolume?
    /// Whether the price is assumed, because the region's own price is not known.
    public var isAssumed: Bool

    init(
      perUnit: Money?, unit: String, source: String, asOf: CalendarDate?, confidence: Confidence,
      tierFrom: DataVolume = .zero, tierTo: DataVolume? = nil
    ) {
      self.perUnit = perUnit
      self.unit = unit
      self.source = source
      self.asOf = asOf
      self.confidence = confidence
      self.tierFrom = tierFrom
      self.tierTo = tierTo
      isAssumed = confidence == .low
    }
  }

  /// The region.
  public let region: Region
  private var prices: [Meter: [Price]] = [:]

  /// The prices of a meter, tier by tier; `nil` if the list does not contain the meter.
  public subscript(meter: Meter) -> [Price]? { prices[meter] }

  /// All meters, in no particular order.
  package var meters: some Collection<Meter> { prices.keys }
}

extension NetworkPrices {
  /// The meters of a region that has all prices, us-east-1.
  static let allMeters = Region("us-east-1").map { Set(bundled(for: $0).meters) } ?? []

  /// Returns the built-in prices of a region: its own and those that apply to all commercial regions.
  public static func bundled(for region: Region) -> NetworkPrices {
    do throws(CSVError) {
      return try read(EmbeddedFile.trafficPrices, region: region)
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/traffic-prices.csv, line \(error.line): \(error.reason)")
    }
  }

  /// Reads the rows of a region and those for all commercial regions.
  ///
  /// A region's own row takes precedence, even if it has no price.
  package static func read(_ bytes: [UInt8], region: Region) throws(CSVError) -> NetworkPrices {
    var rows = CSVRows(bytes)
    let code = Array(region.code.utf8)
    let shared = Array("commercial:*".utf8)
    var own: [Meter: [Price]] = [:]
    var common: [Meter: [Price]] = [:]
    guard try rows.advance() else { return NetworkPrices(region: region) }
    while try rows.advance() {
      let isOwn = rows.bytes(0).elementsEqual(code)
      // Prices for all commercial regions do not apply in mainland China, GovCloud and the isolated partitions.
      guard isOwn || region.isCommercial && rows.bytes(0).elementsEqual(shared) else { continue }
      let (meter, price) = try read(rows)
      if isOwn { own[meter, default: []].append(price) } else { common[meter, default: []].append(price) }
    }
    return NetworkPrices(region: region, prices: common.merging(own) { $1 })
  }

  private static func read(_ rows: CSVRows) throws(CSVError) -> (Meter, Price) {
    func volume(_ column: Int) throws(CSVError) -> DataVolume? {
      guard let text = rows.text(column) else { return nil }
      guard let volume = DataVolume(gigabytes: text) else {
        throw CSVError(line: rows.line, reason: "'\(text)' is not a number of GB")
      }
      return volume
    }
    guard rows.count == 11, let usage = rows.text(1), let unit = rows.text(2),
      let currency = rows.text(4).flatMap(Currency.init(rawValue:)), let source = rows.text(5),
      let confidence = rows.text(9).flatMap(Confidence.init(rawValue:))
    else {
      throw CSVError(line: rows.line, reason: "expected usage, unit, price, currency, source, tier, date, confidence")
    }
    let amount = rows.text(3)
    let perUnit = amount.flatMap { Money($0, currency: currency) }
    if amount != nil, perUnit == nil { throw CSVError(line: rows.line, reason: "the price is not an amount of money") }
    return (
      Meter(rawValue: usage),
      Price(
        perUnit: perUnit, unit: unit, source: source, asOf: rows.text(8).flatMap(CalendarDate.init),
        confidence: confidence, tierFrom: try volume(6) ?? .zero, tierTo: try volume(7))
    )
  }

  /// Returns the list with replaced prices. A replaced price applies to all tiers of its meter.
  public func replacing(_ own: [Meter: Money], source: String) -> NetworkPrices {
    var list = self
    for (meter, price) in own {
      let unit = prices[meter]?.first?.unit ?? "GB"
      list.prices[meter] = [Price(perUnit: price, unit: unit, source: source, asOf: nil, confidence: .high)]
    }
    return list
  }

  /// Returns the list with AWS' general price for traffic between zones where the region's own price is not known.
  ///
  /// These prices are marked as assumed.
  package func assumingCrossZonePrice() -> NetworkPrices {
    guard var price = prices[.crossAZDefault]?.first, price.perUnit != nil else { return self }
    price.isAssumed = true
    var list = self
    for meter in [Meter.crossAZOut, .crossAZIn] where list.prices[meter]?.first?.perUnit == nil {
      list.prices[meter] = [price]
    }
    return list
  }
}
