extension Check {
  /// A check for subnets that have too few addresses.
  package static let subnetAddresses = Check(
    "HR-SUB-001", "Too few addresses in a subnet",
    rule: """
      Nodes, pods, reservations and the addresses in use need more than the usable addresses of the subnet: at the \
      peak, with every workload at maxReplicas and every node group at maxSize, or already now. In a plan \
      that lists no pods every node is full at the peak, and with policy.basis fullNodes full nodes are judged. AWS \
      reserves five addresses of each subnet; the others are usable. Unknown: the subnet suffices only if nodes of EKS \
      Auto Mode fall back from prefixes to single addresses. Warn: every pod has an address, and only the last node lacks \
      its warm interface.
      """,
    verdicts: [.warn, .unknown, .fail],
    fix: """
      Use a larger subnet CIDR or an additional subnet, lower maxReplicas or maxSize, keep fewer warm addresses, or \
      move pods to dedicated subnets (custom networking).
      """
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let free = load.free(at: load.basis), let freeNow = load.freeNow,
        min(free, freeNow) < 0
      else { return nil }
      let needed = max(usable - free, usable - freeNow)
      let size = IPv4CIDR.smallestSubnet(for: needed).map { "; a /\($0) is large enough" } ?? ""
      let when =
        freeNow >= 0
        ? "\(load.basis.phrase) \(usable - free) addresses are needed"
        : "already now \(usable - freeNow) addresses are needed"
          + (free < freeNow ? " and \(load.basis.phrase) \(usable - free)" : "")
      // Nodes of Auto Mode use single addresses where no prefix is free; when they do is not documented.
      let isSure = free + load[load.basis].relief < 0 || freeNow + load.now.relief < 0
      let isWarmOnly =
        (free >= 0 || analysis.lacksOnlyWarmInterface(load, at: load.basis))
        && (freeNow >= 0 || analysis.lacksOnlyWarmInterface(load, at: .now))
      let rest =
        isWarmOnly
        ? "; every pod has one, and only the last node has no warm interface"
        : isSure ? "" : "; it suffices if nodes of EKS Auto Mode fall back to single addresses"
      return Answer(
        isWarmOnly ? .warn : isSure ? .fail : .unknown, PlanPart(.subnet, load.subnet.name),
        "\(when), but \(usable) are usable (\(needed - usable) are missing)\(size)\(rest)",
        moment: freeNow < 0 ? .now : .peak)
    }
  }
}

extension DemandLevel {
  /// The level as the beginning of a sentence.
  var phrase: String {
    switch self {
    case .now: "now"
    case .peak: "at the peak"
    case .burst: "in a burst to the peak"
    case .full: "with every node full"
    }
  }
}
