extension Check {
  /// A check for resources that run out while the plan grows.
  package static let growthExhaustion = Check(
    "HR-GRO-001", "Limit reached by growth",
    rule: """
      Within the horizon of the plan's growth, the peak exceeds the addresses or /28 blocks of a subnet, the branch \
      interfaces, the region's quota of 5,000 network interfaces, or the VPC's quota of 64,000 network address units. \
      Nodes are added when pods no longer fit. Subnets that do not suffice today are reported by HR-SUB-001 and HR-SUB-004.
      """,
    verdicts: [.warn],
    fix: "Plan larger or additional subnets before that month, or ask AWS for a higher quota."
  ) { (growth: GrowthForecast) in
    // Month 0 is today, before any growth. Other checks report subnets that do not suffice today.
    growth.exhaustions.filter { $0.month > 0 || $0.resource.subnet == nil }.map { item in
      let start = item.month == 0 ? "do not suffice even today" : "do not suffice from month \(item.month) on"
      return Answer(
        .warn, PlanPart(.plan, key: "growth"),
        "\(item.resource) \(start), at \(item.nodes) nodes and \(item.pods) pods",
        others: item.resource.subnet.map { [PlanPart(.subnet, $0)] } ?? [], moment: .whatIf)
    }
  }
}
