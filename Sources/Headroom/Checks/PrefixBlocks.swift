extension Check {
  /// A check for subnets that have too few /28 blocks for prefix delegation at the peak.
  static let prefixBlocks = Check(
    "HR-SUB-004", "Too few /28 blocks in a subnet",
    rule: """
      Fail: a subnet has fewer free /28 blocks than prefix delegation needs at the peak, wherever EC2 places single \
      addresses. Warn: it has enough blocks only if EC2 places single addresses favorably; EC2 does not document where \
      it places them.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Use a larger subnet CIDR, or reserve part of the subnet for prefixes (cidrReservations of type prefix), where \
      EC2 places no single addresses.
      """
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard load.prefixBlocksNeeded > 0, let all = load.prefixBlocks, let best = load.freePrefixBlocks,
        let worst = load.freePrefixBlocksAtWorst, worst < 0
      else { return nil }
      let part = PlanPart(.subnet, load.subnet.name)
      let needed = load.prefixBlocksNeeded
      if all == 0 {
        // The first and the last /28 of a subnet contain addresses that AWS reserves, so neither can be a prefix.
        return Answer(
          .fail, part,
          """
          a /\(load.subnet.block!.prefixLength) has no /28 blocks for prefixes, but \(needed) are needed; a /26 is the \
          smallest subnet that has any
          """)
      }
      if best < 0 {
        return Answer(
          .fail, part,
          """
          at the peak \(needed) /28 blocks are needed, but at most \(needed + best) of \(all) can be free; \(-best) \
          are missing
          """)
      }
      // One single address makes its whole /28 block unusable for a prefix.
      let isReserved = load.subnet.cidrReservations.contains { $0.kind == .prefix }
      let advice = isReserved ? "" : "; a CIDR reservation of type prefix guarantees them"
      let chance = load.chanceOfTooFewBlocks.map { " (too few in \($0)% of random placements)" } ?? ""
      return Answer(
        .warn, part,
        """
        at the peak \(needed) /28 blocks are needed; \(max(0, needed + worst)) to \(needed + best) are free, depending \
        on where EC2 places single addresses\(chance)\(advice)
        """)
    }
  }
}
