extension GroupLoad {
  /// The arithmetic, in order.
  public var steps: [DerivationStep] {
    var steps: [DerivationStep] = []
    for node in profile.nodes {
      steps += node.needsVPCAddresses ? node.servable.steps : []
      if let setter = profile.group.maxPodsSetter { steps.append(setter.step(for: node.servable)) }
    }
    if let declared = profile.group.declaredMaxPods {
      let effect = profile.group.declaredMaxPodsCount ? "counts" : "has no effect: the manager sets its own"
      steps.append(
        DerivationStep(
          "declared max pods", formula: "maxPods of the plan", arithmetic: "\(declared), \(effect)", source: Source.plan
        ))
    }
    steps += profile.fewestPods?.allocatable.steps ?? []
    let singles = full.node.singles + full.pods.singles
    let terms =
      prefixBlocksPerFullNode > 0 ? "\(singles) single + \(prefixBlocksPerFullNode) × 16" : "\(singles) single"
    steps.append(
      DerivationStep(
        "addresses of a full node", formula: "interfaces + addresses held for pods, at max pods",
        arithmetic: "\(largestType?.name ?? "a Fargate pod"): \(terms) = \(addressesPerFullNode)", source: Source.ipamd)
    )
    if let more = moreNodes, let subnet = stoppedBy {
      steps.append(
        DerivationStep(
          "more nodes", formula: "the smallest over the group's subnets", arithmetic: "\(more) in \(subnet)",
          source: Source.plan))
    }
    return steps
  }
}
