internal import Headroom

/// Collects the prices of one region from a price list.
struct PriceCollector {
  private(set) var prices: OwnPrices
  let file: String
  /// The date of the list, once it was read.
  var asOf: CalendarDate?
  /// The surcharges, which are added at the end because their base may come later.
  private var surcharges: [(base: Meter, price: UnitPrice, meter: Meter)] = []
  private let region: Region

  init(_ file: String, region: Region) {
    self.file = file
    self.region = region
    prices = OwnPrices(region: region)
  }

  /// Returns the prices, of which this collector keeps none.
  mutating func taken() -> PriceCollector {
    var taken = PriceCollector(file, region: region)
    swap(&self, &taken)
    return taken
  }

  /// Counts a row and returns whether it is one of the region.
  mutating func isOfRegion(_ name: String) -> Bool { prices.counts(name) }

  /// Whether a product is one of the region and has a price that a plan may need.
  mutating func target(of product: PriceListProduct) -> PriceListProduct.Target? {
    guard prices.counts(product.region ?? "no region") else { return nil }
    return product.target
  }

  /// Adds a price of a product.
  ///
  /// - Throws: ``Failure`` if the amount cannot be read or contradicts another one.
  mutating func add(_ dimension: PriceDimension, of target: PriceListProduct.Target) throws(Failure) {
    let currency = region.currency
    // A dimension in another currency only is none of this region.
    guard let text = dimension.amounts[currency.rawValue] else { return }
    let amount = try amount(text)
    do throws(OwnPrices.Conflict) {
      switch target {
      case .instance(let type):
        try prices.add(InstancePrices.Price(perHour: amount, source: file, asOf: asOf), of: type)
      case .meter(let meter, let divisor):
        let unit = Money(
          nanounits: amount.nanounits.dividedRoundingHalfEven(by: Int128(divisor)), currency: currency)
        let price = unitPrice(unit, dimension, meter)
        try prices.add(price, of: meter)
        // These are the same usage type of EC2, on both sides of the traffic.
        if meter == .crossAZOut {
          for other in [Meter.crossAZIn, .nlbCrossAZOut, .nlbCrossAZIn, .databaseClientSide] {
            try prices.add(price, of: other)
          }
        }
      case .surcharge(let base, let meter):
        surcharges.append((base, unitPrice(amount, dimension, meter), meter))
      }
    } catch {
      throw Failure(reason: error.description)
    }
  }

  /// Adds the price of an instance type for a way of paying.
  mutating func add(_ text: String, of type: String, _ capacity: CapacityType) throws(Failure) {
    let amount = try amount(text)
    do throws(OwnPrices.Conflict) {
      try prices.add(InstancePrices.Price(perHour: amount, source: file, asOf: asOf), of: type, capacity)
    } catch {
      throw Failure(reason: error.description)
    }
  }

  /// Adds the price of a meter that has one of this library's names.
  mutating func add(_ price: UnitPrice, of meter: Meter) throws(Failure) {
    do throws(OwnPrices.Conflict) {
      try prices.add(price, of: meter)
    } catch {
      throw Failure(reason: error.description)
    }
  }

  /// Adds what could only be added after everything else.
  mutating func finish() throws(Failure) {
    do throws(OwnPrices.Conflict) {
      for item in surcharges { try prices.addSum(of: item.base, and: item.price, as: item.meter) }
      try prices.settleTiers()
    } catch {
      throw Failure(reason: error.description)
    }
  }

  private func unitPrice(_ amount: Money, _ dimension: PriceDimension, _ meter: Meter) -> UnitPrice {
    // The last tier of a list ends at "Inf". Units are spelled in many ways, such as "Hrs" and "Hours".
    UnitPrice(
      perUnit: amount, unit: MeterPrices.unit(of: meter) ?? dimension.unit, source: file, asOf: asOf,
      tierFrom: dimension.from.flatMap { ExactDecimal($0.utf8)?.billionths } ?? 0,
      tierTo: dimension.to.flatMap { ExactDecimal($0.utf8)?.billionths })
  }

  /// Returns an amount such as `0.0960000000`; digits beyond a billionth are rounded half-even.
  func amount(_ text: String) throws(Failure) -> Money {
    guard let amount = rounded(text) else { throw Failure(reason: "'\(text.prefix(40))' is not an amount of money") }
    guard amount <= UnitPrice.highest(amount.currency) else {
      throw Failure(reason: "the price \(text.prefix(40)) is too high; expected at most 1000000 per unit")
    }
    return amount
  }

  private func rounded(_ text: String) -> Money? {
    let currency = region.currency
    guard let dot = text.firstIndex(of: "."), text.utf8.count < 60 else { return Money(text, currency: currency) }
    let decimals = text[text.index(after: dot)...]
    guard decimals.utf8.count > 9 else { return Money(text, currency: currency) }
    let kept = Money("\(text[..<dot]).\(decimals.prefix(9))", currency: currency)
    let rest = decimals.dropFirst(9)
    guard let kept, rest.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    let half = "5" + String(repeating: "0", count: rest.count - 1)
    let isUp = rest > half || rest == half && kept.nanounits % 2 == 1
    return Money(nanounits: kept.nanounits + (isUp ? 1 : 0), currency: currency)
  }

  /// The reason why a price cannot be used.
  struct Failure: Error {
    let reason: String
  }
}
