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

  /// Which slot a pod has an address of.
  struct Seat {
    let interface: Int32
    let slot: Int32
  }

  let type: InstanceType
  private var settings: CNISettings
  private let maxPods: Int?
  var pool: NodePool
  private var source: NodeSubnets

  /// Seconds since the start.
  public private(set) var clock = 0 { didSet { source.clock = clock } }
  /// Pods in the order of their arrival; those without a place wait.
  private var pods: [Seat?] = []

  /// The subnet of the node.
  public var subnet: NodeSubnet { source.subnets[0] }
  /// The pods' subnet; `nil` without custom networking.
  public var podSubnet: NodeSubnet? { source.subnets.count > 1 ? source.subnets[1] : nil }
  /// Calls of EC2 that changed something, or were refused.
  public var calls: Int { source.calls }

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
    self.maxPods = maxPods
    source = NodeSubnets(subnets: [subnet] + (podSubnet.map { [$0] } ?? []))
    let rules = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    var primary = NodeInterface(id: 0, place: InterfacePlace(subnet: 0, address: 0), attachedAt: 0)
    // A tag on the subnet says so, and only discovery reads it.
    primary.isExcluded = start.excludesPrimary && agent.discoversSubnets
    let room = rules.slotsPerInterface
    let prefixes = min(max(0, start.prefixes), room)
    for index in 0..<prefixes + min(max(0, start.addresses), room - prefixes) {
      primary.slots.append(NodeInterface.Slot(id: Int32(index) + 1, place: 0, isPrefix: index < prefixes))
    }
    pool = NodePool(
      rules: rules, agent: agent, policy: policy, unmanaged: max(0, unmanaged), primary: primary, recordsSeats: true)
    pool.nextID = Int32(primary.slots.count) + 1
    pool.start(clock, &source)
  }
}

extension NodeSimulator {
  /// Wants so many pods with an address; those that are missing arrive, those too many leave.
  public mutating func setPods(_ count: Int, order: Order = .lifo) {
    let count = max(0, count)
    pool.warmUp(clock)
    if count > pods.count {
      pool.waiting += count - pods.count
      pods.append(contentsOf: Array(repeating: nil, count: count - pods.count))
    } else {
      let leaving = pods.count - count
      let range = order == .lifo ? pods.count - leaving..<pods.count : 0..<leaving
      for seat in pods[range] {
        if let seat { free(seat) } else { pool.waiting -= 1 }
      }
      pods.removeSubrange(range)
    }
    pool.assign()
    seatPods()
  }

  private mutating func free(_ seat: Seat) {
    guard let (interface, slot) = pool.place(interface: seat.interface, slot: seat.slot) else { return }
    pool.free(interface, slot, clock, &source)
  }

  /// Notes which pods have got an address.
  private mutating func seatPods() {
    guard !pool.seats.isEmpty else { return }
    var next = 0
    for index in pods.indices where pods[index] == nil && next < pool.seats.count {
      pods[index] = pool.seats[next]
      next += 1
    }
    pool.seats.removeAll(keepingCapacity: true)
  }

  /// Lets time pass, with a pass of the agent every five seconds.
  public mutating func advance(seconds: Int) {
    let end = clock + max(0, seconds)
    while nextPass <= end {
      clock = nextPass
      _ = runPass()
    }
    clock = end
    pool.warmUp(clock)
  }

  private var nextPass: Int { (clock / PoolPolicy.pass + 1) * PoolPolicy.pass }

  private mutating func runPass() -> Bool {
    let hasChanged = pool.runPass(clock, &source)
    seatPods()
    return hasChanged
  }

  /// The same node with another policy from now on.
  func following(_ policy: Policy) -> NodeSimulator {
    var node = self
    node.pool.policy = policy
    return node
  }

  /// Takes any of several from now on, drawn with a seed, as upstream does.
  mutating func draw(seed: UInt64) { pool.random = SplitMix64(seed: seed) }

  /// Runs until nothing has changed for longer than any of the agent's timers, or says between what it moves.
  public mutating func settle() -> NodeSnapshot {
    // The longest timer is the pause of two minutes after a refusal.
    let quiet = max(120, pool.agent.cooldown, source.refusesUntil - clock) + 2 * 60
    var lastChange = clock
    let patience = clock + 20_000 + quiet
    while clock - lastChange <= quiet, clock < patience {
      clock = nextPass
      if runPass() { lastChange = clock }
    }
    guard clock >= patience else { return snapshot() }
    var interfaces = pool.interfaces.count...pool.interfaces.count
    var addresses = subnetAddresses...subnetAddresses
    // Many times the 35 to 65 seconds after which a restless pool repeats itself.
    for _ in 0..<200 {
      clock = nextPass
      _ = runPass()
      interfaces = min(interfaces.lowerBound, pool.interfaces.count)...max(interfaces.upperBound, pool.interfaces.count)
      addresses = min(addresses.lowerBound, subnetAddresses)...max(addresses.upperBound, subnetAddresses)
    }
    return snapshot(interfaces: interfaces, subnetAddresses: addresses, isStable: false)
  }

  /// Restarts the agent with other settings.
  public mutating func configure(_ settings: CNISettings, agent: AgentSettings) {
    self.settings = settings
    pool.agent = agent
    pool.rules = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    restart()
  }

  /// Restarts the agent: ages of interfaces and cooling addresses are forgotten.
  public mutating func restart() {
    pool.restart(clock, &source)
    seatPods()
  }

  /// Whether the node takes no new pods; unless told otherwise the agent then neither grows nor detaches.
  public mutating func cordon(_ isCordoned: Bool) { pool.isCordoned = isCordoned }

  /// Lets EC2 refuse everything for some seconds, giving back included, for a reason that is not the subnet.
  public mutating func refuse(seconds: Int) { source.refusesUntil = clock + max(0, seconds) }

  /// What the node holds now.
  public func snapshot() -> NodeSnapshot { snapshot(interfaces: nil, subnetAddresses: nil, isStable: true) }

  private func snapshot(
    interfaces range: ClosedRange<Int>?, subnetAddresses addresses: ClosedRange<Int>?, isStable: Bool
  ) -> NodeSnapshot {
    let counts = pool.counts
    return NodeSnapshot(
      time: clock, assigned: pods.count - pool.waiting, waiting: pool.waiting,
      interfaces: range ?? pool.interfaces.count...pool.interfaces.count, slots: pool.interfaces.map(\.slots.count),
      podAddresses: counts.total, prefixes: counts.prefixes, unusedAddresses: counts.available,
      coolingAddresses: pool.coolingAddresses, subnetAddresses: addresses ?? subnetAddresses...subnetAddresses,
      isStable: isStable)
  }

  /// Addresses taken from subnets: one an interface, and what its slots hold.
  public var subnetAddresses: Int { pool.subnetAddresses }
}
