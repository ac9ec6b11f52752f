internal import Headroom
internal import Yams

/// Reads discounts, price files and root volumes.
extension PlanFileReader {
  /// Reads the files with prices that the plan names.
  mutating func readPriceFiles(_ node: Node?) {
    let part = PlanPart(.plan, key: "prices")
    for item in cursor.list(node, part) {
      guard let name = cursor.text(item, part) else { continue }
      if let file = readingFile(name) {
        priceFiles.append(file)
      } else {
        cursor.complain(
          part, "\(name): the file cannot be read; it must be in the folder of the plan or below", at: item)
      }
    }
  }

  /// Returns the discounts of the plan.
  mutating func readDiscounts(_ node: Node?) -> [Discount.Scope: Discount] {
    guard let node else { return [:] }
    let part = PlanPart(.plan, key: "discounts")
    let values = cursor.object(node, PlanPart(.plan, "discounts"), keys: PlanKeys.discounts)
    return values.reduce(into: [:]) { discounts, item in
      guard let scope = Discount.Scope(rawValue: item.key) else { return }
      discounts[scope] = readDiscount(item.value, part)
    }
  }

  /// Returns a discount; `nil` if there is none.
  mutating func readDiscount(_ node: Node?, _ part: PlanPart) -> Discount? {
    cursor.value(node, part, expected: "a percentage from 0% to 100% such as 12.5%", read: Discount.init)
  }

  /// Returns the root volume of the nodes of a group; `nil` if it has no size.
  mutating func readRootVolume(_ node: Node, _ part: PlanPart) -> RootVolume? {
    let values = cursor.object(node, part, keys: PlanKeys.rootVolume)
    cursor.require("sizeGiB", of: part, in: values, at: node)
    func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
      cursor.value(values[key], part, expected: "`\(key)` from \(range.lowerBound) to \(range.upperBound)") {
        Int(decimalDigits: $0.utf8).flatMap { range.contains($0) ? $0 : nil }
      }
    }
    // Source: Amazon EBS user guide, general purpose volumes (limits of gp3 since September 2025).
    guard let size = number("sizeGiB", 1...65_536) else { return nil }
    var volume = RootVolume(gibibytes: size)
    volume.iops = number("iops", 3000...80_000) ?? volume.iops
    volume.mebibytesPerSecond = number("throughputMiBps", 125...2000) ?? volume.mebibytesPerSecond
    return volume
  }
}
