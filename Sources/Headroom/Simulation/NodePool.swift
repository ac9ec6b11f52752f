/// The pool of addresses that the agent of one node keeps, and its passes: a node alone and a node of a fleet are both
/// this, with other sources of addresses.
///
/// Time is passed in, in seconds, and never goes back.
struct NodePool {
  /// An address that became free.
  struct Freed {
    let at: Int
    let interface: Int32
    let slot: Int32
  }

  var policy: NodeSimulator.Policy
  /// Where orders are drawn from instead, as upstream takes any; `nil` for the stated policy.
  var random: SplitMix64?
  let unmanaged: Int
  var rules: PoolPolicy
  var agent: AgentSettings
  var interfaces: [NodeInterface]
  var nextID: Int32 = 1
  /// Pods that wait for an address.
  var waiting = 0
  /// The seats of pods that got an address since somebody looked, first come first; if anybody looks.
  var seats: [NodeSimulator.Seat] = []
  let recordsSeats: Bool
  var isCordoned = false
  /// Whether a trunk was asked for, which the next pass attaches.
  var asksForTrunk = false
  var lastRelease = Int.min / 2
  var pausedUntil = Int.min / 2
  /// Addresses that cool, first freed first, from a place on.
  var freed: [Freed] = []
  var firstFreed = 0
  /// Grows whenever anything changes.
  var changes = 0

  /// Seconds without growth after a subnet had nothing to give.
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

  /// What the agent counts; prefixes on excluded interfaces are counted as well, as upstream does.
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

  /// Addresses that cool on slots that count.
  var coolingAddresses: Int {
    interfaces.reduce(0) { sum, interface in
      interface.slots.reduce(sum) {
        $0 + (interface.counts($1, usingPrefixes: rules.usesPrefixes) ? Int($1.cooling) : 0)
      }
    }
  }

  /// Addresses taken from subnets: one an interface, and what its slots hold.
  var subnetAddresses: Int {
    interfaces.reduce(0) { sum, interface in interface.slots.reduce(sum + 1) { $0 + $1.capacity } }
  }

  /// Numbers below a count in an order that is drawn; `nil` where the policy states it.
  mutating func drawnOrder(_ count: Int) -> [Int]? {
    guard random != nil else { return nil }
    var order = Array(0..<count)
    for place in order.indices.dropLast() { order.swapAt(place, place + random!.next(below: count - place)) }
    return order
  }

  // MARK: Passes

  /// Starts the agent: what the other mode left unused goes, and the pool grows once if it is too low.
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

  /// Restarts the agent: ages of interfaces and cooling addresses are forgotten.
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

  /// Runs one pass; `true` if it changed anything.
  @discardableResult
  mutating func runPass(_ clock: Int, _ source: inout some AddressSource) -> Bool {
    let before = changes
    warmUp(clock)
    assign()
    if asksForTrunk { attachTrunk(clock, &source) }
    guard !agent.isFrozen else { return changes != before }
    askForTrunk()
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

  /// When a pass could next do something after one that changed nothing, if no pod comes or goes; `nil` for never.
  ///
  /// All that hangs on the clock: cooling, the pauses, the age of an interface. What hangs on the subnets is asked for at
  /// every pass.
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

  /// Whether interfaces come and go: not on a cordoned node, unless the agent is told so.
  var managesInterfaces: Bool { !isCordoned || agent.managesCordonedNodes }
}
