/// A node of one type in one group: what it can run and what it takes.
public struct NodeProfile: Hashable, Sendable {
  /// The type.
  public let type: InstanceType
  /// The CNI's settings.
  let settings: CNISettings
  /// The network plugin.
  let plugin: NetworkSettings.Kind
  /// Which kinds of pods the plan has at all.
  let pods: PodKinds
  /// What the CNI can serve.
  public let servable: MaxPods
  /// The max pods that are set on the node, or `nil` when that hangs on a vCPU count that is not known.
  public let maxPods: Int?
  /// What is left to pods of CPU and memory.
  public let allocatable: Allocatable

  init(of group: NodeGroup, type: InstanceType, network: NetworkSettings, pods: PodKinds, maxPods: Int?) {
    self.type = type
    settings = network.settings(on: group.platform)
    plugin = network.kind
    self.pods = pods
    servable = MaxPods(on: type, settings: settings, platform: group.platform)
    self.maxPods = maxPods
    allocatable = Allocatable(
      on: type, family: group.manager == .autoMode ? .bottlerocket : group.amiFamily, maxPods: maxPods ?? 110)
  }

  /// Whether the CNI's addresses bound the pods: not with an overlay, nor with IPv6 where it works.
  public var needsVPCAddresses: Bool { plugin != .overlay && !(settings.ipv6 && servable.podAddresses > 0) }

  /// Pods that can have an address of their own, or `nil` if nothing bounds them.
  public var podAddresses: Int? { needsVPCAddresses ? servable.podAddresses : nil }

  /// Pods that the node can serve, those on the host's network included, or `nil` if addresses do not bound them.
  public var servablePods: Int? { podAddresses.map { $0 + servable.hostNetworkPods } }

  /// Pods that the scheduler places on the node. Where the number is not known, the fewest it can be.
  var podSlots: Int { maxPods ?? min(servable.possible, 110) }

  /// The same for addresses: where the number is not known, the most it can be.
  var mostPodSlots: Int { maxPods ?? min(servable.possible, 250) }

  /// Whether a trunk is attached, so that pods can have security groups of their own.
  var hasTrunk: Bool {
    plugin != .overlay && settings.podENI && servable.platform == .linux && type.supportsTrunking == true
      && settings.interfaces(on: type) > 1
  }

  /// Pods with security groups that the node can have at once; none if the plan has no such pods.
  var branchInterfaces: Int { hasTrunk && pods.haveBranches ? type.branchInterfaces ?? 0 : 0 }

  /// What the node takes from its subnets with so many pods.
  ///
  /// - Parameters:
  ///   - cardPods: Pods among them that have an address of every network card.
  ///   - maxPods: The max pods at which the pool stops growing.
  ///   - excludesPrimary: Whether the first interface serves no pods, since its subnet's tags say so.
  func footprint(
    pods: Int, branchPods: Int, cardPods: Int = 0, maxPods: Int, excludesPrimary: Bool = false,
    pools: inout WarmPoolCache
  ) -> NodeFootprint {
    var footprint = NodeFootprint()
    footprint.node.singles = 1
    guard needsVPCAddresses else {
      // An IPv6 node keeps one IPv4 address an interface; its trunk has one too, and so has each branch interface.
      if hasTrunk { footprint.node.singles += 1 + branchPods }
      if plugin != .overlay { footprint.node += CardPools(on: type, pods: cardPods, settings: settings).share }
      return footprint
    }
    if servable.platform == .windows {
      let pool = WindowsPool(on: type, pods: pods)
      footprint.node.singles += pool.podAddresses
      footprint.warm = pool.podAddresses - pool.served
      return footprint
    }
    var settings = settings
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

  /// What interfaces take beside the first and the trunk.
  private func further(of pool: WarmPool) -> SubnetShare {
    var slots = Array(pool.slots.dropFirst())
    if hasTrunk, let trunk = slots.firstIndex(of: 0) { slots.remove(at: trunk) }
    let sum = slots.reduce(0, +)
    return pool.addressesPerSlot == 16
      ? SubnetShare(singles: slots.count, blocks: sum) : SubnetShare(singles: slots.count + sum)
  }
}

/// What one or more nodes take from a subnet.
struct SubnetShare: Hashable, Sendable {
  /// Addresses taken one by one.
  var singles = 0
  /// Prefixes: whole /28 blocks.
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

/// What a node takes from its own subnet and, with custom networking, from the pods' subnet.
struct NodeFootprint: Hashable, Sendable {
  var node = SubnetShare()
  var pods = SubnetShare()
  /// The part of it that interfaces beside the first take, which discovery may put into other subnets.
  var further = SubnetShare()
  /// Addresses held that no pod uses.
  var warm = 0
  /// Whether what is held comes to rest.
  var isStable = true

  var addresses: Int { node.addresses + pods.addresses }
}

/// Pools that were worked out already: groups of a plan share types and settings.
struct WarmPoolCache {
  private struct Key: Hashable {
    let type: String
    let pods: Int
    let maxPods: Int
    let primaryServesPods: Bool
  }
  private var pools: [Key: WarmPool] = [:]

  /// The pool; all calls of one cache have the same settings but for custom networking, and one catalogue gives the types.
  mutating func pool(on type: InstanceType, pods: Int, settings: CNISettings, maxPods: Int) -> WarmPool {
    let key = Key(
      type: type.name, pods: pods, maxPods: maxPods, primaryServesPods: !settings.customNetworking)
    if let pool = pools[key] { return pool }
    let pool = WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods)
    pools[key] = pool
    return pool
  }
}
