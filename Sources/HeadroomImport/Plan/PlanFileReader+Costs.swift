internal import Headroom

/// Reads discounts, price files and root volumes.
extension PlanFileReader {
  /// Reads the files with prices that the plan names.
  mutating func readPriceFiles(_ node: YAMLNode?) {
    let part = PlanPart(.plan, key: "prices")
    for item in cursor.list(node, part) {
      guard let name = cursor.text(item, part) else { continue }
      if let file = readingFile(name) {
        priceFiles.append(file)
      } else {
        cursor.complain(
          part, "\(name): the file cannot be read; expected a relative path to a file beside the plan or below",
          at: item)
      }
    }
  }

  /// Returns the discounts of the plan.
  mutating func readDiscounts(_ node: YAMLNode?) -> [Discount.Scope: Discount] {
    guard let node else { return [:] }
    let part = PlanPart(.plan, key: "discounts")
    let values = cursor.object(node, PlanPart(.plan, "discounts"), keys: PlanKeys.discounts)
    return Discount.Scope.allCases.reduce(into: [:]) { discounts, scope in
      discounts[scope] = readDiscount(values[scope.rawValue], part)
    }
  }

  /// Returns a discount; `nil` if there is none.
  mutating func readDiscount(_ node: YAMLNode?, _ part: PlanPart) -> Discount? {
    cursor.value(node, part, expected: "a percentage from 0% to 100% such as 12.5%", read: Discount.init)
  }

  /// Returns the root volume of the nodes of a group.
  ///
  /// - Parameter usual: The volume that the nodes get otherwise, which decides what the plan does not give.
  mutating func readRootVolume(_ node: YAMLNode, _ part: PlanPart, usual: RootVolume) -> RootVolume {
    let values = cursor.object(node, part, keys: PlanKeys.rootVolume)
    var volume = usual
    volume.gibibytes = cursor.number(values["sizeGiB"], part) ?? volume.gibibytes
    volume.iops = cursor.number(values["iops"], part) ?? volume.iops
    volume.mebibytesPerSecond = cursor.number(values["throughputMiBps"], part) ?? volume.mebibytesPerSecond
    return volume
  }
}
