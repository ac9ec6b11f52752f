extension PlanValidation {
  /// Reports settings of instances in a Fargate profile, and volumes that EBS does not create.
  ///
  /// Source: Amazon EBS user guide, general purpose volumes: at most 500 IOPS per GiB beyond the 3,000 of any volume, and
  /// 0.25 MiB/s per IOPS.
  mutating func checkCosts(of group: NodeGroup, _ part: PlanPart) {
    if group.isFargate {
      let settings = [
        ("capacityType", group.capacityType != .onDemand), ("rootVolume", group.rootVolume != nil),
        ("discount", group.discount != nil),
      ]
      for (key, isGiven) in settings where isGiven {
        let hint = key == "discount" ? "; use discounts.fargate of the plan" : ""
        complain(part.key(key), "`\(key)` is a setting of instances, which a Fargate profile does not have\(hint)")
      }
    }
    guard let volume = group.rootVolume else { return }
    func check(_ key: String, _ value: Int, _ range: ClosedRange<Int>, _ reason: String) {
      guard !range.contains(value) else { return }
      complain(
        part.key("rootVolume"),
        "\(key) is \(value); expected \(range.lowerBound) to \(range.upperBound)\(reason)")
    }
    check("sizeGiB", volume.gibibytes, 1...65_536, "")
    let size = min(max(1, volume.gibibytes), 65_536)
    let mostIOPS = min(80_000, max(RootVolume.includedIOPS, 500 * size))
    check("iops", volume.iops, RootVolume.includedIOPS...mostIOPS, ", which is the most for \(size) GiB")
    let iops = min(max(RootVolume.includedIOPS, volume.iops), mostIOPS)
    let mostThroughput = min(2000, iops / 4)
    check(
      "throughputMiBps", volume.mebibytesPerSecond, RootVolume.includedThroughput...mostThroughput,
      ", which is the most for \(iops) IOPS")
  }
}
