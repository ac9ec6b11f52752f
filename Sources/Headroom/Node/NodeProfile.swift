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
    plugin = network.kind
    self.pods = pods
    servable = MaxPods(on: type, settings: settings, platform: group.platform)
    self.maxPods = maxPods
    // EKS Auto Mode runs a variant of Bottlerocket, whatever the plan says.
    allocatable = Allocatable(
      on: type, family: group.manager == .autoMode ? .bottlerocket : group.amiFamily, maxPods: maxPods ?? 110)
  }

  /// Whether addresses of the VPC limit the pods. They do not with an overlay network, or with IPv6 where it works.
  package var needsVPCAddresses: Bool { plugin != .overlay && !(settings.ipv6 && servable.podAddresses > 0) }

  /// The number of pods that can have their own address; `nil` if addresses do not limit it.
  package var podAddresses: Int? { needsVPCAddresses ? servable.podAddresses : nil }

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
  ///   - excludesPrimary: Whether the primary interface serves no pods, because of its subnet's tags.
  ///   - pools: A cache of computed pools.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int = 0, maxPods: Int, excludesPrimary: Bool = false,
    pools: inout WarmPoolCache
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
      footprint.warm = pool.podAddresses - pool.served
      return footprint
    }
    var settings = settings
    // An excluded primary interface serves no pods, as with custom networking.
    if excludesPrimary { settings.customNetworking = true }
    let pool = pools.pool(on: type, pods: pods, settings: settings, maxPods: maxPods)
    var share = SubnetShare(singles: pool.interfaces - 1 + branchPods)
    if pool.addressesPerSlot == 16 { share.blocks = pool.prefixes } else { share.singles += pool.podAddresses }
    let cards = CardPools(on: type, pods: cardPods, settings: settings)
    share += cards.share
    if self.settings.customNetworking { footprint.pods = share } else { footprint.node += share }
    footprint.further = further(of: pool) + cards.share
    footprint.warm = pool.unusedAddresses + cards.warm
    footprint.isStable = pool.isStable && cards.isStable
    return footprint
  }

  /// Returns the addresses that the interfaces other than the primary one and the trunk take.
  private func further(of pool: WarmPool) -> SubnetShare {
    var slots = Array(pool.slots.dropFirst())
    if hasTrunk, let trunk = slots.firstIndex(of: 0) { slots.remove(at: trunk) }
    let sum = slots.reduce(0, +)
    return pool.addressesPerSlot == 16
      ? SubnetShare(singles: slots.count, blocks: sum) : SubnetShare(singles: slots.count + sum)
  }
}

/// The addresses that one or more nodes take from a subnet.
struct SubnetShare: Hashable, Sendable {
  /// The number of addresses taken one by one.
  var singles = 0
  /// The number of prefixes, which are whole /28 blocks.
  var blocks = 0

  var addresses: Int { singles + 16 * blocks }

  static func += (sum: inout SubnetShare, share: SubnetShare) {
    sum.singles += share.singles
    sum.blocks += share.blocks
  }

  static func + (first: SubnetShare, second: SubnetShare) -> SubnetShare {
    SubnetShare(singles: first.singles + second.singles, blocks: first.blocks + second.blocks)
  }

  static func - (share: SubnetShare, part: SubnetShare) -> SubnetShare {
    SubnetShare(singles: share.singles - part.singles, blocks: share.blocks - part.blocks)
  }

  static func * (share: SubnetShare, count: Int) -> SubnetShare {
    SubnetShare(singles: share.singles * count, blocks: share.blocks * count)
  }
}

/// The addresses that a node takes from its own subnet and, with custom networking, from the pod subnet.
struct NodeFootprint: Hashable, Sendable {
  var node = SubnetShare()
  var pods = SubnetShare()
  /// The part of it that secondary interfaces take, which subnet discovery may place in other subnets.
  var further = SubnetShare()
  /// The number of addresses that no pod uses.
  var warm = 0
  /// Whether the node's pools settle.
  var isStable = true

  var addresses: Int { node.addresses + pods.addresses }
}

/// A cache of computed pools, because the groups of a plan share instance types and settings.
struct WarmPoolCache {
  private struct Key: Hashable {
    let type: String
    let pods: Int
    let maxPods: Int
    let primaryServesPods: Bool
  }
  private var pools: [Key: WarmPool] = [:]

  /// Returns the pool of a node.
  ///
  /// All calls of one cache must use the same catalogue and the same settings, except for custom networking.
  mutating func pool(on type: InstanceType, pods: Int, settings: CNISettings, maxPods: Int) -> WarmPool {
    let key = Key(
      type: type.name, pods: pods, maxPods: maxPods, primaryServesPods: !settings.customNetworking)
    if let pool = pools[key] { return pool }
    let pool = WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods)
    pools[key] = pool
    return pool
  }
}
