/// The addresses that the network cards other than the default one hold with `ENABLE_MULTI_NIC`.
///
/// Each of these cards has a separate pool with one spare address, whatever the warm targets are. A pod that uses all
/// cards has an address of each. In prefix mode, the pool of an idle card has no settled state: it adds a prefix and
/// releases it again.
///
/// Source: `pkg/ipamd/ipamd.go` of aws/amazon-vpc-cni-k8s v1.23.1 (`WARM_IP_TARGET` and `MINIMUM_IP_TARGET` are fixed
/// at 1).
struct CardPools: Hashable {
  /// The addresses that are taken from the subnet of the pods' interfaces.
  private(set) var share = SubnetShare()
  /// Whether the pools settle.
  private(set) var isStable = true

  /// Computes the pools of a node.
  ///
  /// - Parameter pods: The number of pods that have an address of each card.
  init(on type: InstanceType, pods: Int, settings: CNISettings) {
    guard settings.multiNIC else { return }
    for interfaces in type.furtherCards {
      // With IPv6, each interface takes one IPv4 address and pods take none.
      guard !settings.ipv6 else {
        share.singles += 1
        continue
      }
      let unit = settings.usesPrefixes(on: type) ? 16 : 1
      let slots = min((max(0, pods) + 1).dividedRoundingUp(by: unit), interfaces * type.podSlotsPerInterface)
      share.singles += slots.dividedRoundingUp(by: type.podSlotsPerInterface)
      if unit == 16 { share.blocks += slots } else { share.singles += slots }
      share.warm += slots * unit - min(max(0, pods), slots * unit)
      if unit == 16, pods == 0 { isStable = false }
    }
  }
}
