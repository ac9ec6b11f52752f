package import Headroom

extension OwnPrices {
  /// What a user should know about the file, in sentences.
  package var notes: [String] {
    var notes: [String] = []
    if count == 0 {
      let others = otherRegions.sorted().map { printable($0) }.joined(separator: ", ")
      let reason =
        switch (rowsOfRegion, others) {
        case (0, ""): "it lists no products"
        case (0, _): "its prices are those of \(others)"
        default:
          "none of its \(rowsOfRegion) product\(rowsOfRegion == 1 ? "" : "s") of the region is one that a plan needs"
        }
      notes.append("no price applies in \(region), because \(reason).")
    }
    if zeroPrices > 0 {
      notes.append("\(zeroPrices) price\(zeroPrices == 1 ? " of 0 is" : "s of 0 are") left out.")
    }
    let unknown = unknownTypes
    if let first = unknown.first {
      let types = unknown.count == 1 ? "an instance type" : "\(unknown.count) instance types"
      notes.append(
        "it has prices of \(types) that the catalogue lacks, such as \(printable(String(first.prefix(80)))).")
    }
    return notes
  }
}
