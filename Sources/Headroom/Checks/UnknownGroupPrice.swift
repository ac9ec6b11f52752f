extension Check {
  /// A check for node groups whose price is not known.
  static let unknownGroupPrice = Check(
    "HR-CST-001", "Node group without a known price",
    rule: "The price of a node group's instances is not known, so the bill has no total.",
    verdicts: [.note],
    fix: "Give the price with --prices; `headroom cost` prints the command that supplies it."
  ) { (traffic: PlanTraffic) in
    zip(traffic.analysis.groups, traffic.groupCosts).compactMap { load, cost in
      let group = load.profile.group
      guard let type = [cost.now, cost.peak].compactMap(\.self).first(where: { $0.price == nil })?.type else {
        return nil
      }
      let reason =
        group.platform == .windows
        ? "Headroom has no prices of Windows instances"
        : "the \(group.capacityType.name) price of \(type.name) in \(traffic.analysis.plan.region) is not known"
      return Answer(.note, PlanPart(.nodeGroup, group.name, key: "instanceTypes"), reason)
    }
  }
}
