extension Check {
  /// Whether the plan outgrows something within its horizon.
  static let growthExhaustion = Check(
    "HR-GRO-001", "Growth runs into a limit",
    rule:
      "With growth: pods and nodes grow alike, and within the horizon a subnet's addresses or /28 blocks, branch interfaces, the region's 5,000 network interfaces or the VPC's 64,000 network address units do not suffice at the peak.",
    verdicts: [.warn],
    fix: "Plan larger subnets or further ones before that month, or ask AWS for a higher quota."
  ) { (growth: GrowthForecast) in
    growth.exhaustions.filter { $0.month > 0 }.map { item in
      Answer(
        .warn, PlanPart(.plan, key: "growth"),
        "\(item.resource) do not suffice from month \(item.month) on, with \(item.nodes) nodes and \(item.pods) pods",
        others: item.resource.subnet.map { [PlanPart(.subnet, $0)] } ?? [])
    }
  }
}
