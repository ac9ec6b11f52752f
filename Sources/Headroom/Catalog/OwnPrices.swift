/// Prices that replace the built-in ones, such as those of a file that a user brings.
public struct OwnPrices: Sendable {
  /// An error for two different prices of the same thing.
  package struct Conflict: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that names both prices.
    package let description: String
  }

  /// The region.
  public let region: Region
  private var instances: [CapacityType: [String: InstancePrices.Price]] = [:]
  private var meters: [Meter: [UnitPrice]] = [:]
  /// The number of prices of 0, which are left out: price lists have them for what is not sold.
  public private(set) var zeroPrices = 0

  /// Creates an empty list for a region.
  package init(region: Region) { self.region = region }

  /// The number of prices.
  public var count: Int {
    instances.values.reduce(0) { $0 + $1.count } + meters.values.reduce(0) { $0 + $1.count }
  }

  /// Adds the price of an instance type. A price of 0 is left out.
  ///
  /// - Throws: ``Conflict`` if the list contains another price of the type.
  package mutating func add(
    _ price: InstancePrices.Price, of type: String, _ capacity: CapacityType = .onDemand
  ) throws(Conflict) {
    guard price.perHour.nanounits > 0 else {
      zeroPrices += 1
      return
    }
    if let other = instances[capacity]?[type], other.perHour != price.perHour {
      throw Conflict(
        description: """
          two prices for \(type), \(capacity.name), in \(region): \(other.perHour.decimal) and \(price.perHour.decimal)
          """)
    }
    instances[capacity, default: [:]][type] = price
  }

  /// Adds the price of a meter, or of one tier of it. A price of 0 is left out.
  ///
  /// - Throws: ``Conflict`` if the list contains another price of the tier.
  package mutating func add(_ price: UnitPrice, of meter: Meter) throws(Conflict) {
    guard let amount = price.perUnit, amount.nanounits > 0 else {
      zeroPrices += 1
      return
    }
    if let other = meters[meter]?.first(where: { $0.tierFrom == price.tierFrom }) {
      guard other.perUnit != price.perUnit else { return }
      throw Conflict(
        description: """
          two prices for \(meter) in \(region): \(other.perUnit?.decimal ?? "") and \(amount.decimal)
          """)
    }
    meters[meter, default: []].append(price)
  }

  /// Adds the amount of a meter's surcharge to the price of another meter, as the price of a third one.
  package mutating func addSum(of base: Meter, and surcharge: UnitPrice, as meter: Meter) throws(Conflict) {
    guard let first = meters[base]?.first?.perUnit, let more = surcharge.perUnit, let sum = first + more else { return }
    try add(
      UnitPrice(
        perUnit: sum, unit: surcharge.unit, source: surcharge.source, asOf: surcharge.asOf), of: meter)
  }

  /// Writes the prices over those of two lists.
  func replace(_ instancePrices: inout InstancePrices, _ meterPrices: inout MeterPrices) {
    for (capacity, list) in instances {
      for (type, price) in list { instancePrices[type, capacity] = price }
    }
    meterPrices = meterPrices.replacing(meters)
  }
}
