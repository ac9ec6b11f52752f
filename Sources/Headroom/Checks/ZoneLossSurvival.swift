extension Check {
  /// A check for zones whose pods have no room in the other zones when the zone is lost.
  static let zoneLoss = Check(
    "HR-SUR-001", "Loss of a zone",
    rule: """
      Fail: when a zone is lost, its pods find no pod slot, address or /28 block in the other zones, even after its \
      nodes are replaced there. Warn: its pods do not run until the nodes are replaced. Only plans with \
      policy.surviveZoneLoss are checked.
      """,
    verdicts: [.warn, .fail],
    fix: "Use larger subnets or an additional zone, run more nodes, or let groups grow (maxSize)."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.survivesZoneLoss else { return [] }
    let zones = Set(analysis.groups.filter { $0.nodes > 0 }.flatMap(\.zones)).sorted()
    return zones.compactMap { zone in
      let loss = ZoneLoss(of: zone, in: analysis)
      let part = PlanPart(.plan, key: "policy")
      let what = "the loss of \(zone) removes \(loss.nodes) nodes"
      if !loss.isSurvived {
        var missing = loss.shortages.map { item in
          item.blocks > 0
            ? "subnet \(item.subnet) lacks \(item.blocks) /28 blocks"
            : "subnet \(item.subnet) lacks \(item.addresses) addresses"
        }
        if loss.pendingAfterwards > 0 { missing.append("\(loss.pendingAfterwards) pods cannot run") }
        let others = loss.shortages.map { PlanPart(.subnet, $0.subnet) }
        return Answer(
          .fail, part, "\(what), and even with replacements in other zones \(missing.joined(separator: "; "))",
          others: [PlanPart(.zone, zone)] + others, moment: .whatIf)
      }
      guard loss.pendingAtOnce > 0 else { return nil }
      return Answer(
        .warn, part, "\(what), and \(loss.pendingAtOnce) pods cannot run until nodes are replaced in other zones",
        others: [PlanPart(.zone, zone)], moment: .whatIf)
    }
  }
}
