extension Check {
  /// Whether the addresses that nodes hold come to rest, however many pods they have.
  static let restlessPool = Check(
    "HR-CNI-003", "Pool without a settled state",
    rule:
      "With WARM_ENI_TARGET 0, or WARM_PREFIX_TARGET 0 in prefix mode, and no IP targets, a node whose pods use up its addresses attaches and releases the same interface or prefix for ever.",
    verdicts: [.warn],
    fix: "Set WARM_ENI_TARGET or WARM_PREFIX_TARGET to 1, or set WARM_IP_TARGET."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      for node in load.profile.nodes where node.needsVPCAddresses && node.servable.platform == .linux {
        // The fewest pods that use up all addresses: those of one interface, or of one prefix.
        let pods = node.servable.addressesPerSlot == 16 ? 16 : node.type.podSlotsPerInterface
        let pool = WarmPool(on: node.type, pods: pods, settings: node.settings, maxPods: node.podSlots)
        guard let unrest = pool.unrest else { continue }
        return Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          "with \(pods) pods, and multiples of that, a \(node.type.name) never comes to rest: \(unrest)")
      }
      return nil
    }
  }
}
