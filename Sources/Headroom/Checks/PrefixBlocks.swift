extension Check {
  /// Whether every subnet has the /28 blocks that prefix delegation takes.
  static let prefixBlocks = Check(
    "HR-SUB-004", "Subnet runs out of /28 blocks",
    rule:
      "Prefix delegation needs whole free /28 blocks. Fail: they do not suffice even if single addresses lie at their best. Warn: they suffice only then, since EC2 does not say where it puts single addresses.",
    verdicts: [.warn, .fail],
    fix:
      "Use a larger block, or reserve part of the subnet for prefixes (cidrReservations of type prefix), which keeps its blocks clean."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard load.prefixBlocksNeeded > 0, let all = load.prefixBlocks, let best = load.freePrefixBlocks,
        let worst = load.freePrefixBlocksAtWorst, worst < 0
      else { return nil }
      let part = PlanPart(.subnet, load.subnet.name)
      let needed = load.prefixBlocksNeeded
      if all == 0 {
        return Answer(
          .fail, part,
          "a /\(load.subnet.block!.prefixLength) has no /28 block for prefixes, and \(needed) are needed; a /26 is the smallest that has any"
        )
      }
      if best < 0 {
        return Answer(
          .fail, part,
          "at the peak \(needed) /28 blocks are needed and \(needed + best) of \(all) can be free: \(-best) are missing"
        )
      }
      let isReserved = load.subnet.cidrReservations.contains { $0.kind == .prefix }
      let advice = isReserved ? "" : "; a CIDR reservation of type prefix makes it sure"
      let chance = load.chanceOfTooFewBlocks.map { "; anywhere, \($0) of 100 placements lack blocks" } ?? ""
      return Answer(
        .warn, part,
        "the peak needs \(needed) /28 blocks: \(needed + best) are free if single addresses lie at their best, \(max(0, needed + worst)) if each spoils a block\(chance)\(advice)"
      )
    }
  }
}
