/// The sum of bill lines. It is known only if the cost of each line is known.
public struct BillTotal: Hashable, Sendable {
  /// The cost per month; `nil` if the cost of a line is not known.
  public let costPerMonth: Money?
  /// The meters whose price is not known, sorted by name.
  package let missingPrices: [Meter]
  /// The purposes whose quantity is not known, sorted by description.
  package let missingQuantities: [BillPurpose]
  /// The purposes whose price or quantity is assumed, sorted by description.
  package let assumed: [BillPurpose]

  /// Creates the sum of bill lines.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - currency: The currency of the lines, and of the sum if there are none.
  package init(_ lines: some Sequence<BillLine>, currency: Currency) {
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
