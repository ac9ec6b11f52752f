internal import Headroom

extension Document.Table {
  /// The columns that people may see, in the order in which they see them: the verdict directly after the name.
  var columnsForPeople: [Int] {
    let shown = columns.indices.filter { columns[$0].visibility != .machines }
    guard let verdict = shown.first(where: { columns[$0].key == "verdict" }), shown.count > 1, verdict != shown[0]
    else {
      return shown
    }
    return [shown[0], verdict] + shown.dropFirst().filter { $0 != verdict }
  }

  /// The verdict of a row; `pass` if it has none.
  private func verdict(ofRow row: [Document.Cell]) -> Verdict {
    for case .verdict(let verdict) in row { return verdict }
    return .pass
  }

  /// Returns the rows that people see, those with a bad verdict first, and a remark about the others.
  ///
  /// - Parameter limit: The number of rows to show; `nil` for all rows.
  func rowsForPeople(atMost limit: Int?) -> (rows: [Int], remark: String?) {
    let verdicts = rows.map(verdict(ofRow:))
    let order = rows.indices.sorted { (verdicts[$1], $0) < (verdicts[$0], $1) }
    guard let limit else { return (order, nil) }
    let listed = Array(order.filter { !showsTroubleOnly || verdicts[$0] > .note }.prefix(limit))
    let rest = order.count - listed.count
    guard rest > 0 else { return (listed, nil) }
    guard Set(order).subtracting(listed).allSatisfy({ verdicts[$0] <= .note }), order.contains(where: hasVerdict) else {
      return (listed, "\(counted(rest, "more row"))")
    }
    if listed.isEmpty { return (listed, rest == 1 ? "The only one passes" : "All \(rest) pass") }
    return (listed, "\(rest) more \(rest == 1 ? "passes" : "pass")")
  }

  private func hasVerdict(_ place: Int) -> Bool {
    rows[place].contains { if case .verdict = $0 { true } else { false } }
  }
}
