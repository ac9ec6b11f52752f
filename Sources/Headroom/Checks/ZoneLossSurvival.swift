extension Check {
  /// A check for zones whose pods have no room in the other zones when the zone is lost.
  static let zoneLoss = Check(
    "HR-SUR-001", "Loss of a zone",
    rule: """
      Fail: when a zone is lost at the peak, its pods find no pod slot, address or /28 block in the other zones, even \
      after its nodes are replaced there. Warn: its pods do not run until the nodes are replaced. Note: the loss of \
      each zone is survived. Unknown: that depends on nodes of which the plan does not say enough. Only plans with \
      policy.surviveZoneLoss are checked.
      """,
    verdicts: [.note, .unknown, .warn, .fail],
    fix: "Use larger subnets or an additional zone, run more nodes, or let groups grow (maxSize)."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.survivesZoneLoss else { return [] }
    let (losses, pods) = ZoneLoss.each(of: analysis)
    let zones = losses.map(\.zone)
    let unknown = analysis.plan.incompleteGroups.map(\.name).sorted()
    let answers = losses.compactMap { answer(to: $0, beside: unknown) }
    guard answers.isEmpty, !zones.isEmpty else { return answers }
    guard unknown.isEmpty else {
      return [
        Answer(
          .unknown, PlanPart(.plan, key: "policy"),
          "whether the loss of a zone is survived is not known, because too little is known of \(abbreviated(unknown))",
          others: unknown.prefix(mostNamed).map { PlanPart(.nodeGroup, $0) }, moment: .whatIf)
      ]
    }
    return [
      Answer(
        .note, PlanPart(.plan, key: "policy"),
        "at the peak, all \(pods) pods keep running when any one of \(zones.joined(separator: ", ")) is lost",
        others: zones.map { PlanPart(.zone, $0) }, moment: .whatIf)
    ]
  }

  /// Returns the answer for a zone.
  ///
  /// - Parameter unknown: The names of the groups whose nodes may take pods, of which not enough is known.
  private static func answer(to loss: ZoneLoss, beside unknown: [String]) -> Answer? {
    let part = PlanPart(.plan, key: "policy")
    let rest = unknown.isEmpty ? "" : "; whether nodes of \(abbreviated(unknown)) take them is not known"
    let what = "at the peak, the loss of \(loss.zone) removes \(loss.nodes) nodes"
    if !loss.isSurvived {
      var missing = loss.shortages.map { item in
        item.blocks > 0
          ? "subnet \(item.subnet) lacks \(item.blocks) /28 blocks"
          : "subnet \(item.subnet) lacks \(item.addresses) addresses"
      }
      if loss.pendingAfterwards > 0 { missing.append("\(loss.pendingAfterwards) pods cannot run\(rest)") }
      let others = loss.shortages.map { PlanPart(.subnet, $0.subnet) }
      let isOpen = loss.shortages.isEmpty && !unknown.isEmpty
      return Answer(
        isOpen ? .unknown : .fail, part,
        "\(what), and even with replacements in other zones \(missing.joined(separator: "; "))",
        others: [PlanPart(.zone, loss.zone)] + others, moment: .whatIf)
    }
    guard loss.pendingAtOnce > 0 else { return nil }
    return Answer(
      unknown.isEmpty ? .warn : .unknown, part,
      "\(what), and \(loss.pendingAtOnce) pods cannot run until nodes are replaced in other zones\(rest)",
      others: [PlanPart(.zone, loss.zone)], moment: .whatIf)
  }
}
