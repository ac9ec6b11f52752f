extension WarmPool {
  /// Returns the largest pool of a node to which some of its pods came one at a time and the others at once.
  ///
  /// While pods wait, ipamd asks for as many spare addresses or prefixes as it wants in total, so its last request may
  /// pass max pods by more than a request for a single pod does. ipamd keeps what it has too much then, because max
  /// pods only stop its growth. An `m5.xlarge` with `WARM_PREFIX_TARGET` 2 and 95 pods holds 7 prefixes if the pods
  /// come one by one, and 8 if they come at once.
  ///
  /// - Parameters:
  ///   - pods: The number of pods that want an address.
  ///   - policy: The rules of the node's pool.
  ///   - settled: The pool after growth by one pod at a time.
  static func afterBurst(pods: Int, policy: PoolPolicy, settled: Holding) -> Holding {
    let most = policy.podInterfaces * policy.slotsPerInterface
    let before = settled.slots.reduce(0, +)
    // Only a request for several slots can pass max pods, and only if max pods stopped the growth.
    guard policy.mostSlotsPerRequest > 1, before < most, before < policy.slotsWithoutMaxPods(pods: pods) else {
      return settled
    }
    var largest = before
    var start = -1
    var starts = SettledTotals(policy)
    for first in 0...pods {
      let total = starts.total(pods: first)
      guard total != start else { continue }
      start = total
      largest = max(largest, policy.grown(from: start, pods: pods, most: most))
    }
    guard largest > before else { return settled }
    return Holding(
      slots: layout(largest, policy: policy), addressesPerSlot: policy.addressesPerSlot,
      served: min(pods, largest * policy.addressesPerSlot))
  }

  /// The settled slots of a node for rising numbers of pods.
  private struct SettledTotals {
    let policy: PoolPolicy
    private var growth: GrowingPool?

    init(_ policy: PoolPolicy) { self.policy = policy }

    mutating func total(pods: Int) -> Int {
      if let form = closedForm(pods: pods, policy: policy) { return form.slots.reduce(0, +) }
      var growth = growth ?? GrowingPool(policy)
      defer { self.growth = growth }
      return growth.holding(pods: pods).slots.reduce(0, +)
    }
  }
}

extension PoolPolicy {
  /// The largest number of slots that ipamd asks for in one request because of its warm target.
  fileprivate var mostSlotsPerRequest: Int {
    switch target {
    case .addresses(let warm, _): slots(for: warm)
    case .prefixes(let warm): warm
    // Without IP targets, ipamd always fills whole interfaces, one by one, however many pods wait.
    case .interfaces: 1
    }
  }

  /// Returns the number of slots that the warm target asks for if max pods did not stop the growth.
  fileprivate func slotsWithoutMaxPods(pods: Int) -> Int {
    switch target {
    case .addresses(let warm, let minimum): max(slots(for: pods + warm), slots(for: minimum))
    case .prefixes(let warm): slots(for: pods) + warm
    case .interfaces: 0
    }
  }

  /// Returns the slots that a pool holds in the end if it grows from a number of slots while all pods wait.
  fileprivate func grown(from start: Int, pods: Int, most: Int) -> Int {
    func state(_ slots: Int) -> PoolState {
      let total = slots * addressesPerSlot
      let used = min(pods, total)
      return PoolState(total: total, used: used, prefixes: slots, freePrefixes: slots - self.slots(for: used))
    }
    var held = start
    while held < most, isTooLow(state(held)) {
      // A request fills one interface at most.
      let open = slotsPerInterface - held % slotsPerInterface
      let asked = min(slotsToRequest(state(held)), open)
      guard asked > 0 else { break }
      held += asked
    }
    return held - min(held, surplus(state(held)))
  }
}
