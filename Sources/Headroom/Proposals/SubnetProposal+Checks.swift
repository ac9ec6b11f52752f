extension SubnetProposal {
  /// Proposes blocks with which a plan passes checks as well: the loss of a zone, an update, growth.
  ///
  /// What a check finds makes the subnet larger that it is about, or those of the node group, or all; then each is made as
  /// small again as it can be, in the plan's order. Where not even a /16 in every place helps, the finding stays.
  ///
  /// - Parameters:
  ///   - analysis: The plan.
  ///   - checks: The checks that have to have nothing to say.
  /// - Returns: The proposals, and what larger subnets do not mend.
  public static func proposals(
    for analysis: PlanAnalysis, passing checks: [Check]
  ) -> (proposals: [SubnetProposal], unmended: [Finding]) {
    let first = proposals(for: analysis)
    // Where interfaces go where most addresses are free, other blocks draw others: what fits has to be tried.
    let own = analysis.plan.usesDiscovery ? [Check.subnetAddresses, .subnetUtilization, .prefixBlocks] : []
    let checks = checks + own.filter { check in !checks.contains { $0.id == check.id } }
    guard !checks.isEmpty else { return (first, []) }
    var search = ProposalSearch(analysis, first, checks)
    search.run()
    let lengths = zip(first, search.lengths).map { $0.prefixLength == nil ? nil : $1 }
    return (laidOut(lengths, for: analysis), search.unmended)
  }
}

/// The search for the smallest subnets with which checks pass.
private struct ProposalSearch {
  private(set) var lengths: [Int]
  private(set) var unmended: [Finding] = []
  private let analysis: PlanAnalysis
  private let least: [Int]
  private let checks: [Check]

  /// The lengths of subnets: the largest and the smallest.
  private static let largest = IPv4CIDR.subnetPrefixLengths.lowerBound

  init(_ analysis: PlanAnalysis, _ first: [SubnetProposal], _ checks: [Check]) {
    self.analysis = analysis
    self.checks = checks
    least = first.map { $0.prefixLength ?? Self.largest }
    lengths = least
  }

  mutating func run() {
    unmended = findings(with: lengths.map { _ in Self.largest })
    let accepted = Set(unmended.map(Complaint.init))
    while true {
      let open = findings(with: lengths).filter { !accepted.contains(Complaint($0)) }
      if open.isEmpty { break }
      let places = Set(open.flatMap(subnets)).filter { lengths[$0] > Self.largest }
      let larger = places.isEmpty ? lengths.indices.filter { lengths[$0] > Self.largest } : Array(places)
      guard !larger.isEmpty else { break }
      for place in larger { lengths[place] -= 1 }
    }
    for place in lengths.indices {
      while lengths[place] < least[place] {
        lengths[place] += 1
        if findings(with: lengths).contains(where: { !accepted.contains(Complaint($0)) }) {
          lengths[place] -= 1
          break
        }
      }
    }
  }

  /// A finding without its numbers.
  private struct Complaint: Hashable {
    let code: String
    let subject: PlanPart
    let words: [Substring]

    init(_ finding: Finding) {
      code = finding.code
      subject = finding.subject
      words = finding.message.split(separator: " ").filter { $0.contains { !$0.isNumber } }
    }
  }

  /// The subnet that a finding is about, those of its node group, or all.
  private func subnets(of finding: Finding) -> [Int] {
    let plan = analysis.plan
    switch finding.subject.kind {
    case .subnet: return plan.subnets.indices.filter { plan.subnets[$0].name == finding.subject.name }
    case .nodeGroup:
      guard let group = plan.nodeGroups.first(where: { $0.name == finding.subject.name }) else { return [] }
      return plan.subnets.indices.filter { group.subnets.contains(plan.subnets[$0].name) }
    default: return Array(plan.subnets.indices)
    }
  }

  /// What the checks say of the plan with subnets of such lengths.
  private func findings(with lengths: [Int]) -> [Finding] {
    let plan = analysis.plan
    // Blocks of their own beside each other; where they come to lie does not matter to these checks.
    var next: UInt64 = 10 << 24
    let subnets = zip(plan.subnets, lengths).map { subnet, length -> Subnet in
      var subnet = subnet
      if let block = subnet.block, block.prefixLength <= length { return subnet }
      let size = UInt64(1) << UInt64(32 - length)
      var block: IPv4CIDR
      repeat {
        next = (next + size - 1) / size * size
        block = IPv4CIDR(containing: IPv4Address(rawValue: UInt32(truncatingIfNeeded: next)), prefixLength: length)
        next += size
      } while plan.subnets.contains { $0.block?.overlaps(block) ?? false }
      subnet.block = block
      (subnet.usedAddressCount, subnet.occupied, subnet.cidrReservations) = (0, [], [])
      return subnet
    }
    guard let changed = plan.with(subnets: subnets, askedBy: Set(checks.map(\.id))) else { return [] }
    let analysis = PlanAnalysis(
      of: changed, prices: analysis.prices, trafficPrices: analysis.traffic.prices, today: analysis.today)
    return checks.flatMap { $0.findings(in: analysis) }.filter { $0.verdict >= .warn }
  }
}

extension ClusterPlan {
  /// The plan with other subnets, wherever they lie, and with the policies on that checks ask about.
  fileprivate func with(subnets: [Subnet], askedBy codes: Set<String>) -> ClusterPlan? {
    var policy = policy
    if codes.contains(Check.zoneLoss.id) { policy.survivesZoneLoss = true }
    if !codes.isDisjoint(with: [Check.groupUpdate.id, Check.nodesReplaced.id]) { policy.allowsRollingUpdate = true }
    // Blocks that lie anywhere are in no block of the VPC.
    return with(subnets: subnets, vpcBlocks: [], growth: growth, policy: policy, keepsTraffic: false)
  }
}
