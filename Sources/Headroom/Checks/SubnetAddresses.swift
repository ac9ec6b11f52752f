extension Check {
  /// A check for subnets that have too few addresses at the peak.
  static let subnetAddresses = Check(
    "HR-SUB-001", "Too few addresses in a subnet",
    rule: """
      At the peak, nodes, pods, reservations and the addresses in use need more than the usable addresses of the \
      subnet. AWS reserves five addresses of each subnet; the others are usable.
      """,
    verdicts: [.fail],
    fix: """
      Use a larger subnet CIDR or an additional subnet, lower maxSize, keep fewer warm addresses, or move pods to \
      dedicated subnets (custom networking).
      """
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let free = load.freeAddresses, free < 0 else { return nil }
      let needed = usable - free
      let size = smallestBlock(for: needed).map { "; a /\($0) is large enough" } ?? ""
      return Answer(
        .fail, PlanPart(.subnet, load.subnet.name),
        "at the peak \(needed) addresses are needed, but \(usable) are usable (\(-free) are missing)\(size)")
    }
  }

  /// Returns the longest prefix length whose block has a number of usable addresses; `nil` if a /16 is too small.
  private static func smallestBlock(for addresses: Int) -> Int? {
    IPv4CIDR.subnetPrefixLengths.last { 1 << (32 - $0) - IPv4CIDR.addressesReservedByAWS >= addresses }
  }
}
