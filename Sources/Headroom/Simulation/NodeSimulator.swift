/// A simulation of ipamd, the agent of the VPC CNI, on one node: pods come and go, passes run every five seconds, and
/// EC2 may refuse calls.
///
/// Upstream iterates over Go maps, whose order is random; here a ``Policy`` decides the order. If the pods come one at
/// a time on an empty node, a packed pool settles in the state that ``WarmPool`` computes.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
package struct NodeSimulator: Sendable {
  /// The choice among several interfaces or addresses where upstream takes any of them.
  package enum Policy: String, Hashable, Sendable, CaseIterable {
    /// Pods get addresses of the oldest interface, and the newest interface is freed and detached first.
    case packed
    /// Pods get addresses of the interface with the fewest pods; the newest interface is filled first and the oldest
    /// freed first.
    case spread
  }

  /// The pods that leave first.
  package enum Order: String, Hashable, Sendable, CaseIterable {
    /// The newest pods.
    case lifo
    /// The oldest pods.
    case fifo
  }

  /// The state of the node's primary interface at the start.
  package struct Start: Hashable, Sendable {
    /// The number of single addresses that it has.
    package var addresses = 0
    /// The number of prefixes that it has.
    package var prefixes = 0
    /// Whether the tags of its subnet exclude it, so that pods get no address of it.
    package var excludesPrimary = false

    /// Creates an interface without addresses for pods.
    package init() {}
  }

  /// The slot from which a pod has its address.
  struct Seat {
    let interface: Int32
    let slot: Int32
  }

  let type: InstanceType
  private var settings: CNISettings
  private let maxPods: Int?
  var pool: NodePool
  private var source: NodeSubnets

  /// The time in seconds since the start.
  package private(set) var clock = 0 { didSet { source.clock = clock } }
  /// The pods in the order of their arrival. Those without an address wait for one.
  private var pods: [Seat?] = []

  /// The subnet of the node.
  package var subnet: NodeSubnet { source.subnets[0] }
  /// The pod subnet; `nil` without custom networking.
  package var podSubnet: NodeSubnet? { source.subnets.count > 1 ? source.subnets[1] : nil }
  /// The number of EC2 API calls that changed something or were refused.
  package var calls: Int { source.calls }

  /// Starts a node and its agent, which adds addresses once if it has too few.
  ///
  /// - Parameters:
  ///   - type: The instance type.
  ///   - settings: The targets and modes of the CNI.
  ///   - agent: The other settings of the agent.
  ///   - maxPods: The node's max pods value; by default the recommended number.
  ///   - unmanaged: The number of interfaces that the agent does not manage.
  ///   - policy: The choice among several interfaces or addresses.
  ///   - start: The state of the primary interface.
  ///   - subnet: The subnet of the node.
  ///   - podSubnet: The subnet for the pods' interfaces, with custom networking.
  package init(
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
    // Only with subnet discovery does ipamd read the tag that excludes the subnet.
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
  /// Sets the number of pods that want an address. Pods arrive or leave accordingly.
  package mutating func setPods(_ count: Int, order: Order = .lifo) {
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

  /// Records which pods have received an address.
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
  package mutating func advance(seconds: Int) {
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

  /// Returns the same node with another policy from now on.
  func following(_ policy: Policy) -> NodeSimulator {
    var node = self
    node.pool.policy = policy
    return node
  }

  /// Makes the agent choose at random from now on, as upstream does.
  mutating func draw(seed: UInt64) { pool.random = SplitMix64(seed: seed) }

  /// Runs passes until the pool settles and returns a snapshot.
  ///
  /// The pool has settled when nothing has changed for longer than any of the agent's timers. If it never settles, the
  /// snapshot gives the range of its values over several periods.
  package mutating func settle() -> NodeSnapshot {
    // The longest timer of the agent is the pause of two minutes after EC2 has refused addresses.
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
    // 200 passes are many times the 35 to 65 seconds after which a pool that does not settle repeats itself.
    for _ in 0..<200 {
      clock = nextPass
      _ = runPass()
      interfaces = min(interfaces.lowerBound, pool.interfaces.count)...max(interfaces.upperBound, pool.interfaces.count)
      addresses = min(addresses.lowerBound, subnetAddresses)...max(addresses.upperBound, subnetAddresses)
    }
    return snapshot(interfaces: interfaces, subnetAddresses: addresses, isStable: false)
  }

  /// Restarts the agent with other settings.
  package mutating func configure(_ settings: CNISettings, agent: AgentSettings) {
    self.settings = settings
    pool.agent = agent
    pool.rules = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    restart()
  }

  /// Restarts the agent, which forgets the ages of interfaces and which addresses are cooling down.
  package mutating func restart() {
    pool.restart(clock, &source)
    seatPods()
  }

  /// Cordons or uncordons the node.
  ///
  /// On a cordoned node the agent neither adds nor detaches interfaces, unless `AWS_MANAGE_ENIS_NON_SCHEDULABLE` is
  /// set.
  package mutating func cordon(_ isCordoned: Bool) { pool.isCordoned = isCordoned }

  /// Lets EC2 refuse all calls for a number of seconds, including releases, for a reason other than the subnet.
  package mutating func refuse(seconds: Int) { source.refusesUntil = clock + max(0, seconds) }

  /// Returns what the node holds now.
  package func snapshot() -> NodeSnapshot { snapshot(interfaces: nil, subnetAddresses: nil, isStable: true) }

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

  /// The number of addresses taken from subnets: one per interface, plus those in its slots.
  package var subnetAddresses: Int { pool.subnetAddresses }
}
