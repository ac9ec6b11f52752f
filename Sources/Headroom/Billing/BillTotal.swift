/// The sum of bill lines, which is not known while the cost of one of them is not.
public struct BillTotal: Hashable, Sendable {
  /// The cost of a month; `nil` if the cost of a line is not known.
  public let costPerMonth: Money?
  /// The meters whose price is not known, by name.
  public let missingPrices: [Meter]
  /// The purposes whose quantity is not known, by description.
  public let missingQuantities: [BillPurpose]
  /// The purposes whose price or quantity is assumed, by description.
  public let assumed: [BillPurpose]

  /// Adds up lines.
  public init(_ lines: some Sequence<BillLine>, currency: Currency) {
    var sum: Money? = .zero(currency)
    var prices: Set<Meter> = []
    var quantities: Set<BillPurpose> = []
    var assumed: Set<BillPurpose> = []
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
