extension Check {
  /// A check for subnets whose CIDR reservations leave too few addresses outside them.
  static let prefixReservation = Check(
    "HR-SUB-005", "Too few single addresses outside CIDR reservations",
    rule: """
      EC2 assigns no single addresses (primary addresses, secondary addresses, load balancers) from a CIDR \
      reservation, and the rest of the subnet has too few of them for the peak.
      """,
    verdicts: [.fail],
    fix: "Make the CIDR reservation smaller or the subnet larger."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard load.singlesFit(at: load.basis) == false, let free = load.free(at: load.basis), free >= 0 else {
        return nil
      }
      return Answer(
        .fail, PlanPart(.subnet, load.subnet.name),
        "its CIDR reservations leave too few single addresses for the peak, although \(free) addresses are free",
        moment: .peak)
    }
  }
}
