/// The sum of bill lines. It is known only if the cost of each line is known; the subtotal is what is known of it.
public struct BillTotal: Hashable, Sendable {
  /// The size of the plan that a sum is about.
  package enum Moment: Hashable, Sendable {
    /// The plan as it is now.
    case now
    /// The peak.
    case peak
  }

  /// The cost per month; `nil` if the cost of a line is not known.
  public let costPerMonth: Money?
  /// The sum of the lines whose cost is known.
  public let subtotal: Money
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
  ///   - moment: The size of the plan.
  package init(_ lines: some Sequence<BillLine>, currency: Currency, at moment: Moment = .now) {
    var sum = Money.zero(currency)
    var isComplete = true
    var prices: Set<Meter> = []
    var quantities: Set<BillPurpose> = []
    var assumed: Set<BillPurpose> = []
    for line in lines {
      let (quantity, cost) = moment == .now ? (line.quantity, line.cost) : (line.peakQuantity, line.peakCost)
      if let cost, let more = sum + cost {
        sum = more
      } else {
        isComplete = false
        if quantity == nil { quantities.insert(line.purpose) } else { prices.insert(line.meter) }
      }
      if line.isAssumed { assumed.insert(line.purpose) }
    }
    costPerMonth = isComplete ? sum : nil
    subtotal = sum
    missingPrices = prices.sorted()
    missingQuantities = Self.sorted(quantities)
    self.assumed = Self.sorted(assumed)
  }

  /// Returns purposes sorted by their descriptions, each of which is made once.
  private static func sorted(_ purposes: Set<BillPurpose>) -> [BillPurpose] {
    purposes.map { (key: $0.description, purpose: $0) }.sorted { $0.key < $1.key }.map(\.purpose)
  }
}
