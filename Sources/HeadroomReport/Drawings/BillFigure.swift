internal import Headroom

extension Figure {
  /// Returns the lines of the bill as bars, each of which begins where the one before it ends.
  static func bill(_ cost: CostEstimate) -> Figure? {
    let known = cost.lines.compactMap { line in line.peakCost.map { (line: line, cost: $0) } }
    let costs = known.filter { $0.cost.nanounits > 0 }
    guard !costs.isEmpty else { return nil }
    let shown = costs.prefix(mostLines)
    let rest = costs.dropFirst(mostLines)
    let total = cost.peakTotal.subtotal
    let scale = Scale(most: units(total))
    var figure = Figure(
      title: "The bill of a month at the peak in \(cost.currency.rawValue)",
      summary: "Each bar begins where the one before it ends.")
    var sum = 0
    func add(_ name: String, _ amount: Money, note: String? = nil, part: PlanPart? = nil) {
      let bar = Bar(parts: [(.taken, units(amount))], start: sum)
      figure.rows.append(
        Row(
          name: name, note: note, part: part, drawing: bar.drawing("\(name): \(amount)", on: scale, height: 18),
          end: amount.grouped))
      sum += units(amount)
    }
    for item in shown { add(item.line.description, item.cost, part: item.line.purpose.part) }
    if !rest.isEmpty {
      let amount = rest.reduce(Money.zero(cost.currency)) { ($0 + $1.cost) ?? $0 }
      add(counted(rest.count, "smaller line"), amount)
    }
    let isComplete = cost.peakTotal.costPerMonth != nil
    figure.rows.append(
      Row(
        name: isComplete ? "Total" : "Known so far",
        drawing: Bar(parts: [(.reserved, units(total))]).drawing("total: \(total)", on: scale, height: 18),
        end: total.grouped, verdict: isComplete ? nil : .unknown))
    return figure
  }

  /// The number of lines that the figure shows by themselves.
  private static let mostLines = 12

  /// Returns an amount in thousandths, which are enough for the length of a bar.
  private static func units(_ amount: Money) -> Int { Int(clamping: amount.nanounits / 1_000_000) }
}
