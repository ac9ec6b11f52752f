extension Check {
  /// Whether the control plane finds the addresses that an upgrade of it takes.
  ///
  /// Source: EKS user guide, clusters/update-cluster: up to five free addresses in the subnets of the cluster.
  static let controlPlaneUpgrade = Check(
    "HR-SUR-005", "An upgrade of the control plane lacks addresses",
    rule:
      "Fewer addresses are free now in a subnet of the control plane than an upgrade takes beside those that it has. It fails if that is so in each of these subnets.",
    verdicts: [.warn, .fail], fix: "Give the control plane subnets of its own, of /28 or larger."
  ) { (analysis: PlanAnalysis) in
    // A subnet whose block is not known may have room.
    let homes = analysis.subnets.compactMap { load -> (load: SubnetLoad, more: Int, free: Int)? in
      let free = load.freeNow ?? .max
      let more = load.reservations.filter { $0.kind == .controlPlane }.reduce(0) { $0 + $1.peak - $1.now }
      return more > 0 ? (load, more, max(0, free)) : nil
    }
    let short = homes.filter { $0.free < $0.more }
    return short.map { home in
      Answer(
        short.count == homes.count ? .fail : .warn, PlanPart(.subnet, home.load.subnet.name),
        "an upgrade of the control plane takes up to \(home.more) more addresses here, and \(home.free) are free now")
    }
  }
}
