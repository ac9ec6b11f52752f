/// ipamd's pool on one node over time: pods come and go, passes run every five seconds, EC2 may refuse.
///
/// Upstream walks its tables in random order; here the order is stated by ``Policy``. Grown one pod at a time from an
/// empty node the packed pool comes to rest where ``WarmPool`` says.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
public struct NodeSimulator: Sendable {
  /// Which of several interfaces or addresses is taken where upstream takes any.
  public enum Policy: String, Hashable, Sendable, CaseIterable {
    /// Pods go to the oldest interface; the newest is freed and detached first.
    case packed
    /// Pods go where the fewest are; the newest interface is filled and the oldest freed first.
    case spread
  }

  /// Which pods leave first.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// The newest.
    case lifo
    /// The oldest.
    case fifo
  }

  /// What the node starts with.
  public struct Start: Hashable, Sendable {
    /// Single addresses of the primary interface.
    public var addresses = 0
    /// Prefixes of the primary interface.
    public var prefixes = 0
    /// Whether the primary interface's subnet is tagged so that pods get no address of it.
    public var excludesPrimary = false

    /// An empty node.
    public init() {}
  }

  /// Why EC2 refuses.
  enum Refusal {
    case insufficient, other
  }

  struct Pod {
    var interface: Int
    var slot: Int
  }

  let type: InstanceType
  let policy: Policy
  let unmanaged: Int
  var settings: CNISettings
  var agent: AgentSettings
  var rules: PoolRules
  private let maxPods: Int?

  /// Seconds since the start.
  public internal(set) var clock = 0
  var interfaces: [NodeInterface] = []
  var nextID = 0
  /// Pods in the order of their arrival; those without a place wait.
  var pods: [Pod?] = []
  var waiting = 0
  /// The subnet of the node, and with custom networking that of the pods' interfaces.
  public internal(set) var subnet: NodeSubnet
  /// The pods' subnet; `nil` without custom networking.
  public internal(set) var podSubnet: NodeSubnet?
  var lastRelease = Int.min / 2
  var pausedUntil = Int.min / 2
  var refusesUntil = Int.min / 2
  var isCordoned = false
  var asksForTrunk = false
  /// Calls of EC2 that added or removed something, or were refused.
  public internal(set) var calls = 0

  /// Seconds between passes; others in ``NodeSimulator`` by their use.
  static let pass = 5

  /// Starts a node and its agent, which grows once.
  ///
  /// - Parameters:
  ///   - type: The instance type.
  ///   - settings: The CNI's targets and modes.
  ///   - agent: What else it reads.
  ///   - maxPods: The node's max pods; by default the recommended number.
  ///   - unmanaged: Interfaces that the agent does not touch.
  ///   - policy: Which of several is taken.
  ///   - start: What the primary interface has already.
  ///   - subnet: The node's subnet.
  ///   - podSubnet: The subnet of pods' interfaces, with custom networking.
  public init(
    type: InstanceType, settings: CNISettings = .chart, agent: AgentSettings = AgentSettings(), maxPods: Int? = nil,
    unmanaged: Int = 0, policy: Policy = .packed, start: Start = Start(), subnet: NodeSubnet,
    podSubnet: NodeSubnet? = nil
  ) {
    self.type = type
    self.settings = settings
    self.agent = agent
    self.policy = policy
    self.unmanaged = max(0, unmanaged)
    self.maxPods = maxPods
    self.subnet = subnet
    self.podSubnet = podSubnet
    rules = PoolRules(type: type, settings: settings, maxPods: maxPods)
    var primary = NodeInterface(id: 0, attachedAt: 0)
    nextID = 1
    // A tag on the subnet says so, and only discovery reads it.
    primary.isExcluded = start.excludesPrimary && agent.discoversSubnets
    let room = rules.slotsPerInterface
    let prefixes = min(max(0, start.prefixes), room)
    for index in 0..<prefixes + min(max(0, start.addresses), room - prefixes) {
      primary.slots.append(NodeInterface.Slot(id: nextID, isPrefix: index < prefixes))
      nextID += 1
    }
    interfaces = [primary]
    startAgent()
  }
}

