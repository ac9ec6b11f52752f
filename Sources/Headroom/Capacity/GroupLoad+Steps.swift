extension GroupLoad {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    var steps: [DerivationStep] = []
    for node in explainedNodes {
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
    for node in explainedNodes { steps += node.allocatable.steps }
    let footprint = full.addresses
    let singles = footprint.node.singles + footprint.pods.singles
    let terms =
      footprint.blocks > 0 ? "\(singles) single + \(footprint.blocks) × 16 in prefixes" : "\(singles) single"
    steps.append(
      DerivationStep(
        "addresses of a full node", formula: "one per interface + those held for pods, with max pods on the node",
        arithmetic: "\(largestType?.name ?? "a Fargate pod"): \(terms) = \(addressesPerFullNode)", source: Source.ipamd)
    )
    steps += explainedFleets.map { fleet in
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

  /// The most types of a group whose numbers are derived one by one. A NodePool may allow a thousand.
  private static let mostExplained = 12

  /// The nodes whose numbers are derived: those of all types, or of many only those that decide.
  private var explainedNodes: [NodeProfile] {
    guard profile.nodes.count > Self.mostExplained else { return profile.nodes }
    let deciding = Set(
      (planned.nodes.map(\.type) + planned.typesWithLeast + [largestType].compactMap(\.self)).map(\.name))
    return profile.nodes.filter { deciding.contains($0.type.name) }
  }

  /// The fleets that are shown: all, or of many those that take the most addresses.
  private var explainedFleets: [Fleet] {
    guard fleets.count > Self.mostExplained else { return fleets }
    let first = planned.nodes.first?.type
    let others = fleets.filter { $0.type != first }.sorted {
      ($1.addresses, $0.type.name) < ($0.addresses, $1.type.name)
    }
    return (fleets.filter { $0.type == first } + others.prefix(Self.mostExplained - 1))
      .sorted { $0.type.name < $1.type.name }
  }

  private func expressionStep(for type: InstanceType) -> DerivationStep? {
    guard let expression = profile.group.maxPodsExpression else { return nil }
    let value = profile.group.expressedMaxPods(on: type).map(String.init)
    return DerivationStep(
      "max pods by the plan's expression", formula: expression.text,
      arithmetic: "\(type.name): \(value ?? "no value, so the formula counts")", source: Source.nodeadm)
  }
}
