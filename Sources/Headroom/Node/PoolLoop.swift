/// ipamd's pool of addresses on one node, pass by pass, while pods only arrive.
///
/// Pods are packed: each takes the oldest free address. As none leaves, the pods always hold the first addresses in
/// attach order, so a count is all there is to know of them; an interface is the number of its slots.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct PoolLoop {
  let rules: PoolRules
  /// Slots by interface, in attach order.
  private(set) var slots = [0]
  private var attachedAt = [0]
  private var trunk: Int?
  private var trunkIsAskedFor = false
  private var clock = 0
  private var lastRelease = -1000
  /// Pods that want an address.
  private(set) var pods = 0

  /// Seconds between two passes, after a release before the next, and before a new interface may go.
  private static let pass = 5, releasePause = 30, minimumAge = 60

  /// An empty node whose agent has just started: it asks for a trunk and makes one growth step.
  init(_ rules: PoolRules) {
    self.rules = rules
    askForTrunk()
    if isTooLow { grow() }
  }

  var total: Int { slots.reduce(0, +) * rules.addressesPerSlot }
  var used: Int { min(pods, total) }
  private var available: Int { total - used }
  private var prefixes: Int { slots.reduce(0, +) }
  private var freePrefixes: Int { prefixes - used.dividedRoundingUp(by: rules.addressesPerSlot) }
  var subnetAddresses: Int { slots.count + total }

  /// One more pod wants an address.
  mutating func addPod() {
    pods += 1
  }

  /// Runs one pass; `false` if it changed nothing and no later one will.
  mutating func runPass() -> Bool {
    let before = slots
    if trunkIsAskedFor, trunk == nil, slots.count < rules.interfaces { attachTrunk() }
    askForTrunk()
    let mayDrop = mayDropInterface
    let isLow = isTooLow
    let isHigh = !isLow && surplus > 0
    if isLow {
      grow()
    } else if isHigh, clock - lastRelease > Self.releasePause {
      release(surplus)
      lastRelease = clock
    }
    if mayDrop, let newest = droppable.last(where: { clock - attachedAt[$0] >= Self.minimumAge }) {
      drop(newest)
    }
    clock += Self.pass
    let waitsForTimer =
      isHigh || (mayDropInterface && !droppable.isEmpty)
      || (trunkIsAskedFor && trunk == nil && slots.count < rules.interfaces)
    return slots != before || waitsForTimer
  }

  // MARK: Growth

  /// What the IP targets lack and have too much of, in slots.
  private func addressTarget(warm: Int, minimum: Int) -> (short: Int, over: Int) {
    let short = max(max(warm - available, 0), minimum - total)
    guard rules.usesPrefixes else {
      return (short, max(min(max(available - warm, 0), total - minimum), 0))
    }
    let neededForWarm = (used + warm).dividedRoundingUp(by: 16)
    let neededForMinimum = minimum.dividedRoundingUp(by: 16)
    let over = max(min(freePrefixes, prefixes - neededForWarm), 0)
    return (short.dividedRoundingUp(by: 16), max(min(over, prefixes - neededForMinimum), 0))
  }

  private var isTooLow: Bool {
    if total >= rules.maxPods { return false }
    switch rules.target {
    case .addresses(let warm, let minimum): return addressTarget(warm: warm, minimum: minimum).short > 0
    case .prefixes(let warm): return available < 16 * warm || (warm == 0 && available == 0)
    case .interfaces(let warm):
      return available < rules.addressesPerInterface * warm || (warm == 0 && available == 0)
    }
  }

  /// One growth step: the oldest interface with free slots is filled, or a new one is attached.
  private mutating func grow() {
    let wanted =
      switch rules.target {
      case .addresses(let warm, let minimum):
        rules.usesPrefixes
          ? max(1, addressTarget(warm: warm, minimum: minimum).short)
          : addressTarget(warm: warm, minimum: minimum).short
      case .prefixes(let warm): max(1, warm - freePrefixes)
      case .interfaces: rules.addressesPerInterface
      }
    guard wanted > 0 else { return }
    if let oldest = slots.indices.first(where: { servesPods($0) && slots[$0] < rules.slotsPerInterface }) {
      slots[oldest] += min(rules.slotsPerInterface - slots[oldest], wanted)
    } else if slots.count < rules.interfaces - (rules.reservesTrunk && trunk == nil ? 1 : 0) {
      slots.append(min(wanted, rules.slotsPerInterface))
      attachedAt.append(clock)
    }
  }

  private func servesPods(_ interface: Int) -> Bool {
    interface != trunk && (interface > 0 || rules.primaryServesPods)
  }

  private mutating func askForTrunk() {
    if rules.attachesTrunk, slots.count < rules.interfaces { trunkIsAskedFor = true }
  }

  private mutating func attachTrunk() {
    trunk = slots.count
    slots.append(0)
    attachedAt.append(clock)
  }

  // MARK: Release

  /// Slots that may be released.
  private var surplus: Int {
    switch rules.target {
    case .addresses(let warm, let minimum): addressTarget(warm: warm, minimum: minimum).over
    case .prefixes(let warm): max(freePrefixes - warm, 0)
    case .interfaces: 0
    }
  }

  /// Frees slots without pods, the newest first.
  private mutating func release(_ count: Int) {
    var count = count
    for interface in slots.indices.reversed() {
      let freed = min(count, freeSlots(of: interface))
      slots[interface] -= freed
      count -= freed
    }
  }

  /// Addresses held by the interfaces before this one.
  private func addresses(before interface: Int) -> Int {
    slots[..<interface].reduce(0, +) * rules.addressesPerSlot
  }

  private func pods(on interface: Int) -> Int {
    min(max(0, used - addresses(before: interface)), slots[interface] * rules.addressesPerSlot)
  }

  private func freeSlots(of interface: Int) -> Int {
    slots[interface] - pods(on: interface).dividedRoundingUp(by: rules.addressesPerSlot)
  }

  private var mayDropInterface: Bool {
    let enough: Bool
    switch rules.target {
    case .addresses: return true
    case .prefixes(let warm): enough = available >= (warm + 1) * rules.addressesPerInterface
    case .interfaces(let warm): enough = available >= (warm + 1) * rules.addressesPerInterface
    }
    return enough || rules.usesPrefixes && slots.indices.dropFirst().contains { $0 != trunk && pods(on: $0) == 0 }
  }

  /// Interfaces that could go, whatever their age.
  private var droppable: [Int] {
    slots.indices.dropFirst().filter { interface in
      guard interface != trunk, pods(on: interface) == 0 else { return false }
      let unit = rules.addressesPerSlot
      let others = total - slots[interface] * unit
      if case .addresses(let warm, let minimum) = rules.target {
        if warm != 0, others - used < warm.dividedRoundingUp(by: unit) * unit { return false }
        if minimum != 0, others < minimum.dividedRoundingUp(by: unit) * unit { return false }
      }
      guard rules.usesPrefixes, rules.warmPrefixTarget != 0 else { return true }
      return freePrefixes - freeSlots(of: interface) >= rules.warmPrefixTarget
    }
  }

  private mutating func drop(_ interface: Int) {
    slots.remove(at: interface)
    attachedAt.remove(at: interface)
    if let trunk, trunk > interface { self.trunk = trunk - 1 }
  }
}
