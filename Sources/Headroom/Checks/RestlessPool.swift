extension Check {
  /// A check for warm targets with which the pool of a node never settles at some number of pods.
  static let restlessPool = Check(
    "HR-CNI-003", "Pool without a settled state",
    rule: """
      WARM_ENI_TARGET is 0, or WARM_PREFIX_TARGET is 0 in prefix mode, and no IP target is set. A node whose pods use \
      all its addresses then attaches and releases the same interface or prefix forever.
      """,
    verdicts: [.warn],
    fix: "Set WARM_ENI_TARGET or WARM_PREFIX_TARGET to 1, or set WARM_IP_TARGET."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.compactMap { load in
      for node in load.profile.nodes where node.needsVPCAddresses && node.servable.platform == .linux {
        // The smallest number of pods that uses all addresses: those of one interface, or of one prefix.
        let pods = node.servable.addressesPerSlot == 16 ? 16 : node.type.podSlotsPerInterface
        let pool = WarmPool(on: node.type, pods: pods, settings: node.settings, maxPods: node.podSlots)
        guard let unrest = pool.unrest else { continue }
        return Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          "with \(pods) pods or a multiple of that, the pool of \(node.type.name) never settles: \(unrest)")
      }
      return nil
    }
  }
}
