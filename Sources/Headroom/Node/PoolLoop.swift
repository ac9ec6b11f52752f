/// ipamd's pool of addresses on one node, pass by pass, while pods only arrive.
///
/// Pods are packed: each takes the oldest free address. As none leaves, the pods always hold the first addresses in
/// attach order, so a count is all there is to know of them; an interface is the number of its slots.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct PoolLoop {
  let policy: PoolPolicy
  /// Slots by interface, in attach order.
  private(set) var slots = [0]
  private var attachedAt = [0]
  private var trunk: Int?
  private var trunkIsAskedFor = false
  private var clock = 0
  private var lastRelease = -1000
  /// Pods that want an address.
  private(set) var pods = 0

  /// An empty node whose agent has just started: it asks for a trunk and makes one growth step.
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

  /// One more pod wants an address.
  mutating func addPod() {
    pods += 1
  }

  /// Runs one pass; `false` if it changed nothing and no later one will.
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

  /// One growth step: the oldest interface with free slots is filled, or a new one is attached.
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

  /// Interfaces that could go, whatever their age.
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
