extension Check {
  /// Whether the pods of a zone that is lost find room in the others.
  static let zoneLoss = Check(
    "HR-SUR-001", "A zone is lost",
    rule:
      "With policy.surviveZoneLoss: any one zone is lost. Fail: its pods find no slot, address or /28 block in the other zones even when its nodes are replaced there. Warn: they wait until then.",
    verdicts: [.warn, .fail],
    fix: "Use larger subnets or a further zone, run more nodes, or let groups grow (maxSize)."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.survivesZoneLoss else { return [] }
    let zones = Set(analysis.groups.filter { $0.nodes > 0 }.flatMap(\.zones)).sorted()
    return zones.compactMap { zone in
      let loss = ZoneLoss(of: zone, in: analysis)
      let part = PlanPart(.plan, key: "policy")
      let what = "without \(zone), \(loss.nodes) nodes are lost"
      if !loss.isSurvived {
        var missing = loss.shortages.map { item in
          item.blocks > 0
            ? "subnet \(item.subnet) lacks \(item.blocks) /28 blocks"
            : "subnet \(item.subnet) lacks \(item.addresses) addresses"
        }
        if loss.pendingAfterwards > 0 { missing.append("\(loss.pendingAfterwards) pods find no place") }
        let others = loss.shortages.map { PlanPart(.subnet, $0.subnet) }
        return Answer(
          .fail, part, "\(what), and with replacements elsewhere \(missing.joined(separator: "; "))",
          others: [PlanPart(.zone, zone)] + others)
      }
      guard loss.pendingAtOnce > 0 else { return nil }
      return Answer(
        .warn, part, "\(what), and \(loss.pendingAtOnce) pods wait until nodes are replaced in other zones",
        others: [PlanPart(.zone, zone)])
    }
  }
}
