/// One pass of the agent: look, grow or release, detach.
extension NodeSimulator {
  /// What the agent counts.
  struct Pool {
    var total = 0, used = 0, cooling = 0
    /// All /28 slots, and those without a pod, on excluded interfaces as well.
    var prefixes = 0, freePrefixes = 0

    var available: Int { total - used }
  }

  /// Seconds between releases, before a new interface may go, and without growth after a subnet was dry.
  private static let releasePause = 30, minimumAge = 60, backOff = 120

  func pool() -> Pool {
    var pool = Pool()
    for interface in interfaces {
      for slot in interface.slots {
        if slot.isPrefix {
          pool.prefixes += 1
          if slot.used == 0 { pool.freePrefixes += 1 }
        }
        guard !interface.isExcluded, slot.isPrefix == rules.usesPrefixes else { continue }
        pool.total += slot.capacity
        pool.used += slot.used
        pool.cooling += slot.freedAt.count
      }
    }
    return pool
  }

  /// Starts the agent: what the other mode left unused goes, and the pool grows once if it is too low.
  mutating func startAgent() {
    for index in interfaces.indices {
      let isExcluded = interfaces[index].isExcluded
      let usesPrefixes = rules.usesPrefixes
      freeSlots(of: index) { $0.used == 0 && (isExcluded || $0.isPrefix != usesPrefixes) }
    }
    askForTrunk()
    if isTooLow(pool()) { grow() }
    assign()
  }

  /// Runs one pass; `true` if it changed anything.
  mutating func runPass() -> Bool {
    let before = (interfaces.map(\.id), interfaces.map(\.slots.count), waiting, interfaces.map(\.cooling))
    warmUp()
    assign()
    if asksForTrunk { attachTrunk() }
    guard !agent.isFrozen else { return before.2 != waiting }
    askForTrunk()
    let pool = pool()
    if isTooLow(pool) {
      grow()
    } else if clock - lastRelease > Self.releasePause {
      let over = surplus(pool)
      if over > 0 {
        release(over)
        lastRelease = clock
      }
    }
    if !isCordoned || agent.managesCordonedNodes, mayDetach(pool) { detachOne() }
    assign()
    return before.0 != interfaces.map(\.id) || before.1 != interfaces.map(\.slots.count) || before.2 != waiting
      || before.3 != interfaces.map(\.cooling)
  }

  // MARK: What is wanted

  /// What the IP targets lack and have too much of, in slots.
  private func addressTarget(_ pool: Pool, warm: Int, minimum: Int) -> (short: Int, over: Int) {
    let short = max(max(warm - pool.available, 0), minimum - pool.total)
    guard rules.usesPrefixes else {
      return (short, max(min(max(pool.available - warm, 0), pool.total - minimum), 0))
    }
    let forWarm = (pool.used + warm).dividedRoundingUp(by: 16)
    let forMinimum = minimum.dividedRoundingUp(by: 16)
    let over = max(min(pool.freePrefixes, pool.prefixes - forWarm), 0)
    return (short.dividedRoundingUp(by: 16), max(min(over, pool.prefixes - forMinimum), 0))
  }

  private func isTooLow(_ pool: Pool) -> Bool {
    if pool.total >= rules.maxPods { return false }
    switch rules.target {
    case .addresses(let warm, let minimum): return addressTarget(pool, warm: warm, minimum: minimum).short > 0
    case .prefixes(let warm): return pool.available < 16 * warm || (warm == 0 && pool.available == 0)
    case .interfaces(let warm):
      return pool.available < rules.addressesPerInterface * warm || (warm == 0 && pool.available == 0)
    }
  }

  private func surplus(_ pool: Pool) -> Int {
    switch rules.target {
    case .addresses(let warm, let minimum): addressTarget(pool, warm: warm, minimum: minimum).over
    case .prefixes(let warm): max(pool.freePrefixes - warm, 0)
    case .interfaces: 0
    }
  }

