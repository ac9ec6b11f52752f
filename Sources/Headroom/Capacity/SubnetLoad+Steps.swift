extension SubnetLoad {
  /// The arithmetic, in order.
  public var steps: [DerivationStep] {
    var steps = usableAddresses.map { [usableStep($0)] } ?? []
    steps += shares.map(shareStep)
    steps += reservations.map { item in
      DerivationStep(
        "reserved for \(item.name)", formula: "addresses now, and at the peak", arithmetic: "\(item.now), \(item.peak)",
        source: "EKS user guide (load balancers, updates of the cluster)")
    }
    if let usable = usableAddresses, let free = freeAddresses {
      steps.append(
        DerivationStep(
          "free addresses", formula: "usable − used − reserved − peak demand",
          arithmetic: "\(usable) − \(usedAddresses) − \(reservedAddresses) − \(peakDemand) = \(free)",
          source: Source.plan))
    }
    if let step = blockStep { steps.append(step) }
    if let full = fullNode, let more = moreNodes, let free = freeAddresses {
      steps.append(
        DerivationStep(
          "more nodes",
          formula:
            "free addresses ÷ addresses of a full node of the worst group, rounded down, as far as /28 blocks suffice at worst",
          arithmetic: "\(max(0, free)) ÷ \(full.full.addresses) (\(full.group)) → \(more)", source: Source.plan))
    }
    return steps
  }

  private func usableStep(_ usable: Int) -> DerivationStep {
    DerivationStep(
      "usable addresses", formula: "2^(32 − prefix length) − 5",
      arithmetic: "2^(32 − \(subnet.block!.prefixLength)) − 5 = \(usable)", source: Source.subnetSizing)
  }

  private func shareStep(_ share: GroupShare) -> DerivationStep {
    let full = share.full * share.peakNodes
    let more = share.peak == full ? "" : ", which is more and counts"
    let blocks = share.full.blocks > 0 ? " (\(share.full.singles) single, \(share.full.blocks) × 16 in prefixes)" : ""
    return DerivationStep(
      "peak demand of \(share.group)", formula: "nodes in the zone at most × addresses of a full node",
      arithmetic:
        "\(share.peakNodes) × \(share.full.addresses)\(blocks) = \(full.addresses); now \(share.now.addresses) with \(share.nodes) node\(share.nodes == 1 ? "" : "s")\(more)",
      source: Source.ipamd)
  }

  private var blockStep: DerivationStep? {
    guard peak.blocks > 0, let all = prefixBlocks, let best = freePrefixBlocks, let worst = freePrefixBlocksAtWorst
    else {
      return nil
    }
    return DerivationStep(
      "free /28 blocks", formula: "blocks without a single address − blocks needed, at best and at worst",
      arithmetic: "\(all) blocks, \(peak.blocks) needed: \(best) left at best, \(worst) at worst",
      source: "awslabs/aws-support-tools, EKS/subnet-fragmentation; EC2 does not say where single addresses go")
  }
}
