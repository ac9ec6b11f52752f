internal import Headroom

/// Returns one sentence about the age of prices, or none if there are no prices.
///
/// - Parameters:
///   - dates: The date of each price; `nil` for a price whose source gives none.
///   - today: The day by which a price is called old.
func priceAges(_ dates: [CalendarDate?], asOf today: CalendarDate?) -> [String] {
  guard !dates.isEmpty else { return [] }
  let known = dates.compactMap(\.self)
  guard let first = known.min(), let last = known.max() else { return ["The prices have no date."] }
  var remarks: [String] = []
  let stale = known.count { Optional($0).isStale(asOf: today) == true }
  if stale > 0 { remarks.append("\(stale) of \(dates.count) \(stale == 1 ? "is" : "are") more than a year old") }
  let undated = dates.count - known.count
  if undated > 0 { remarks.append("\(undated) of \(dates.count) \(undated == 1 ? "has" : "have") no date") }
  let range = first == last ? "\(first)" : "\(first) to \(last)"
  return ["Prices as of \(range)\(remarks.isEmpty ? "" : "; \(remarks.joined(separator: ", "))")."]
}

/// Returns one sentence about the age of the known prices of bill lines, or none if there are none.
func priceAges(_ lines: some Sequence<BillLine>, asOf today: CalendarDate?) -> [String] {
  priceAges(lines.compactMap(\.price).filter { $0.perUnit != nil }.map(\.asOf), asOf: today)
}