extension NodeSimulator {
  /// Wants so many pods with an address; those that are missing arrive, those too many leave.
  public mutating func setPods(_ count: Int, order: Order = .lifo) {
    let count = max(0, count)
    warmUp()
    if count > pods.count {
      waiting += count - pods.count
      pods.append(contentsOf: Array(repeating: nil, count: count - pods.count))
      assign()
      return
    }
    let leaving = pods.count - count
    let range = order == .lifo ? pods.count - leaving..<pods.count : 0..<leaving
    for pod in pods[range] {
      if let pod { free(pod) } else { waiting -= 1 }
    }
    pods.removeSubrange(range)
    assign()
  }

  /// Lets time pass, with a pass of the agent every five seconds.
  public mutating func advance(seconds: Int) {
    let end = clock + max(0, seconds)
    while nextPass <= end {
      clock = nextPass
      _ = runPass()
    }
    clock = end
    warmUp()
  }

  private var nextPass: Int { (clock / Self.pass + 1) * Self.pass }

  /// Runs until nothing has changed for longer than any of the agent's timers, or says between what it moves.
  public mutating func settle() -> NodeSnapshot {
    // The longest timer is the pause of two minutes after a refusal.
    let quiet = max(120, agent.cooldown, refusesUntil - clock) + 2 * 60
    var lastChange = clock
    let patience = clock + 20_000 + quiet
    while clock - lastChange <= quiet, clock < patience {
      clock = nextPass
      if runPass() { lastChange = clock }
    }
    guard clock >= patience else { return snapshot() }
    var interfaces = self.interfaces.count...self.interfaces.count
    var addresses = subnetAddresses...subnetAddresses
    // Many times the 35 to 65 seconds after which a restless pool repeats itself.
    for _ in 0..<200 {
      clock = nextPass
      _ = runPass()
      interfaces = min(interfaces.lowerBound, self.interfaces.count)...max(interfaces.upperBound, self.interfaces.count)
      addresses = min(addresses.lowerBound, subnetAddresses)...max(addresses.upperBound, subnetAddresses)
    }
    return snapshot(interfaces: interfaces, subnetAddresses: addresses, isStable: false)
  }

  /// Restarts the agent with other settings.
  public mutating func configure(_ settings: CNISettings, agent: AgentSettings) {
    self.settings = settings
    self.agent = agent
    rules = PoolRules(type: type, settings: settings, maxPods: maxPods)
    restart()
  }

  /// Restarts the agent: ages of interfaces and cooling addresses are forgotten.
  public mutating func restart() {
    for index in interfaces.indices {
      interfaces[index].attachedAt = clock
      for slot in interfaces[index].slots.indices { interfaces[index].slots[slot].freedAt = [] }
    }
    lastRelease = Int.min / 2
    pausedUntil = Int.min / 2
    startAgent()
  }

  /// Whether the node takes no new pods; unless told otherwise the agent then neither grows nor detaches.
  public mutating func cordon(_ isCordoned: Bool) { self.isCordoned = isCordoned }

  /// Lets EC2 refuse everything for some seconds, giving back included, for a reason that is not the subnet.
  public mutating func refuse(seconds: Int) { refusesUntil = clock + max(0, seconds) }

  /// What the node holds now.
  public func snapshot() -> NodeSnapshot { snapshot(interfaces: nil, subnetAddresses: nil, isStable: true) }

  private func snapshot(
    interfaces range: ClosedRange<Int>?, subnetAddresses addresses: ClosedRange<Int>?, isStable: Bool
  ) -> NodeSnapshot {
    let pool = pool()
    return NodeSnapshot(
      time: clock, assigned: pods.count - waiting, pending: waiting,
      interfaces: range ?? interfaces.count...interfaces.count, slots: interfaces.map(\.slots.count),
      podAddresses: pool.total, prefixes: pool.prefixes, unusedAddresses: pool.total - pool.used,
      coolingAddresses: pool.cooling, subnetAddresses: addresses ?? subnetAddresses...subnetAddresses,
      isStable: isStable)
  }

  /// Addresses taken from subnets: one an interface, and what its slots hold.
  public var subnetAddresses: Int {
    interfaces.reduce(0) { sum, interface in interface.slots.reduce(sum + 1) { $0 + $1.capacity } }
  }
}
