extension SubnetLoad {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    var steps = usableAddresses.map { [usableStep($0)] } ?? []
    steps += shares.map(shareStep)
    steps += reservations.map { item in
      DerivationStep(
        "reserved for \(item.name)", formula: "addresses now and at peak",
        arithmetic: "\(item.now) now, \(item.peak) at peak",
        source: "EKS user guide (load balancers, cluster updates)")
    }
    if let usable = usableAddresses, let free = freeAddresses {
      steps.append(
        DerivationStep(
          "free addresses", formula: "usable − used − reserved at peak − peak demand",
          arithmetic: "\(usable) − \(usedAddresses) − \(reservedAddresses) − \(peakDemand) = \(free)",
          source: Source.plan))
    }
    if let step = blockStep { steps.append(step) }
    if let full = fullNode, let more = moreNodes, let free = freeAddresses {
      steps.append(
        DerivationStep(
          "additional nodes",
          formula:
            "free addresses ÷ addresses of a full node of the group that needs the most, rounded down; "
            + "fewer if free /28 blocks run out in the worst case",
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
    let more = share.peak == full ? "" : ", which is larger and therefore used"
    let blocks = share.full.blocks > 0 ? " (\(share.full.singles) single, \(share.full.blocks) × 16 in prefixes)" : ""
    return DerivationStep(
      "peak demand of \(share.group)", formula: "largest number of nodes in the zone × addresses of a full node",
      arithmetic:
        "\(share.peakNodes) × \(share.full.addresses)\(blocks) = \(full.addresses); "
        + "now \(share.now.addresses) with \(share.nodes) node\(share.nodes == 1 ? "" : "s")\(more)",
      source: Source.ipamd)
  }

  private var blockStep: DerivationStep? {
    guard peak.blocks > 0, let all = prefixBlocks, let best = freePrefixBlocks, let worst = freePrefixBlocksAtWorst
    else {
      return nil
    }
    return DerivationStep(
      "free /28 blocks",
      formula: "/28 blocks without single addresses − blocks needed, for the best and the worst placement of addresses",
      arithmetic: "\(all) blocks, \(peak.blocks) needed: \(best) left in the best case, \(worst) in the worst case",
      source: "awslabs/aws-support-tools, EKS/subnet-fragmentation; EC2 does not document where it places addresses")
  }
}
