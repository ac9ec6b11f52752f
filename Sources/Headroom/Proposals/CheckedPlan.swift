/// Some checks, asked of a plan with other subnets.
struct CheckedPlan {
  let checks: [Check]
  let prices: Prices

  /// What the checks find in a plan; only what they look at is computed.
  func findings(in plan: ClusterPlan) -> [Finding] {
    let analysis = PlanAnalysis(of: plan)
    let traffic = checks.contains(where: \.needsTraffic) ? PlanTraffic(of: analysis, prices: prices) : nil
    let growth = checks.contains(where: \.needsGrowth) ? plan.growth.map { GrowthForecast($0, of: plan) } : nil
    return checks.flatMap { $0.findings(in: analysis, traffic: traffic, growth: growth) }
  }

  /// What they find in a plan with proposed blocks; everything else is as planned.
  func findings(in plan: ClusterPlan, with proposals: [SubnetProposal]) -> [Finding] {
    let changed = try? plan.changing { draft in
      draft.subnets = proposals.map { item in
        item.isKept ? item.subnet : item.subnet.emptied(with: item.block)
      }
      ask(&draft)
    }
    return changed.map(findings) ?? []
  }

  /// Switches the policies on that the checks depend on.
  func ask(_ draft: inout ClusterPlan.Draft) {
    let codes = Set(checks.map(\.id))
    if codes.contains(Check.zoneLoss.id) { draft.policy.survivesZoneLoss = true }
    if !codes.isDisjoint(with: [Check.groupUpdate.id, Check.nodesReplaced.id]) {
      draft.policy.allowsRollingUpdate = true
    }
  }
}

extension Subnet {
  /// Returns the subnet with another block, in which nothing is used yet.
  func emptied(with block: IPv4CIDR?) -> Subnet {
    var subnet = self
    subnet.block = block
    (subnet.usedAddressCount, subnet.occupied, subnet.cidrReservations) = (0, [], [])
    return subnet
  }
}
