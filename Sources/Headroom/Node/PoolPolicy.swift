/// The rules by which the CNI's agent ipamd grows and shrinks the address pool of one node, as pure functions.
///
/// Everything that models the agent asks this type: the closed form of a settled pool, the loop that grows a pool pod by
/// pod, and the simulation over time.
///
/// Source: `pkg/ipamd/ipamd.go` and `pkg/ipamd/datastore/data_store.go` of aws/amazon-vpc-cni-k8s v1.23.1.
struct PoolPolicy: Hashable, Sendable {
  /// The number of interfaces that may be attached.
  let interfaces: Int
  /// The slots of an interface that can serve pods.
  let slotsPerInterface: Int
  /// The addresses in a slot: 1, or 16 with prefixes.
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
  /// `Node.status.capacity.pods`: growth stops once as many addresses are held.
  let maxPods: Int

  /// Creates the rules of a node.
  ///
  /// - Parameter maxPods: The node's max pods; by default the recommended number, or the possible one if that is not
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

  /// Seconds between two passes of the agent.
  static let pass = 5
  /// Seconds that must pass after a release before the next one.
  static let releasePause = 30
  /// Seconds for which a new interface is not detached.
  static let minimumAge = 60
}

extension PoolPolicy {
  /// Whether slots hold prefixes.
  var usesPrefixes: Bool { addressesPerSlot == 16 }

  /// The addresses of a full interface.
  var addressesPerInterface: Int { slotsPerInterface * addressesPerSlot }

  /// The number of interfaces that can hold pod addresses.
  var podInterfaces: Int {
    max(0, interfaces - (primaryServesPods ? 0 : 1) - (reservesTrunk && interfaces > 1 ? 1 : 0))
  }

  /// The slots that a number of addresses needs.
  func slots(for addresses: Int) -> Int { addresses.dividedRoundingUp(by: addressesPerSlot) }
}

/// What the agent counts before it decides.
struct PoolState: Hashable, Sendable {
  /// Addresses that are held for pods, and those of them that pods use.
  var total = 0, used = 0
  /// All prefixes, and those that no pod uses.
  var prefixes = 0, freePrefixes = 0

  /// Addresses that no pod uses, those that cool down included.
  var available: Int { total - used }
}

extension PoolPolicy {
  /// Whether the pool has fewer addresses than wanted, so that it grows by one step.
  func isTooLow(_ state: PoolState) -> Bool {
    // The agent never holds more addresses than the node may have pods, whatever the targets ask for.
    if state.total >= maxPods { return false }
    switch target {
    case .addresses(let warm, let minimum): return addressTarget(state, warm: warm, minimum: minimum).short > 0
    // With a target of 0 the agent still grows when a pod could find no address.
    case .prefixes(let warm): return state.available < 16 * warm || (warm == 0 && state.available == 0)
    case .interfaces(let warm):
      return state.available < addressesPerInterface * warm || (warm == 0 && state.available == 0)
    }
  }

  /// The number of slots that a growth step asks EC2 for.
  func slotsToRequest(_ state: PoolState) -> Int {
    switch target {
    case .addresses(let warm, let minimum):
      let short = addressTarget(state, warm: warm, minimum: minimum).short
      return usesPrefixes ? max(1, short) : short
    case .prefixes(let warm): return max(1, warm - state.freePrefixes)
    // Without IP targets an interface is always filled up.
    case .interfaces: return slotsPerInterface
    }
  }

  /// The number of slots that are more than wanted and may be released.
  func surplus(_ state: PoolState) -> Int {
    switch target {
    case .addresses(let warm, let minimum): addressTarget(state, warm: warm, minimum: minimum).over
    case .prefixes(let warm): max(state.freePrefixes - warm, 0)
    // Without IP targets only whole interfaces are given back.
    case .interfaces: 0
    }
  }

  /// The slots that the IP targets lack, and those that they have too many.
  private func addressTarget(_ state: PoolState, warm: Int, minimum: Int) -> (short: Int, over: Int) {
    let short = max(max(warm - state.available, 0), minimum - state.total)
    guard usesPrefixes else {
      return (short, max(min(max(state.available - warm, 0), state.total - minimum), 0))
    }
    // A prefix is given back only if the others are enough for the pods, the warm addresses and the minimum.
    let over = max(min(state.freePrefixes, state.prefixes - slots(for: state.used + warm)), 0)
    return (slots(for: short), max(min(over, state.prefixes - slots(for: minimum)), 0))
  }

  /// Whether the pool is so large that an interface might be detached.
  ///
  /// - Parameter hasIdleInterface: Whether an interface other than the primary one and the trunk has no pod.
  func mayDetach(_ state: PoolState, hasIdleInterface: () -> Bool) -> Bool {
    switch target {
    case .addresses: return true
    case .prefixes(let warm), .interfaces(let warm):
      if state.available >= (warm + 1) * addressesPerInterface { return true }
      // With prefixes the agent looks for an interface without pods, however many addresses are free.
      return usesPrefixes && hasIdleInterface()
    }
  }

  /// Whether the other interfaces hold enough without one that no pod uses. Its age is not considered.
  ///
  /// - Parameters:
  ///   - addresses: The addresses of the interface.
  ///   - state: The whole pool.
  ///   - emptySlotsElsewhere: The slots without pods on the other interfaces.
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
