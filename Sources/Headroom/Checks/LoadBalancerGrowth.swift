extension Check {
  /// A check for subnets that have too few free addresses for the growth of their load balancers.
  static let loadBalancerGrowth = Check(
    "HR-SUR-006", "Too few addresses for load balancers to grow",
    rule: """
      Fewer addresses are free now in a subnet than the load balancers in it take in addition when they grow to their \
      largest size.
      """,
    verdicts: [.warn], fix: "Use dedicated subnets of /27 or larger for load balancers."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      let balancers = load.reservations.filter {
        $0.kind == .applicationLoadBalancer || $0.kind == .networkLoadBalancer
      }
      let more = balancers.reduce(0) { $0 + $1.peak - $1.now }
      // A subnet that has too few addresses already is reported by HR-SUB-001.
      guard more > 0, let free = load.freeNow, free >= 0, free < more else { return nil }
      let names = balancers.filter { $0.peak > $0.now }.map(\.name).joined(separator: ", ")
      return Answer(
        .warn, PlanPart(.subnet, load.subnet.name),
        "\(names) can take up to \(more) more addresses in this subnet under load, but \(free) are free now",
        moment: .whatIf)
    }
  }
}
