/// Checks that are run on variants of a plan with other subnets.
struct CheckedPlan {
  let checks: [Check]
  let prices: Prices

  /// Returns the findings in a plan. Traffic and growth are computed only if one of the checks examines them.
  func findings(in plan: ClusterPlan) -> [Finding] {
    let analysis = PlanAnalysis(of: plan)
    let traffic = checks.contains(where: \.needsTraffic) ? PlanTraffic(of: analysis, prices: prices) : nil
    let growth = checks.contains(where: \.needsGrowth) ? plan.growth.map { GrowthForecast($0, of: plan) } : nil
    return checks.flatMap { $0.findings(in: analysis, traffic: traffic, growth: growth) }
  }

  /// Returns the findings in a plan with the proposed subnet CIDRs and no other changes.
  func findings(in plan: ClusterPlan, with proposals: [SubnetProposal]) -> [Finding] {
    let changed = try? plan.changing { draft in
      draft.subnets = proposals.map { item in
        item.isKept ? item.subnet : item.subnet.emptied(with: item.block)
      }
      ask(&draft)
    }
    return changed.map(findings) ?? []
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
  /// Returns the subnet with another CIDR in which no address is used or reserved.
  func emptied(with block: IPv4CIDR?) -> Subnet {
    var subnet = self
    subnet.block = block
    (subnet.usedAddressCount, subnet.occupied, subnet.cidrReservations) = (0, [], [])
    return subnet
  }
}
