extension Check {
  /// A check for subnets that have enough addresses for pods that come one by one, but not for pods that come at once.
  static let podBurst = Check(
    "HR-SUB-007", "Too few addresses for a burst of pods",
    rule: """
      The peak fits if its pods come one by one. If they come at once, nodes near their max pods value request more \
      addresses or /28 blocks and keep them, and then the subnet has too few.
      """,
    verdicts: [.warn],
    fix: "Use a larger subnet CIDR, lower the warm target, or lower maxReplicas."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard let usable = load.usableAddresses, let peak = load.free(at: .peak), peak >= 0,
        let free = load.free(at: .burst), let blocks = load.freeBlocks(at: .burst, .best),
        load.burst != load.peak
      else { return nil }
      let lacksBlocks = load.blocksNeeded(at: .burst) > 0 && blocks < 0
      let had = load.freeBlocks(at: .peak, .best) ?? 0
      guard free < 0 || (lacksBlocks && had >= 0) else { return nil }
      let need = load.blocksNeeded(at: .burst)
      return Answer(
        .warn, PlanPart(.subnet, load.subnet.name),
        lacksBlocks
          ? """
          if the pods of the peak come at once, \(need) /28 blocks are needed instead of \
          \(load.blocksNeeded(at: .peak)), but at most \(need + blocks) can be free; \(-blocks * 16) addresses are \
          missing
          """
          : """
          if the pods of the peak come at once, \(usable - free) addresses are needed instead of \(usable - peak), but \
          \(usable) are usable
          """, moment: .peak)
    }
  }
}
