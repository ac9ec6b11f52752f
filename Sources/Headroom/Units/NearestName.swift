/// Returns the name that was probably meant, for "did you mean …?" hints; `nil` if no name is close enough.
///
/// A typing error is one wrong, missing or additional letter, or two swapped ones. A name is close enough if it differs
/// by at most a third of its own length, or by one error if it has three letters or more. Of several equally close
/// names the first is returned.
package func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.utf8.prefix(100))
  var best: (name: String, slips: Int)?
  for candidate in names {
    let letters = Array(candidate.utf8)
    let allowed = min(max(letters.count < 3 ? 0 : 1, letters.count / 3), (best?.slips ?? .max) - 1)
    guard abs(letters.count - wanted.count) <= allowed else { continue }
    let slips = slips(wanted, letters)
    if slips <= allowed { best = (candidate, slips) }
  }
  return best?.name
}

/// Returns the optimal string alignment distance between two texts.
private func slips(_ first: [UInt8], _ second: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for (i, letter) in first.enumerated() {
    var row = [i + 1]
    row.reserveCapacity(second.count + 1)
    for (j, other) in second.enumerated() {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
      if i > 0, j > 0, letter == second[j - 1], first[i - 1] == other { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[second.count]
}
