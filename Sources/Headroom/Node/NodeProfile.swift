/// A node of one instance type in one group: the pods that it can run and the addresses that it takes.
package struct NodeProfile: Hashable, Sendable {
  /// The instance type.
  package let type: InstanceType
  /// The settings of the CNI.
  let settings: CNISettings
  /// The network plugin.
  let plugin: NetworkSettings.Kind
  /// The kinds of pods that may run on the group.
  let pods: PodKinds
  /// The number of pods that the CNI can serve.
  package let servable: MaxPods
  /// The max pods value set on the node; `nil` if it depends on a number of vCPUs that is not known.
  package let maxPods: Int?
  /// The CPU and memory that the node has for pods.
  package let allocatable: Allocatable

  init(of group: NodeGroup, type: InstanceType, network: NetworkSettings, pods: PodKinds, maxPods: Int?) {
    self.type = type
    settings = network.settings(on: group.platform)
    // EKS Auto Mode has its own network plugin, whatever the plan says.
    plugin = group.platform == .autoMode ? .vpcCNI : network.kind
    self.pods = pods
    servable = MaxPods(on: type, settings: settings, platform: group.platform)
    self.maxPods = maxPods
    // EKS Auto Mode runs a variant of Bottlerocket, whatever the plan says.
    // nodeadm reserves memory for the result of its expression, even if another value overrides that.
    allocatable = Allocatable(
      on: type, family: group.manager == .autoMode ? .bottlerocket : group.amiFamily, maxPods: maxPods ?? 110,
      formulaPods: group.maxPodsSetter == .nodeadm ? group.expressedMaxPods(on: type) : nil)
  }

  /// Whether addresses of the VPC limit the pods. They do not with an overlay network, or with IPv6 where it works.
  package var needsVPCAddresses: Bool { plugin != .overlay && !(settings.ipv6 && servable.podAddresses > 0) }

  /// The number of pods that can have their own address; `nil` if addresses do not limit it.
  package var podAddresses: Int? { needsVPCAddresses ? servable.podAddresses : nil }

  /// The number of pods that the node's pool ever serves with the plan's warm targets; `nil` if addresses do not limit
  /// it.
  var pooledPods: Int? {
    guard let most = podAddresses, servable.platform == .linux else { return podAddresses }
    return min(most, PoolPolicy(type: type, settings: settings, maxPods: podSlots).servablePods)
  }

  /// The number of pods that the node can serve, including those in the host's network; `nil` if addresses do not limit
  /// it.
  package var servablePods: Int? { podAddresses.map { $0 + servable.hostNetworkPods } }

  /// The number of pods that the scheduler places on the node; the smallest possible one if max pods is not known.
  var podSlots: Int { maxPods ?? min(servable.possible, 110) }

  /// The number of pods for which addresses are planned; the largest possible one if max pods is not known.
  var mostPodSlots: Int { maxPods ?? min(servable.possible, 250) }

  /// Whether a trunk is attached, so that pods can have security groups.
  var hasTrunk: Bool {
    plugin != .overlay && settings.podENI && servable.platform == .linux && type.supportsTrunking == true
      && settings.interfaces(on: type) > 1
  }

  /// The number of pods with security groups that the node can have; 0 if the plan has no such pods.
  var branchInterfaces: Int { hasTrunk && pods.haveBranches ? type.branchInterfaces ?? 0 : 0 }

  /// Returns the addresses that the node takes from its subnets with a number of pods.
  ///
  /// - Parameters:
  ///   - pods: The number of pods that want an address of the pool.
  ///   - branchPods: The number of pods with a branch interface.
  ///   - cardPods: The number of those pods that have an address of every network card.
  ///   - maxPods: The number of addresses at which the pool stops growing.
  ///   - arrival: How the pods arrive.
  ///   - excludesPrimary: Whether the primary interface serves no pods, because of its subnet's tags.
  ///   - pools: A cache of computed pools.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int = 0, maxPods: Int, arrival: PodArrival = .oneByOne,
    excludesPrimary: Bool = false, pools: inout WarmPoolCache
  ) -> NodeFootprint {
    var footprint = NodeFootprint()
    footprint.node.singles = 1
    guard needsVPCAddresses else {
      // Each interface of an IPv6 node has one IPv4 address, including the trunk and each branch interface.
      if hasTrunk { footprint.node.singles += 1 + branchPods }
      if plugin != .overlay { footprint.node += CardPools(on: type, pods: cardPods, settings: settings).share }
      return footprint
    }
    // On Windows the VPC resource controller assigns the addresses, not ipamd.
    if servable.platform == .windows {
      let pool = WindowsPool(on: type, pods: pods)
      footprint.node.singles += pool.podAddresses
      footprint.node.warm = pool.podAddresses - pool.served
      return footprint
    }
    // AWS documents that Auto Mode uses prefixes on the first interface. How many spare ones it keeps is not known, so
    // those that the pods use are counted. They are no blocks that must be free: it falls back to single addresses.
    if servable.platform == .autoMode {
      let slot = servable.addressesPerSlot
      let held = pods.dividedRoundingUp(by: slot) * slot
      footprint.node.singles += held
      footprint.node.warm = held - pods
      footprint.relief = held - pods
      return footprint
    }
    var settings = settings
    // An excluded primary interface serves no pods, as with custom networking.
    if excludesPrimary { settings.customNetworking = true }
    let pool = pools.pool(on: type, pods: pods, settings: settings, maxPods: maxPods, arrival: arrival)
    var share = SubnetShare(singles: pool.interfaces - 1 + branchPods, warm: pool.unusedAddresses)
    if pool.addressesPerSlot == 16 { share.blocks = pool.prefixes } else { share.singles += pool.podAddresses }
    let cards = CardPools(on: type, pods: cardPods, settings: settings)
    share += cards.share
    if self.settings.customNetworking { footprint.pods = share } else { footprint.node += share }
    if pools.listsInterfaces {
      footprint.further = further(of: pool) + (cards.share.addresses > 0 ? [cards.share] : [])
    }
    footprint.isStable = pool.isStable && cards.isStable
    return footprint
  }

  /// Returns the addresses of each interface other than the primary one and the trunk, the largest first.
  ///
  /// The agent gives pods addresses of any interface that has one. Here the oldest interfaces serve the pods, so that
  /// the warm addresses are those of the latest ones.
  private func further(of pool: WarmPool) -> [SubnetShare] {
    var slots = Array(pool.slots.dropFirst())
    if hasTrunk, let trunk = slots.firstIndex(of: 0) { slots.remove(at: trunk) }
    let unit = pool.addressesPerSlot
    var pods = max(0, pool.pods - pool.waiting - (pool.slots.first ?? 0) * unit)
    return slots.map { count in
      let served = min(pods, count * unit)
      pods -= served
      let warm = count * unit - served
      return unit == 16
        ? SubnetShare(singles: 1, blocks: count, warm: warm) : SubnetShare(singles: 1 + count, warm: warm)
    }
  }
}
