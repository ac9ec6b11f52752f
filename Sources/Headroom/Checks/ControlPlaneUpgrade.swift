extension Check {
  /// A check for control plane subnets that have too few free addresses for an upgrade of the control plane.
  ///
  /// Source: EKS user guide, clusters/update-cluster. EKS refuses the upgrade with fewer than five free addresses in a
  /// subnet of the cluster, whatever its interfaces hold already.
  static let controlPlaneUpgrade = Check(
    "HR-SUR-005", "Too few addresses for a control plane upgrade",
    rule: """
      Fail: in every control plane subnet, fewer than five addresses are free now in addition to those that the \
      control plane holds, so EKS refuses the upgrade. Warn: this is the case in some of these subnets.
      """,
    verdicts: [.warn, .fail], fix: "Use dedicated subnets of /28 or larger for the control plane."
  ) { (analysis: PlanAnalysis) in
    // A subnet whose CIDR is not known may have enough room, so it counts as one that has.
    // A plan that reserves no address at the peak for its control plane does not ask about upgrades.
    let homes = analysis.subnets.compactMap { load -> (load: SubnetLoad, free: Int)? in
      let isAsked = load.reservations.contains { $0.kind == .controlPlane && $0.peak > $0.now }
      return isAsked ? (load, max(0, load.freeNow ?? .max)) : nil
    }
    let short = homes.filter { $0.free < addressesOfUpgrade }
    return short.map { home in
      Answer(
        short.count == homes.count ? .fail : .warn, PlanPart(.subnet, home.load.subnet.name),
        """
        an upgrade of the control plane needs \(addressesOfUpgrade) free addresses in this subnet, but \(home.free) \
        are free now
        """, moment: .whatIf)
    }
  }

  /// The number of free addresses that EKS demands in each subnet of the cluster before it upgrades it.
  private static let addressesOfUpgrade = 5
}
