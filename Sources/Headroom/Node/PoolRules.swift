/// What decides how one node's address pool grows: the type's limits and the CNI's settings, as numbers.
struct PoolRules: Hashable {
  /// Interfaces that may be attached.
  let interfaces: Int
  /// Slots of an interface that can serve pods.
  let slotsPerInterface: Int
  /// Addresses in a slot: 1, or 16 with prefixes.
  let addressesPerSlot: Int
  /// Whether the primary interface serves pods.
  let primaryServesPods: Bool
  /// Whether room is kept for a trunk.
  let reservesTrunk: Bool
  /// Whether a trunk really gets attached.
  let attachesTrunk: Bool
  /// What drives growth.
  let target: CNISettings.WarmTarget
  /// `WARM_PREFIX_TARGET`, which can veto the removal of an interface even while IP targets rule.
  let warmPrefixTarget: Int
  /// `Node.status.capacity.pods`: growth stops once as many addresses are held.
  let maxPods: Int

  /// - Parameter maxPods: By default the recommended number, or the possible one if that is not known.
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

  var usesPrefixes: Bool { addressesPerSlot == 16 }

  /// Addresses of a full interface.
  var addressesPerInterface: Int { slotsPerInterface * addressesPerSlot }

  /// Interfaces that can come to hold pod addresses.
  var podInterfaces: Int {
    max(0, interfaces - (primaryServesPods ? 0 : 1) - (reservesTrunk && interfaces > 1 ? 1 : 0))
  }
}