  // MARK: Growth

  /// One growth step: an interface with free slots is filled, or a new one is attached.
  private mutating func grow() {
    guard !agent.isFrozen, !isCordoned || agent.managesCordonedNodes, clock >= pausedUntil else { return }
    let pool = pool()
    let wanted =
      switch rules.target {
      case .addresses(let warm, let minimum):
        rules.usesPrefixes
          ? max(1, addressTarget(pool, warm: warm, minimum: minimum).short)
          : addressTarget(pool, warm: warm, minimum: minimum).short
      case .prefixes(let warm): max(1, warm - pool.freePrefixes)
      case .interfaces: rules.slotsPerInterface
      }
    guard wanted > 0 else { return }
    let open = interfaces.indices.filter {
      servesPods($0) && !interfaces[$0].isExcluded && interfaces[$0].slots.count < rules.slotsPerInterface
    }
    for index in policy == .packed ? open : open.reversed() {
      let count = min(rules.slotsPerInterface - interfaces[index].slots.count, wanted)
      for attempt in count > 1 ? [count, 1] : [1] {
        guard let refusal = take(slots: attempt, interface: 0, inPodSubnet: interfaces[index].isInPodSubnet) else {
          addSlots(attempt, to: index)
          return
        }
        guard attempt == 1 else { continue }
        if refusal == .insufficient {
          // With discovery the next interface is tried: its subnet may be another.
          guard !agent.discoversSubnets else { break }
          pausedUntil = clock + Self.backOff + 1
        }
        return
      }
    }
    let reserved = rules.reservesTrunk && !interfaces.contains(where: \.isTrunk) ? 1 : 0
    if interfaces.count < rules.interfaces - unmanaged - reserved { attach(wanted) }
  }

  /// A new interface with its slots, all or nothing.
  private mutating func attach(_ wanted: Int) {
    let count = min(wanted, rules.slotsPerInterface)
    switch take(slots: count, interface: 1, inPodSubnet: attachesToPodSubnet) {
    case nil:
      append(isTrunk: false)
      addSlots(count, to: interfaces.count - 1)
    case .insufficient: pausedUntil = clock + Self.backOff + 1
    case .other: break
    }
  }

  private mutating func addSlots(_ count: Int, to index: Int) {
    for _ in 0..<count {
      interfaces[index].slots.append(NodeInterface.Slot(id: nextID, isPrefix: rules.usesPrefixes))
      nextID += 1
    }
  }

  /// Whether new interfaces go to the pods' subnet.
  private var attachesToPodSubnet: Bool { settings.customNetworking && podSubnet != nil }

  private mutating func append(isTrunk: Bool) {
    var interface = NodeInterface(id: nextID, attachedAt: clock)
    nextID += 1
    interface.isTrunk = isTrunk
    interface.isInPodSubnet = attachesToPodSubnet
    interfaces.append(interface)
  }

  /// Asks EC2 for slots and for an interface's own address; `nil` if it gives them.
  private mutating func take(slots: Int, interface: Int, inPodSubnet: Bool) -> Refusal? {
    calls += 1
    if clock < refusesUntil { return .other }
    let addresses = interface + (rules.usesPrefixes ? 0 : slots)
    let blocks = rules.usesPrefixes ? slots : 0
    let isTaken =
      inPodSubnet
      ? podSubnet!.take(addresses: addresses, blocks: blocks) : subnet.take(addresses: addresses, blocks: blocks)
    return isTaken ? nil : .insufficient
  }

  private mutating func give(addresses: Int, blocks: Int, inPodSubnet: Bool) {
    calls += 1
    if inPodSubnet {
      podSubnet!.give(addresses: addresses, blocks: blocks)
    } else {
      subnet.give(addresses: addresses, blocks: blocks)
    }
  }

  private mutating func askForTrunk() {
    asksForTrunk =
      rules.attachesTrunk && !interfaces.contains(where: \.isTrunk) && interfaces.count < rules.interfaces - unmanaged
  }

