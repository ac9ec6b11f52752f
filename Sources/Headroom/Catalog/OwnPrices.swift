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
  /// The number of products or rows of the region, whether a plan needs them or not.
  package var rowsOfRegion = 0
  /// Some other regions of which the file has prices.
  package private(set) var otherRegions: Set<String> = []
  /// Where the first tier that costs nothing ends, by meter.
  private var freeTiers: [Meter: Int128] = [:]

  /// Creates an empty list for a region.
  package init(region: Region) { self.region = region }

  /// The number of prices.
  public var count: Int {
    instances.values.reduce(0) { $0 + $1.count } + meters.values.reduce(0) { $0 + $1.count }
  }

  /// Counts a product or row, and returns whether it is one of the region.
  package mutating func counts(_ name: String) -> Bool {
    if name == region.code {
      rowsOfRegion += 1
      return true
    }
    if otherRegions.count < 3 { otherRegions.insert(name) }
    return false
  }

  /// The instance types that the catalogue lacks, sorted; their prices have no effect unless the plan describes them.
  package var unknownTypes: [String] {
    let names = Set(instances.values.flatMap(\.keys)).union(meters.keys.compactMap(\.typeName))
    return names.filter { InstanceCatalog.bundled[$0] == nil }.sorted()
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
      if price.tierFrom == 0, let end = price.tierTo { freeTiers[meter] = end }
      return
    }
    guard meters[meter]?.count ?? 0 < Self.mostTiers else {
      throw Conflict(description: "\(meter) has more than \(Self.mostTiers) price tiers, which is the maximum")
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

  /// Sorts the tiers of all meters and checks that they follow each other.
  ///
  /// - Throws: ``Conflict`` if there is a gap between two tiers, or an overlap.
  package mutating func settleTiers() throws(Conflict) {
    for (meter, tiers) in meters.sorted(by: { $0.key < $1.key }) {
      var sorted = tiers.sorted { $0.tierFrom < $1.tierFrom }
      // A list may begin with what is free, which is a meter of its own here.
      if sorted[0].tierFrom > 0, sorted[0].tierFrom == freeTiers[meter] { sorted[0].tierFrom = 0 }
      var end: Int128? = 0
      for tier in sorted {
        guard tier.tierFrom == end else {
          let place = end.map { "after \($0.decimalOfBillionths)" } ?? "after the last one, which has no end"
          throw Conflict(
            description: """
              the tiers of \(meter) do not follow each other: one begins at \(tier.tierFrom.decimalOfBillionths), \
              \(place)
              """)
        }
        end = tier.tierTo
      }
      meters[meter] = sorted
    }
  }

  /// The number of price tiers that a meter may have.
  private static let mostTiers = 100

  /// Writes the prices over those of two lists.
  func replace(_ instancePrices: inout InstancePrices, _ meterPrices: inout MeterPrices) {
    for (capacity, list) in instances {
      for (type, price) in list { instancePrices[type, capacity] = price }
    }
    meterPrices = meterPrices.replacing(meters)
  }
}
