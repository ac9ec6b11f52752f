/// Checks that are run on variants of a plan with other subnets.
struct CheckedPlan {
  let checks: [Check]
  let prices: Prices

  /// Returns the findings in a plan without notes. Traffic and growth are computed only if one of the checks examines
  /// them.
  func findings(in plan: ClusterPlan) -> [Finding] {
    let analysis = PlanAnalysis(of: plan)
    let traffic = checks.contains(where: \.needsTraffic) ? PlanTraffic(of: analysis, prices: prices) : nil
    let growth = checks.contains(where: \.needsGrowth) ? plan.growth.map { GrowthForecast($0, of: plan) } : nil
    return checks.flatMap { $0.findings(in: analysis, traffic: traffic, growth: growth) }.filter { $0.verdict != .note }
  }

  /// Returns the findings in a plan with the proposed subnet CIDRs and no other changes.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - proposals: The proposals for its subnets.
  ///   - trials: Subnets of the proposed sizes somewhere, for proposals that found no place in the VPC.
  func findings(in plan: ClusterPlan, with proposals: [SubnetProposal], trials: [Subnet]) -> [Finding] {
    let isHomeless = proposals.contains { $0.block == nil && $0.prefixLength != nil }
    let changed = try? plan.changing { draft in
      draft.subnets = zip(proposals, trials).map { item, trial in
        if item.isKept { return item.subnet }
        return item.block == nil && item.prefixLength != nil ? trial : item.subnet.emptied(with: item.block)
      }
      // The trials lie outside the VPC.
      if isHomeless { draft.vpcBlocks = [] }
      ask(&draft)
    }
    guard let changed else { return findings(in: plan) }
    let ofVPC = isHomeless ? findings(in: plan).filter { $0.subject.kind == .vpc } : []
    let found = findings(in: changed)
    return found + ofVPC.filter { !found.contains($0) }
  }

  /// Turns on the policies of a plan that the checks depend on.
  func ask(_ draft: inout ClusterPlan.Draft) {
    let codes = Set(checks.map(\.id))
    if codes.contains(Check.zoneLoss.id) { draft.policy.survivesZoneLoss = true }
    if !codes.isDisjoint(with: [Check.groupUpdate.id, Check.nodesReplaced.id]) {
      draft.policy.allowsRollingUpdate = true
    }
  }
}

extension Subnet {
  /// Returns the subnet with another CIDR.
  ///
  /// What is in its present CIDR stays there. For a subnet without a CIDR, the used addresses are part of the plan.
  func emptied(with block: IPv4CIDR?) -> Subnet {
    var subnet = self
    let used = self.block == nil ? usedAddresses : 0
    (subnet.block, subnet.usedAddressCount, subnet.occupied, subnet.cidrReservations) = (block, used, [], [])
    subnet.available = nil
    return subnet
  }
}
