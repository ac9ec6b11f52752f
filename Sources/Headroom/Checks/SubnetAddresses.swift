extension Check {
  /// Whether every subnet has the addresses that the peak takes.
  static let subnetAddresses = Check(
    "HR-SUB-001", "Subnet runs out of addresses",
    rule: "Used, reserved and peak addresses exceed the usable ones (all of the block but five).",
    verdicts: [.fail],
    fix:
      "Use a larger block or a further subnet, lower maxSize, hold fewer warm addresses, or move pods to subnets of their own (custom networking)."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let free = load.freeAddresses, free < 0 else { return nil }
      let needed = usable - free
      let size = smallestBlock(for: needed).map { "; a /\($0) would do" } ?? ""
      return Answer(
        .fail, PlanPart(.subnet, load.subnet.name),
        "at the peak \(needed) addresses are needed and \(usable) are usable: \(-free) are missing\(size)")
    }
  }

  /// The longest prefix whose block has so many usable addresses.
  private static func smallestBlock(for addresses: Int) -> Int? {
    IPv4CIDR.subnetPrefixLengths.last { 1 << (32 - $0) - IPv4CIDR.addressesReservedByAWS >= addresses }
  }
}
