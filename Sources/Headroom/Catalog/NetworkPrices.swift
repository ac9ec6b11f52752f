/// What traffic, gateways, load balancers and the control plane cost in one region, each price with its source.
///
/// A price that no source tells is there as an entry without amount; it is never 0.
public struct NetworkPrices: Hashable, Sendable {
  /// How sure a price is.
  public enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// Said by AWS' price list, or by several sources.
    case high
    /// Said by one source.
    case medium
    /// Guessed from one price for all, from an old table, or from a text that bills contradict.
    case low
    /// Not known.
    case unknown
  }

  /// The price of one use, or of one tier of it.
  public struct Price: Hashable, Sendable {
    /// The price of a unit; `nil` if no source tells it.
    public let perUnit: Money?
    /// What it is the price of: `GB`, `hour`, `AZ-hour`, `LCU-hour`.
    public let unit: String
    /// Where it is from.
    public let source: String
    /// The date of the source.
    public let asOf: CalendarDate?
    /// How sure it is.
    public let confidence: Confidence
    /// The GB a month from which a tier counts.
    public let tierFrom: DataVolume
    /// The GB a month up to which it counts; `nil` without end.
    public let tierTo: DataVolume?
    /// Whether it is taken from elsewhere for want of a price of the region's own.
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

  /// The prices of a meter, tier by tier; `nil` if the list has no such meter.
  public subscript(meter: Meter) -> [Price]? { prices[meter] }

  /// All meters, in no particular order.
  public var meters: some Collection<Meter> { prices.keys }
}

extension NetworkPrices {
  /// The meters of a region that has all prices.
  static let allMeters = Region("us-east-1").map { Set(bundled(for: $0).meters) } ?? []

  /// The prices that come with the library: the region's own, and those that hold for all commercial regions.
  public static func bundled(for region: Region) -> NetworkPrices {
    do throws(CSVError) {
      return try read(EmbeddedFile.trafficPrices, region: region)
    } catch {
      // A test reads every row, so only a broken build gets here.
      preconditionFailure("data/traffic-prices.csv, line \(error.line): \(error.reason)")
    }
  }

  /// Reads the rows of a region and those of all commercial ones; a region's own row wins, even one without price.
  package static func read(_ bytes: [UInt8], region: Region) throws(CSVError) -> NetworkPrices {
    var rows = CSVRows(bytes)
    let code = Array(region.code.utf8)
    let shared = Array("commercial:*".utf8)
    var own: [Meter: [Price]] = [:]
    var common: [Meter: [Price]] = [:]
    guard try rows.advance() else { return NetworkPrices(region: region) }
    while try rows.advance() {
      let isOwn = rows.bytes(0).elementsEqual(code)
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
        throw CSVError(line: rows.line, reason: "'\(text)' is no number of GB")
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
    if amount != nil, perUnit == nil { throw CSVError(line: rows.line, reason: "the price is no amount of money") }
    return (
      Meter(rawValue: usage),
      Price(
        perUnit: perUnit, unit: unit, source: source, asOf: rows.text(8).flatMap(CalendarDate.init),
        confidence: confidence, tierFrom: try volume(6) ?? .zero, tierTo: try volume(7))
    )
  }

  /// The list with prices of somebody's own, one for all tiers of a use.
  public func replacing(_ own: [Meter: Money], source: String) -> NetworkPrices {
    var list = self
    for (meter, price) in own {
      let unit = prices[meter]?.first?.unit ?? "GB"
      list.prices[meter] = [Price(perUnit: price, unit: unit, source: source, asOf: nil, confidence: .high)]
    }
    return list
  }

  /// The list with AWS' one price for traffic between zones where the region's own is not known, marked as assumed.
  public func assumingCrossZonePrice() -> NetworkPrices {
    guard var price = prices[.crossAZDefault]?.first, price.perUnit != nil else { return self }
    price.isAssumed = true
    var list = self
    for meter in [Meter.crossAZOut, .crossAZIn] where list.prices[meter]?.first?.perUnit == nil {
      list.prices[meter] = [price]
    }
    return list
  }
}
