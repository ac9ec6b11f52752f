/// The pool of addresses that the agent of one node manages, and the agent's passes.
///
/// It is used for a node that is simulated on its own and for each node of a cluster simulation, with different sources
/// of addresses. The time is passed in, in seconds, and never goes back.
struct NodePool {
  /// An address that was freed and is cooling down.
  struct Freed {
    let at: Int
    let interface: Int32
    let slot: Int32
  }

  var policy: NodeSimulator.Policy
  /// The source of random orders, which upstream uses; `nil` if the policy decides the order.
  var random: SplitMix64?
  let unmanaged: Int
  var rules: PoolPolicy
  var agent: AgentSettings
  var interfaces: [NodeInterface]
  var nextID: Int32 = 1
  /// The number of pods that wait for an address.
  var waiting = 0
  /// The slots of the pods that have received an address since the list was last emptied, first come first; used only
  /// if ``recordsSeats`` is set.
  var seats: [NodeSimulator.Seat] = []
  let recordsSeats: Bool
  var isCordoned = false
  /// Whether the agent has asked for a trunk, which the next pass attaches.
  var asksForTrunk = false
  var lastRelease = Int.min / 2
  var pausedUntil = Int.min / 2
  /// The addresses that are cooling down, in the order in which they were freed, from the index ``firstFreed`` on.
  var freed: [Freed] = []
  var firstFreed = 0
  /// A counter that grows whenever anything changes.
  var changes = 0

  /// The number of seconds without growth after EC2 has answered that a subnet has too few addresses or blocks.
  static let backOff = 120

  init(
    rules: PoolPolicy, agent: AgentSettings, policy: NodeSimulator.Policy = .packed, unmanaged: Int = 0,
    primary: NodeInterface, recordsSeats: Bool = false
  ) {
    self.rules = rules
    self.agent = agent
    self.policy = policy
    self.unmanaged = unmanaged
    self.recordsSeats = recordsSeats
    interfaces = [primary]
    sumUp()
  }

  mutating func sumUp() {
    for index in interfaces.indices { interfaces[index].sumUp(usingPrefixes: rules.usesPrefixes) }
  }

  /// The numbers on which the agent bases its decisions. As in upstream, prefixes on excluded interfaces count as well.
  var counts: PoolState {
    var counts = PoolState()
    for index in interfaces.indices {
      counts.total += interfaces[index].total
      counts.used += interfaces[index].used
      counts.prefixes += interfaces[index].prefixes
      counts.freePrefixes += interfaces[index].freePrefixes
    }
    return counts
  }

  /// The number of addresses that are cooling down, on slots that count for the pool.
  var coolingAddresses: Int {
    interfaces.reduce(0) { sum, interface in
      interface.slots.reduce(sum) {
        $0 + (interface.counts($1, usingPrefixes: rules.usesPrefixes) ? Int($1.cooling) : 0)
      }
    }
  }

  /// The number of addresses taken from subnets: one per interface, plus those in its slots.
  var subnetAddresses: Int {
    interfaces.reduce(0) { sum, interface in interface.slots.reduce(sum + 1) { $0 + $1.capacity } }
  }

  /// Returns the numbers below a count in random order; `nil` if the policy decides the order.
  mutating func drawnOrder(_ count: Int) -> [Int]? {
    guard random != nil else { return nil }
    var order = Array(0..<count)
    for place in order.indices.dropLast() { order.swapAt(place, place + random!.next(below: count - place)) }
    return order
  }

  // MARK: Passes

  /// Starts the agent.
  ///
  /// As in upstream, unused slots of the other mode are released, and the pool grows once if it has too few addresses.
  mutating func start(_ clock: Int, _ source: inout some AddressSource) {
    for index in interfaces.indices {
      let isExcluded = interfaces[index].isExcluded
      let usesPrefixes = rules.usesPrefixes
      removeSlots(of: index, &source) { $0.used == 0 && (isExcluded || $0.isPrefix != usesPrefixes) }
    }
    askForTrunk()
    if rules.isTooLow(counts) { grow(clock, &source) }
    assign()
  }

  /// Restarts the agent, which forgets the ages of interfaces and which addresses are cooling down.
  mutating func restart(_ clock: Int, _ source: inout some AddressSource) {
    for index in interfaces.indices {
      interfaces[index].attachedAt = clock
      for slot in interfaces[index].slots.indices { interfaces[index].slots[slot].cooling = 0 }
    }
    freed = []
    firstFreed = 0
    lastRelease = Int.min / 2
    pausedUntil = Int.min / 2
    sumUp()
    start(clock, &source)
  }

  /// Runs one pass and returns whether it changed anything.
  @discardableResult
  mutating func runPass(_ clock: Int, _ source: inout some AddressSource) -> Bool {
    let before = changes
    warmUp(clock)
    assign()
    if asksForTrunk { attachTrunk(clock, &source) }
    guard !agent.isFrozen else { return changes != before }
    askForTrunk()
    // As in upstream, the state before growth or release also decides whether an interface may be detached.
    let counts = counts
    if rules.isTooLow(counts) {
      grow(clock, &source)
    } else if clock - lastRelease > PoolPolicy.releasePause {
      let over = rules.surplus(counts)
      if over > 0 {
        release(over, &source)
        lastRelease = clock
      }
    }
    if managesInterfaces, mayDetach(counts) { detachOne(clock, &source) }
    assign()
    return changes != before
  }

  /// Returns when a pass could next change something, after one that changed nothing and if no pod comes or goes; `nil`
  /// for never.
  ///
  /// This covers everything that depends on the clock: cooling down, the agent's pauses and the age of interfaces.
  /// Growth depends on the subnets, so it is tried in every pass.
  func nextPass(after clock: Int) -> Int? {
    if asksForTrunk { return clock }
    var next = Int.max
    let counts = counts
    let coolUntil = firstFreed < freed.count ? freed[firstFreed].at + agent.cooldown + 1 : Int.max
    if waiting > 0 { next = coolUntil }
    guard !agent.isFrozen else { return next == .max ? nil : next }
    if rules.isTooLow(counts) {
      if managesInterfaces, canGrow { next = min(next, max(clock, pausedUntil)) }
    } else if rules.surplus(counts) > 0 {
      next = min(next, lastRelease + PoolPolicy.releasePause + 1)
    }
    if managesInterfaces, interfaces.count > 1, mayDetach(counts) {
      for index in interfaces.indices.dropFirst() where maySpare(index, counts) {
        let isCooling = interfaces[index].cooling > 0
        next = min(next, max(interfaces[index].attachedAt + PoolPolicy.minimumAge, isCooling ? coolUntil : 0))
      }
    }
    return next == .max ? nil : next
  }

  /// Whether interfaces are added and detached.
  ///
  /// On a cordoned node they are not, unless `AWS_MANAGE_ENIS_NON_SCHEDULABLE` is set.
  var managesInterfaces: Bool { !isCordoned || agent.managesCordonedNodes }
}
