extension Check {
  /// Whether load balancers find the addresses that they take as they grow.
  static let loadBalancerGrowth = Check(
    "HR-SUR-006", "Load balancers cannot grow",
    rule: "Fewer addresses are free now in a subnet than the load balancers in it take when they grow to their most.",
    verdicts: [.warn], fix: "Use subnets of their own for load balancers, of /27 or larger."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      let balancers = load.reservations.filter {
        $0.kind == .applicationLoadBalancer || $0.kind == .networkLoadBalancer
      }
      let more = balancers.reduce(0) { $0 + $1.peak - $1.now }
      // What lacks addresses already has a finding of its own.
      guard more > 0, let free = load.freeNow, free >= 0, free < more else { return nil }
      let names = balancers.filter { $0.peak > $0.now }.map(\.name).joined(separator: ", ")
      return Answer(
        .warn, PlanPart(.subnet, load.subnet.name),
        "\(names) may take \(more) more addresses here as they grow, and \(free) are free now")
    }
  }
}
