extension Check {
  /// A check for control plane subnets that have too few free addresses for an upgrade of the control plane.
  ///
  /// Source: EKS user guide, clusters/update-cluster: up to five free addresses in the subnets of the cluster.
  static let controlPlaneUpgrade = Check(
    "HR-SUR-005", "Too few addresses for a control plane upgrade",
    rule: """
      Fail: in every control plane subnet, fewer addresses are free now than an upgrade takes in addition to those \
      that the control plane holds. Warn: this is the case in some of these subnets.
      """,
    verdicts: [.warn, .fail], fix: "Use dedicated subnets of /28 or larger for the control plane."
  ) { (analysis: PlanAnalysis) in
    // A subnet whose CIDR is not known may have enough room, so it counts as one that has.
    let homes = analysis.subnets.compactMap { load -> (load: SubnetLoad, more: Int, free: Int)? in
      let free = load.freeNow ?? .max
      let more = load.reservations.filter { $0.kind == .controlPlane }.reduce(0) { $0 + $1.peak - $1.now }
      return more > 0 ? (load, more, max(0, free)) : nil
    }
    let short = homes.filter { $0.free < $0.more }
    return short.map { home in
      Answer(
        short.count == homes.count ? .fail : .warn, PlanPart(.subnet, home.load.subnet.name),
        """
        an upgrade of the control plane takes up to \(home.more) more addresses in this subnet, but \(home.free) are \
        free now
        """)
    }
  }
}
