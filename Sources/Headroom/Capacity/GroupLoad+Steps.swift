extension GroupLoad {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    var steps: [DerivationStep] = []
    for node in profile.nodes {
      steps += node.needsVPCAddresses ? node.servable.steps : []
      if let setter = profile.group.maxPodsSetter { steps.append(setter.step(for: node.servable)) }
      if let step = expressionStep(for: node.type) { steps.append(step) }
    }
    if let declared = profile.group.declaredMaxPods {
      // The managed node group's own value overrides a declared one, unless the group uses a custom AMI.
      let effect =
        profile.group.declaredMaxPodsCount ? "applies to the nodes" : "has no effect because EKS sets its own value"
      steps.append(
        DerivationStep(
          "declared max pods", formula: "maxPods of the plan", arithmetic: "\(declared), which \(effect)",
          source: Source.plan
        ))
    }
    if let current = profile.group.currentMaxPods {
      steps.append(
        DerivationStep(
          "max pods of the nodes", formula: "status.capacity.pods", arithmetic: "\(current), which the nodes have now",
          source: Source.plan))
    }
    for node in profile.nodes { steps += node.allocatable.steps }
    let footprint = full.addresses
    let singles = footprint.node.singles + footprint.pods.singles
    let terms =
      footprint.blocks > 0 ? "\(singles) single + \(footprint.blocks) × 16 in prefixes" : "\(singles) single"
    steps.append(
      DerivationStep(
        "addresses of a full node", formula: "one per interface + those held for pods, with max pods on the node",
        arithmetic: "\(largestType?.name ?? "a Fargate pod"): \(terms) = \(addressesPerFullNode)", source: Source.ipamd)
    )
    steps += fleets.map { fleet in
      DerivationStep(
        "nodes with \(fleet.type.name) alone", formula: "nodes that the pods need by slots, CPU and memory",
        arithmetic:
          "\(fleet.nodes) now, \(fleet.peakNodes) at the peak with \(fleet.addresses) addresses"
          + (fleets.count > 1 && fleet.type == planned.nodes.first?.type ? ", the most of all types" : ""),
        source: Source.plan)
    }
    if let more = moreNodes, let subnet = stoppedBy {
      steps.append(
        DerivationStep(
          "additional nodes", formula: "the smallest number that fits, over the group's subnets",
          arithmetic: "\(more), limited by subnet \(subnet)",
          source: Source.plan))
    }
    return steps
  }

  private func expressionStep(for type: InstanceType) -> DerivationStep? {
    guard let expression = profile.group.maxPodsExpression else { return nil }
    let value = profile.group.expressedMaxPods(on: type).map(String.init)
    return DerivationStep(
      "max pods by the plan's expression", formula: expression.text,
      arithmetic: "\(type.name): \(value ?? "no value, so the formula counts")", source: Source.nodeadm)
  }
}
