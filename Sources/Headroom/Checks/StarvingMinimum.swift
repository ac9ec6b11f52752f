extension Check {
  /// Whether pods beyond MINIMUM_IP_TARGET ever get an address.
  static let starvingMinimum = Check(
    "HR-CNI-004", "MINIMUM_IP_TARGET without WARM_IP_TARGET",
    rule:
      "WARM_IP_TARGET unset means 0: the pool stays at the minimum and pods beyond it wait for an address for ever.",
    verdicts: [.fail, .warn],
    fix: "Set WARM_IP_TARGET to 1 or more."
  ) { (analysis: PlanAnalysis) in
    let settings = analysis.plan.network.settings
    guard settings.minimumIPTarget > 0, settings.warmIPTarget == 0 else { return [] }
    let part = PlanPart(.cni, "MINIMUM_IP_TARGET")
    let starving = analysis.groups.filter { load in
      load.profile.nodes.contains { node in
        guard node.needsVPCAddresses, node.servable.platform == .linux else { return false }
        let wanted = min(node.podSlots - node.servable.hostNetworkPods, node.servable.podAddresses)
        return WarmPool(on: node.type, pods: max(0, wanted), settings: settings, maxPods: node.podSlots).pending > 0
      }
    }
    guard !starving.isEmpty else { return [] }
    return [
      Answer(
        .fail, part,
        "without WARM_IP_TARGET a node never holds more than \(settings.minimumIPTarget) pod addresses (rounded up to prefixes), fewer than its max pods need"
      )
    ]
  }
}
