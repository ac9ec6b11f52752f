/// A simulation of ipamd's pool of addresses on one node, pass by pass, while pods only arrive.
///
/// Pods are packed: each gets the oldest free address. Because none leaves, the pods always use the first addresses in
/// the order in which they were attached. So the number of pods is all that has to be known about them, and an
/// interface is described by the number of its slots.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct PoolLoop {
  let policy: PoolPolicy
  /// The number of slots of each interface, in the order in which the interfaces were attached.
  private(set) var slots = [0]
  private var attachedAt = [0]
  private var trunk: Int?
  private var trunkIsAskedFor = false
  private var clock = 0
  private var lastRelease = -1000
  /// The number of pods that want an address.
  private(set) var pods = 0

  /// Creates an empty node whose agent has just started: it has asked for a trunk and made one growth step.
  init(_ policy: PoolPolicy) {
    self.policy = policy
    askForTrunk()
    if policy.isTooLow(state) { grow() }
  }

  var total: Int { slots.reduce(0, +) * policy.addressesPerSlot }
  var used: Int { min(pods, total) }
  private var state: PoolState {
    let prefixes = slots.reduce(0, +)
    let total = prefixes * policy.addressesPerSlot
    let used = min(pods, total)
    return PoolState(total: total, used: used, prefixes: prefixes, freePrefixes: prefixes - policy.slots(for: used))
  }
  var subnetAddresses: Int { slots.count + total }

  /// Adds one more pod that wants an address.
  mutating func addPod() {
    pods += 1
  }

  /// Runs one pass and returns whether it, or a later one, can change anything.
  mutating func runPass() -> Bool {
    let before = slots
    if trunkIsAskedFor, trunk == nil, slots.count < policy.interfaces { attachTrunk() }
    askForTrunk()
    let state = state
    let mayDrop = mayDropInterface(state)
    let isLow = policy.isTooLow(state)
    let surplus = isLow ? 0 : policy.surplus(state)
    if isLow {
      grow()
    } else if surplus > 0, clock - lastRelease > PoolPolicy.releasePause {
      release(surplus)
      lastRelease = clock
    }
    if mayDrop, let newest = droppable.last(where: { clock - attachedAt[$0] >= PoolPolicy.minimumAge }) {
      drop(newest)
    }
    clock += PoolPolicy.pass
    let waitsForTimer =
      surplus > 0 || (mayDropInterface(self.state) && !droppable.isEmpty)
      || (trunkIsAskedFor && trunk == nil && slots.count < policy.interfaces)
    return slots != before || waitsForTimer
  }

  // MARK: Growth

  /// Makes one growth step: fills the oldest interface with free slots, or attaches a new one.
  private mutating func grow() {
    let wanted = policy.slotsToRequest(state)
    guard wanted > 0 else { return }
    if let oldest = slots.indices.first(where: { servesPods($0) && slots[$0] < policy.slotsPerInterface }) {
      slots[oldest] += min(policy.slotsPerInterface - slots[oldest], wanted)
    } else if slots.count < policy.interfaces - (policy.reservesTrunk && trunk == nil ? 1 : 0) {
      slots.append(min(wanted, policy.slotsPerInterface))
      attachedAt.append(clock)
    }
  }

  private func servesPods(_ interface: Int) -> Bool {
    interface != trunk && (interface > 0 || policy.primaryServesPods)
  }

  private mutating func askForTrunk() {
    if policy.attachesTrunk, slots.count < policy.interfaces { trunkIsAskedFor = true }
  }

  private mutating func attachTrunk() {
    trunk = slots.count
    slots.append(0)
    attachedAt.append(clock)
  }

  // MARK: Release

  /// Releases slots without pods, the newest first.
  private mutating func release(_ count: Int) {
    var count = count
    for interface in slots.indices.reversed() {
      let freed = min(count, freeSlots(of: interface))
      slots[interface] -= freed
      count -= freed
    }
  }

  /// Returns the number of addresses held by the interfaces before this one.
  private func addresses(before interface: Int) -> Int {
    slots[..<interface].reduce(0, +) * policy.addressesPerSlot
  }

  private func pods(on interface: Int) -> Int {
    min(max(0, used - addresses(before: interface)), slots[interface] * policy.addressesPerSlot)
  }

  private func freeSlots(of interface: Int) -> Int {
    slots[interface] - pods(on: interface).dividedRoundingUp(by: policy.addressesPerSlot)
  }

  private func mayDropInterface(_ state: PoolState) -> Bool {
    policy.mayDetach(state) { slots.indices.dropFirst().contains { $0 != trunk && pods(on: $0) == 0 } }
  }

  /// The interfaces that could be detached, whatever their age.
  private var droppable: [Int] {
    let state = state
    return slots.indices.dropFirst().filter { interface in
      guard interface != trunk, pods(on: interface) == 0 else { return false }
      return policy.maySpare(slots[interface] * policy.addressesPerSlot, of: state) {
        state.freePrefixes - freeSlots(of: interface)
      }
    }
  }

  private mutating func drop(_ interface: Int) {
    slots.remove(at: interface)
    attachedAt.remove(at: interface)
    if let trunk, trunk > interface { self.trunk = trunk - 1 }
  }
}
