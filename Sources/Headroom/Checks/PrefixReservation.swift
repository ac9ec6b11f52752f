extension Check {
  /// Whether single addresses find room beside what is reserved for prefixes.
  static let prefixReservation = Check(
    "HR-SUB-005", "Reservation leaves too few single addresses",
    rule:
      "EC2 takes no single address (primary addresses, load balancers, secondary addresses) from a CIDR reservation, and the rest does not hold all of the peak.",
    verdicts: [.fail],
    fix: "Make the CIDR reservation smaller or the subnet larger."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.filter { $0.singlesFit == false && ($0.freeAddresses ?? -1) >= 0 }.map { load in
      Answer(
        .fail, PlanPart(.subnet, load.subnet.name),
        "its CIDR reservations leave too few single addresses for the peak, though \(load.freeAddresses!) addresses are free"
      )
    }
  }
}
