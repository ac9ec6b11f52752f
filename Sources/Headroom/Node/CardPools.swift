/// What the network cards beside the default one hold with `ENABLE_MULTI_NIC`: each a pool of its own, with one spare
/// address whatever the warm targets say.
///
/// A pod that asks for all cards has an address of each. In prefix mode an idle card takes a prefix and releases it
/// again, for ever.
///
/// Source: `pkg/ipamd/ipamd.go` of aws/amazon-vpc-cni-k8s v1.23.1 (fixed `WARM_IP_TARGET` and `MINIMUM_IP_TARGET` of 1).
struct CardPools: Hashable {
  /// What is taken from the subnet of pods' interfaces.
  private(set) var share = SubnetShare()
  /// Addresses held that no pod uses.
  private(set) var warm = 0
  /// Whether what is held comes to rest.
  private(set) var isStable = true

  /// - Parameter pods: Pods that have an address of each card.
  init(on type: InstanceType, pods: Int, settings: CNISettings) {
    guard settings.multiNIC else { return }
    for interfaces in type.furtherCards {
      // With IPv6 an interface takes one IPv4 address, and pods none.
      guard !settings.ipv6 else {
        share.singles += 1
        continue
      }
      let unit = settings.usesPrefixes(on: type) ? 16 : 1
      let slots = min((max(0, pods) + 1).dividedRoundingUp(by: unit), interfaces * type.podSlotsPerInterface)
      share.singles += slots.dividedRoundingUp(by: type.podSlotsPerInterface)
      if unit == 16 { share.blocks += slots } else { share.singles += slots }
      warm += slots * unit - min(max(0, pods), slots * unit)
      if unit == 16, pods == 0 { isStable = false }
    }
  }
}