  private mutating func attachTrunk() {
    guard !interfaces.contains(where: \.isTrunk), interfaces.count < rules.interfaces - unmanaged,
      clock >= refusesUntil
    else { return }
    let isTaken =
      attachesToPodSubnet ? podSubnet!.take(addresses: 1, blocks: 0) : subnet.take(addresses: 1, blocks: 0)
    guard isTaken else { return }
    calls += 1
    append(isTrunk: true)
  }

  // MARK: Release

  /// Frees slots without pods, cooling ones included.
  private mutating func release(_ count: Int) {
    var left = count
    for index in policy == .packed ? Array(interfaces.indices.reversed()) : Array(interfaces.indices) where left > 0 {
      left -= freeSlots(of: index, most: left) { $0.used == 0 }
    }
  }

  /// Frees slots of an interface, the newest first (spread: the oldest); returns how many.
  @discardableResult
  mutating func freeSlots(
    of index: Int, most: Int = .max, where mayGo: (NodeInterface.Slot) -> Bool
  ) -> Int {
    let slots = interfaces[index].slots
    let order = policy == .packed ? Array(slots.indices.reversed()) : Array(slots.indices)
    let gone = order.filter { mayGo(slots[$0]) }.prefix(most)
    guard !gone.isEmpty, clock >= refusesUntil else { return 0 }
    let places = Set(gone)
    let prefixes = places.count { slots[$0].isPrefix }
    interfaces[index].slots = slots.indices.filter { !places.contains($0) }.map { slots[$0] }
    give(
      addresses: places.count - prefixes, blocks: prefixes, inPodSubnet: interfaces[index].isInPodSubnet)
    return places.count
  }

  private func mayDetach(_ pool: Pool) -> Bool {
    let enough: Bool
    switch rules.target {
    case .addresses: return true
    case .prefixes(let warm), .interfaces(let warm):
      enough = pool.available >= (warm + 1) * rules.addressesPerInterface
    }
    return enough || rules.usesPrefixes && interfaces.dropFirst().contains { !$0.isTrunk && $0.pods == 0 }
  }

  /// Detaches the newest interface (spread: the oldest) that may go.
  private mutating func detachOne() {
    let order = policy == .packed ? Array(interfaces.indices.reversed()) : Array(interfaces.indices)
    guard clock >= refusesUntil, let index = order.first(where: { mayDetach(interface: $0) }) else { return }
    let slots = interfaces[index].slots
    let prefixes = slots.count { $0.isPrefix }
    let isInPodSubnet = interfaces.remove(at: index).isInPodSubnet
    give(addresses: 1 + slots.count - prefixes, blocks: prefixes, inPodSubnet: isInPodSubnet)
  }

  private func mayDetach(interface index: Int) -> Bool {
    let interface = interfaces[index]
    guard index > 0, !interface.isTrunk, interface.pods == 0, interface.cooling == 0,
      clock - interface.attachedAt >= Self.minimumAge
    else { return false }
    var free = 0
    var total = 0
    var freePrefixes = 0
    for (other, item) in interfaces.enumerated() where other != index && !item.isExcluded {
      for slot in item.slots {
        if slot.isPrefix, slot.used == 0 { freePrefixes += 1 }
        guard slot.isPrefix == rules.usesPrefixes else { continue }
        total += slot.capacity
        free += slot.capacity - slot.used
      }
    }
    let unit = rules.addressesPerSlot
    if case .addresses(let warm, let minimum) = rules.target {
      if warm != 0, free < warm.dividedRoundingUp(by: unit) * unit { return false }
      if minimum != 0, total < minimum.dividedRoundingUp(by: unit) * unit { return false }
    }
    return !rules.usesPrefixes || rules.warmPrefixTarget == 0 || freePrefixes >= rules.warmPrefixTarget
  }
}
