/// The addresses that a node's CNI holds once its pool has settled, after growth from an empty node, one pod at a time.
///
/// The result is that of ipamd's own loop, run until nothing changes any more. Where a formula gives the same result,
/// the formula is used, so that large clusters take no time.
public struct WarmPool: Hashable, Sendable {
  /// The instance type.
  public let type: InstanceType
  /// The settings of the CNI.
  public let settings: CNISettings
  /// `Node.status.capacity.pods`, the number of addresses at which the pool stops growing.
  public let maxPods: Int
  /// The number of pods that want an address.
  public let pods: Int
  /// The number of pods that never get an address, however long they wait.
  public let waiting: Int
  /// The number of slots of each interface in the order in which they were attached, the primary one first.
  ///
  /// A slot holds an address or a /28 prefix. If the pool has no settled state, these are the largest numbers.
  public let slots: [Int]
  /// Whether the pool settles. If it does not, interfaces or prefixes are added and released again forever.
  public let isStable: Bool
  /// The smallest number of interfaces; the same as ``interfaces`` if the pool settles.
  public let minimumInterfaces: Int
  /// The smallest number of addresses taken from subnets; the same as ``subnetAddresses`` if the pool settles.
  public let minimumSubnetAddresses: Int

  /// Computes the settled pool of a node.
  ///
  /// With the chart's settings a `t3.small`, with 3 interfaces of 4 addresses, holds 6 pod addresses on 2 interfaces
  /// for 2 pods. The 3 addresses of the primary interface would leave only one free, and the chart wants a whole
  /// interface's worth of spare addresses.
  ///
  /// - Parameters:
  ///   - type: The instance type.
  ///   - pods: The number of pods that want an address, without pods in the host's network.
  ///   - settings: The settings of the CNI.
  ///   - maxPods: The node's max pods value; by default ``MaxPods/recommended``, or ``MaxPods/possible`` if that is not
  ///     known.
  public init(on type: InstanceType, pods: Int, settings: CNISettings = .chart, maxPods: Int? = nil) {
    let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    let pods = max(0, pods)
    let holding = Self.closedForm(pods: pods, policy: policy) ?? Self.grown(pods: pods, policy: policy)
    self.init(type: type, settings: settings, pods: pods, policy: policy, holding: holding)
  }

  /// Computes the largest pool of a node to which its pods may have come at once; see
  /// ``afterBurst(pods:policy:settled:)``.
  init(afterBurstOn type: InstanceType, pods: Int, settings: CNISettings, maxPods: Int) {
    let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    let settled = Self.closedForm(pods: pods, policy: policy) ?? Self.grown(pods: pods, policy: policy)
    let holding = Self.afterBurst(pods: pods, policy: policy, settled: settled)
    self.init(type: type, settings: settings, pods: pods, policy: policy, holding: holding)
  }

  init(type: InstanceType, settings: CNISettings, pods: Int, policy: PoolPolicy, holding: Holding) {
    self.type = type
    self.settings = settings
    self.pods = pods
    maxPods = policy.maxPods
    waiting = pods - min(pods, holding.served)
    slots = holding.slots
    isStable = holding.isStable
    minimumInterfaces = holding.minimumInterfaces
    minimumSubnetAddresses = holding.minimumSubnetAddresses
  }
}

extension WarmPool {
  /// The number of attached interfaces, including a trunk and a primary interface that serves no pods.
  public var interfaces: Int { slots.count }

  /// The number of addresses in a slot: 16 with prefixes, otherwise 1.
  package var addressesPerSlot: Int { settings.usesPrefixes(on: type) ? 16 : 1 }

  /// The number of prefixes; 0 without prefix delegation.
  public var prefixes: Int { addressesPerSlot == 16 ? slots.reduce(0, +) : 0 }

  /// The number of addresses held for pods, used or not, without the interfaces' own primary addresses.
  public var podAddresses: Int { slots.reduce(0, +) * addressesPerSlot }

  /// The number of addresses held for pods that no pod uses.
  public var unusedAddresses: Int { podAddresses - (pods - waiting) }

  /// The number of all addresses that the node takes from its subnets: one per interface, plus those for pods.
  public var subnetAddresses: Int { interfaces + podAddresses }

  /// The addresses that a pool holds, by the formula or by the loop.
  struct Holding: Hashable {
    var slots: [Int]
    var served: Int
    var isStable = true
    var minimumInterfaces: Int
    var minimumSubnetAddresses: Int

    init(slots: [Int], addressesPerSlot: Int, served: Int) {
      self.slots = slots
      self.served = served
      minimumInterfaces = slots.count
      minimumSubnetAddresses = slots.count + slots.reduce(0, +) * addressesPerSlot
    }
  }
}
