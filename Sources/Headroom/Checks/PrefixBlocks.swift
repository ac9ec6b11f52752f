extension Check {
  /// A check for subnets that may have too few /28 blocks for prefix delegation.
  static let prefixBlocks = Check(
    "HR-SUB-004", "Too few /28 blocks in a subnet",
    rule: """
      Fail: at the peak more /28 blocks are needed than can be free, or in 95 or more of 100 random placements of \
      single addresses too few are free. Warn: too few are free in 1 to 94 of 100 placements. EC2 does not document \
      where it places single addresses.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Use a larger subnet CIDR, or reserve part of the subnet for prefixes (cidrReservations of type prefix), where \
      EC2 places no single addresses.
      """
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      let needed = load.blocksNeeded(at: load.basis)
      guard needed > 0, let all = load.prefixBlocks, let best = load.freeBlocks(at: load.basis, .best),
        let worst = load.freeBlocks(at: load.basis, .worst), worst < 0
      else { return nil }
      let part = PlanPart(.subnet, load.subnet.name)
      if all == 0 {
        // The first and the last /28 of a subnet contain addresses that AWS reserves, so neither can be a prefix.
        return Answer(
          .fail, part,
          """
          a /\(load.subnet.block!.prefixLength) has no /28 blocks for prefixes, but \(needed) are needed; a /26 is the \
          smallest subnet that has any
          """, moment: .peak)
      }
      if best < 0 {
        return Answer(
          .fail, part,
          """
          \(load.basis.phrase) \(needed) /28 blocks are needed, but at most \(needed + best) of \(all) can be free; \
          \(-best) are missing
          """, moment: .peak)
      }
      let chance = load.chanceOfTooFewBlocks(at: load.basis) ?? 100
      guard chance > 0 else { return nil }
      // One single address makes its whole /28 block unusable for a prefix.
      let isReserved = load.subnet.cidrReservations.contains { $0.kind == .prefix }
      let advice = isReserved ? "" : "; a CIDR reservation of type prefix guarantees them"
      return Answer(
        chance >= 95 ? .fail : .warn, part,
        """
        \(load.basis.phrase) \(needed) /28 blocks are needed; \(max(0, needed + worst)) to \(needed + best) are free, \
        depending on where EC2 places single addresses (too few in \(chance)% of random placements)\(advice)
        """, moment: .peak)
    }
  }
}
