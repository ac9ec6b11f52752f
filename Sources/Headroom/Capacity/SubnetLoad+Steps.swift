extension SubnetLoad {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    var steps = usableAddresses.map { [usableStep($0)] } ?? []
    let now = self.now.sharesByNodes
    let burst = self.burst.sharesByNodes
    let full = self.full.sharesByNodes
    steps += peak.shares.map { shareStep($0, now[$0.nodesOf], burst[$0.nodesOf], full[$0.nodesOf]) }
    steps += reservations.map { item in
      DerivationStep(
        "reserved for \(item.name)", formula: "addresses now and at peak",
        arithmetic: "\(item.now) now, \(item.peak) at peak",
        source: "EKS user guide (load balancers, cluster updates)")
    }
    if let usable = usableAddresses, let free = freeAddresses {
      steps.append(
        DerivationStep(
          "free addresses", formula: "usable − used − reserved at peak − \(basis == .peak ? "peak" : "full") demand",
          arithmetic: "\(usable) − \(usedAddresses) − \(reservedAddresses) − \(self[basis].total.addresses) = \(free)",
          source: Source.plan))
    }
    if let step = blockStep { steps.append(step) }
    if let full = fullNode, let more = moreNodes, let free = free(at: basis) {
      steps.append(
        DerivationStep(
          "additional nodes",
          formula:
            "free addresses ÷ addresses of a full node of the group that needs the most, rounded down; "
            + "fewer if free /28 blocks run out in the worst case",
          arithmetic: "\(max(0, free)) ÷ \(full.share.addresses) (\(full.group)) → \(more)", source: Source.plan))
    }
    return steps
  }

  private func usableStep(_ usable: Int) -> DerivationStep {
    DerivationStep(
      "usable addresses", formula: "2^(32 − prefix length) − 5",
      arithmetic: "2^(32 − \(subnet.block!.prefixLength)) − 5 = \(usable)", source: Source.subnetSizing)
  }

  /// The step for a group at the peak, with the other levels of its demand.
  private func shareStep(
    _ share: SubnetDemand.Share, _ now: SubnetDemand.Share?, _ burst: SubnetDemand.Share?, _ full: SubnetDemand.Share?
  ) -> DerivationStep {
    let total = share.total
    let blocks = total.blocks > 0 ? " (\(total.singles) single, \(total.blocks) × 16 in prefixes)" : ""
    let today = now.map { "; now \($0.total.addresses) on \($0.nodes)" } ?? ""
    return DerivationStep(
      share.isElsewhere ? "peak demand of \(share.group), interfaces by subnet tags" : "peak demand of \(share.group)",
      formula: "sum over the nodes at the peak of their interfaces and the pod addresses that these hold",
      arithmetic:
        "\(total.addresses)\(blocks) on \(share.nodes) node\(share.nodes == 1 ? "" : "s")\(today); "
        + "\(burst?.total.addresses ?? 0) in a burst, \(full?.total.addresses ?? 0) with every node full",
      source: Source.ipamd)
  }

  private var blockStep: DerivationStep? {
    let needed = blocksNeeded(at: basis)
    guard needed > 0, let all = prefixBlocks, let best = freePrefixBlocks, let worst = freePrefixBlocksAtWorst
    else {
      return nil
    }
    return DerivationStep(
      "free /28 blocks",
      formula: "/28 blocks without single addresses − blocks needed, for the best and the worst placement of addresses",
      arithmetic: "\(all) blocks, \(needed) needed: \(best) left in the best case, \(worst) in the worst case",
      source: "awslabs/aws-support-tools, EKS/subnet-fragmentation; EC2 does not document where it places addresses")
  }
}
