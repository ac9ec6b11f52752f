/// The rules by which the CNI's agent ipamd grows and shrinks the address pool of one node, as pure functions.
///
/// All models of the agent use this type: the formula for a settled pool, the loop that grows a pool pod by pod and the
/// simulation over time.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct PoolPolicy: Hashable, Sendable {
  /// The number of interfaces that may be attached.
  let interfaces: Int
  /// The number of slots of an interface that can serve pods.
  let slotsPerInterface: Int
  /// The number of addresses in a slot: 1, or 16 with prefixes.
  let addressesPerSlot: Int
  /// Whether the primary interface serves pods.
  let primaryServesPods: Bool
  /// Whether an interface is kept free for a trunk.
  let reservesTrunk: Bool
  /// Whether a trunk is really attached.
  let attachesTrunk: Bool
  /// The settings that drive growth.
  let target: CNISettings.WarmTarget
  /// `WARM_PREFIX_TARGET`, which can prevent the removal of an interface even while IP targets drive growth.
  let warmPrefixTarget: Int
  /// `Node.status.capacity.pods`: growth stops once this number of addresses is held.
  let maxPods: Int

  /// Creates the rules of a node.
  ///
  /// - Parameter maxPods: The node's max pods value; by default the recommended one, or the possible one if that is not
  ///   known.
  init(type: InstanceType, settings: CNISettings, maxPods: Int?) {
    interfaces = settings.interfaces(on: type)
    slotsPerInterface = type.podSlotsPerInterface
    addressesPerSlot = settings.usesPrefixes(on: type) ? 16 : 1
    primaryServesPods = !settings.customNetworking
    reservesTrunk = settings.podENI && type.reservesTrunk
    attachesTrunk = settings.podENI && type.supportsTrunking == true
    target = settings.warmTarget(on: type)
    warmPrefixTarget = min(max(settings.warmPrefixTarget, 0), CNISettings.largestTarget)
    let node = MaxPods(on: type, settings: settings)
    self.maxPods = max(1, maxPods ?? node.recommended ?? node.possible)
  }

  /// The number of seconds between two passes of the agent.
  static let pass = 5
  /// The number of seconds that must pass after a release before the next one.
  static let releasePause = 30
  /// The number of seconds for which a new interface is not detached.
  static let minimumAge = 60
}

extension PoolPolicy {
  /// Whether slots hold prefixes.
  var usesPrefixes: Bool { addressesPerSlot == 16 }

  /// The number of addresses of a full interface.
  var addressesPerInterface: Int { slotsPerInterface * addressesPerSlot }

  /// The number of interfaces that can hold pod addresses.
  var podInterfaces: Int {
    max(0, interfaces - (primaryServesPods ? 0 : 1) - (reservesTrunk && interfaces > 1 ? 1 : 0))
  }

  /// The largest number of pods that the pool ever serves, however long pods wait.
  ///
  /// With `MINIMUM_IP_TARGET` alone ipamd keeps no spare address, so the pool never grows beyond the minimum.
  var servablePods: Int {
    let most = podInterfaces * slotsPerInterface
    guard case .addresses(warm: 0, let minimum) = target else { return most * addressesPerSlot }
    return min(slots(for: minimum), most) * addressesPerSlot
  }

  /// Returns the number of slots that a number of addresses needs.
  func slots(for addresses: Int) -> Int { addresses.dividedRoundingUp(by: addressesPerSlot) }
}

/// The numbers on which the agent bases its decisions.
struct PoolState: Hashable, Sendable {
  /// The number of addresses that are held for pods, and of those that pods use.
  var total = 0, used = 0
  /// The number of all prefixes, and of those that no pod uses.
  var prefixes = 0, freePrefixes = 0

  /// The number of addresses that no pod uses, including those that are cooling down.
  var available: Int { total - used }
}

extension PoolPolicy {
  /// Returns whether the pool has fewer addresses than wanted, so that it grows by one step.
  func isTooLow(_ state: PoolState) -> Bool {
    // ipamd stops growing once it holds as many addresses as the node may have pods, whatever the targets ask for.
    if state.total >= maxPods { return false }
    switch target {
    case .addresses(let warm, let minimum): return addressTarget(state, warm: warm, minimum: minimum).short > 0
    // With a target of 0, ipamd still grows when no address is left for the next pod.
    case .prefixes(let warm): return state.available < 16 * warm || (warm == 0 && state.available == 0)
    case .interfaces(let warm):
      return state.available < addressesPerInterface * warm || (warm == 0 && state.available == 0)
    }
  }

  /// Returns the number of slots that a growth step asks EC2 for.
  func slotsToRequest(_ state: PoolState) -> Int {
    switch target {
    case .addresses(let warm, let minimum):
      let short = addressTarget(state, warm: warm, minimum: minimum).short
      return usesPrefixes ? max(1, short) : short
    case .prefixes(let warm): return max(1, warm - state.freePrefixes)
    // Without IP targets, ipamd always fills an interface completely.
    case .interfaces: return slotsPerInterface
    }
  }

  /// Returns the number of slots that are more than wanted and may be released.
  func surplus(_ state: PoolState) -> Int {
    switch target {
    case .addresses(let warm, let minimum): addressTarget(state, warm: warm, minimum: minimum).over
    case .prefixes(let warm): max(state.freePrefixes - warm, 0)
    // Without IP targets and prefixes, only whole interfaces are released.
    case .interfaces: 0
    }
  }

  /// Returns the number of slots that are missing according to the IP targets, and the number that is too many.
  private func addressTarget(_ state: PoolState, warm: Int, minimum: Int) -> (short: Int, over: Int) {
    let short = max(max(warm - state.available, 0), minimum - state.total)
    guard usesPrefixes else {
      return (short, max(min(max(state.available - warm, 0), state.total - minimum), 0))
    }
    // A prefix is released only if the others are enough for the pods, the warm addresses and the minimum.
    let over = max(min(state.freePrefixes, state.prefixes - slots(for: state.used + warm)), 0)
    return (slots(for: short), max(min(over, state.prefixes - slots(for: minimum)), 0))
  }

  /// Returns whether the pool is so large that an interface might be detached.
  ///
  /// - Parameter hasIdleInterface: Whether an interface other than the primary one and the trunk has no pod.
  func mayDetach(_ state: PoolState, hasIdleInterface: () -> Bool) -> Bool {
    switch target {
    case .addresses: return true
    case .prefixes(let warm), .interfaces(let warm):
      if state.available >= (warm + 1) * addressesPerInterface { return true }
      // In prefix mode, ipamd looks for an interface without pods, however many addresses are free.
      return usesPrefixes && hasIdleInterface()
    }
  }

  /// Returns whether the other interfaces hold enough addresses without an interface that no pod uses.
  ///
  /// The age of the interface is not considered.
  ///
  /// - Parameters:
  ///   - addresses: The number of addresses of the interface.
  ///   - state: The state of the whole pool.
  ///   - emptySlotsElsewhere: Returns the number of slots without pods on the other interfaces.
  func maySpare(_ addresses: Int, of state: PoolState, emptySlotsElsewhere: () -> Int) -> Bool {
    let others = state.total - addresses
    if case .addresses(let warm, let minimum) = target {
      if warm != 0, others - state.used < slots(for: warm) * addressesPerSlot { return false }
      if minimum != 0, others < slots(for: minimum) * addressesPerSlot { return false }
    }
    guard usesPrefixes, warmPrefixTarget != 0 else { return true }
    return emptySlotsElsewhere() >= warmPrefixTarget
  }
}
