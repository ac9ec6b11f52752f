/// One line of a bill: so much of something at a price.
public struct BillLine: Hashable, Sendable {
  /// The meter, as `data/traffic-prices.csv` names it: `cross_az_out`.
  public let meter: String
  /// What it is for: "echo, pod to pod".
  public let purpose: String
  /// Which side of it: "out" or "in" of traffic that is metered at both ends.
  public let side: String?
  /// How much in a month; `nil` if nobody told.
  public let quantity: Quantity?
  /// The price with its source; `nil` if the list has no such use.
  public let price: TrafficPrices.Price?
  /// Whether price or quantity is taken for want of a better one.
  public let isAssumed: Bool
  /// Whether topology hints can make it smaller.
  public let isAddressable: Bool
  private let currency: Currency

  init(
    _ meter: String, _ purpose: String, _ quantity: Quantity?, at price: TrafficPrices.Price?, in currency: Currency,
    side: String? = nil, isAssumed: Bool = false, isAddressable: Bool = false
  ) {
    self.meter = meter
    self.side = side
    self.purpose = purpose
    self.quantity = quantity.map { Quantity(billionths: $0.billionths, unit: price?.unit ?? $0.unit) }
    self.price = price
    self.currency = currency
    self.isAssumed = isAssumed || price?.isAssumed ?? false
    self.isAddressable = isAddressable
  }

  /// The cost of a month; `nil` if quantity or price is not known. Nothing costs nothing at any price.
  public var cost: Money? {
    guard let quantity else { return nil }
    if quantity.billionths == 0 { return .zero(currency) }
    guard let price = price?.perUnit else { return nil }
    return price * quantity
  }
}

extension BillLine: CustomStringConvertible {
  /// What it is for, with its side.
  public var description: String { side.map { "\(purpose), \($0)" } ?? purpose }
}

/// Makes the lines of a region's bill.
struct Meter {
  let prices: TrafficPrices
  private var currency: Currency { prices.region.currency }

  /// A line at a price without tiers.
  func line(
    _ meter: String, _ purpose: String, _ quantity: Quantity?, side: String? = nil, isAssumed: Bool = false,
    isAddressable: Bool = false
  ) -> BillLine {
    BillLine(
      meter, purpose, quantity, at: prices[meter]?.first, in: currency, side: side, isAssumed: isAssumed,
      isAddressable: isAddressable)
  }

  /// Both ends of traffic between zones: who sends pays, and who receives pays.
  func crossing(
    _ volume: DataVolume?, _ purpose: String, meter: String = "cross_az", isAddressable: Bool = false
  ) -> [BillLine] {
    ["out", "in"].map { (side: String) in
      line("\(meter)_\(side)", purpose, volume?.quantity, side: side, isAddressable: isAddressable)
    }
  }

  /// A line a tier; what lies beyond the last known tier has no price.
  func tiers(_ meter: String, _ purpose: String, _ volume: DataVolume?) -> [BillLine] {
    guard let tiers = prices[meter], let volume else { return [line(meter, purpose, volume?.quantity)] }
    var lines: [BillLine] = []
    var priced = DataVolume.zero
    for tier in tiers.sorted(by: { $0.tierFrom < $1.tierFrom }) where tier.tierFrom == priced {
      let end = min(volume, tier.tierTo ?? volume)
      guard end > priced || lines.isEmpty else { break }
      lines.append(
        BillLine(
          meter, purpose, DataVolume(billionths: end.billionths - priced.billionths).quantity, at: tier, in: currency))
      priced = end
    }
    if priced < volume {
      let rest = DataVolume(billionths: volume.billionths - priced.billionths)
      lines.append(BillLine(meter, purpose, rest.quantity, at: nil, in: currency))
    }
    return lines
  }
}

/// The sum of bill lines, which is not known while one of them is not.
public struct BillTotal: Hashable, Sendable {
  /// The cost of a month; `nil` if a line's is not known.
  public let costPerMonth: Money?
  /// Meters whose price is not known, each once, in the order of their names.
  public let missingPrices: [String]
  /// What is not known for want of a quantity, each once, in order.
  public let missingQuantities: [String]
  /// What is assumed, each once, in order.
  public let assumed: [String]

  /// Adds up lines in a currency.
  public init(_ lines: some Sequence<BillLine>, currency: Currency) {
    var sum: Money? = .zero(currency)
    var prices: Set<String> = []
    var quantities: Set<String> = []
    var assumed: Set<String> = []
    for line in lines {
      sum = sum.flatMap { sum in line.cost.flatMap { sum + $0 } }
      if line.quantity == nil {
        quantities.insert(line.purpose)
      } else if line.cost == nil {
        prices.insert(line.meter)
      }
      if line.isAssumed { assumed.insert(line.purpose) }
    }
    costPerMonth = sum
    missingPrices = prices.sorted()
    missingQuantities = quantities.sorted()
    self.assumed = assumed.sorted()
  }
}
