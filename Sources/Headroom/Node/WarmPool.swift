/// The addresses that a node's CNI holds once it has settled: grown from an empty node, one pod at a time.
///
/// The answer is that of ipamd's own loop, run as long as something changes. Where a closed form gives the same,
/// that is used, so that big fleets cost nothing.
public struct WarmPool: Hashable, Sendable {
  /// The instance type.
  public let type: InstanceType
  /// The CNI's settings.
  public let settings: CNISettings
  /// `Node.status.capacity.pods`, at which the pool stops growing.
  public let maxPods: Int
  /// Pods that want an address.
  public let pods: Int
  /// Pods that get none, however long they wait.
  public let waiting: Int
  /// Slots of each interface in attach order, the primary one first; a slot is an address or a /28 prefix.
  ///
  /// Without a settled state these are the most that are held.
  public let slots: [Int]
  /// Whether the pool comes to rest; if not, interfaces or prefixes come and go for ever.
  public let isStable: Bool
  /// The fewest interfaces; the same as ``interfaces`` when the pool rests.
  public let minimumInterfaces: Int
  /// The fewest addresses taken from subnets; the same as ``subnetAddresses`` when the pool rests.
  public let minimumSubnetAddresses: Int

  /// Works out what a node holds.
  ///
  /// With the chart's settings a `t3.small`, 3 interfaces of 4 addresses, holds 6 pod addresses on 2 interfaces for
  /// 2 pods: the 3 of the primary interface would leave one free, and a whole interface's worth is wanted.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - pods: Pods that want an address; pods on the host's network want none.
  ///   - settings: The CNI's settings.
  ///   - maxPods: The node's max pods; by default ``MaxPods/recommended``, or ``MaxPods/possible`` if that is unknown.
  public init(on type: InstanceType, pods: Int, settings: CNISettings = .chart, maxPods: Int? = nil) {
    let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    let pods = max(0, pods)
    let holding = Self.closedForm(pods: pods, policy: policy) ?? Self.grown(pods: pods, policy: policy)
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
  /// Interfaces attached, a trunk and a primary one without pods included.
  public var interfaces: Int { slots.count }

  /// Addresses in a slot: 16 with prefixes, 1 otherwise.
  public var addressesPerSlot: Int { settings.usesPrefixes(on: type) ? 16 : 1 }

  /// Prefixes held; 0 in secondary mode.
  public var prefixes: Int { addressesPerSlot == 16 ? slots.reduce(0, +) : 0 }

  /// Addresses held for pods, in use or not; the interfaces' own primary addresses do not count.
  public var podAddresses: Int { slots.reduce(0, +) * addressesPerSlot }

  /// Addresses held for pods that no pod uses.
  public var unusedAddresses: Int { podAddresses - (pods - waiting) }

  /// All addresses that the node takes from its subnets: one for each interface, and those for pods.
  public var subnetAddresses: Int { interfaces + podAddresses }

  /// What the pool holds, however that was worked out.
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
