extension WarmPool {
  /// Returns the settled pool by a formula; `nil` where the formula does not always equal the loop.
  ///
  /// Both are equal, as a test over random types and settings confirms, if the first request of the agent is not cut
  /// short: the targets are at most the number at which the pool stops because of max pods, or they fit into the slots
  /// of one interface. `WARM_ENI_TARGET` 0 and `WARM_PREFIX_TARGET` 0 may have no settled state, so they need the loop.
  static func closedForm(pods: Int, policy: PoolPolicy) -> Holding? {
    let perInterface = policy.slotsPerInterface
    let unit = policy.addressesPerSlot
    let most = policy.podInterfaces * perInterface
    // Everything below counts slots: addresses in secondary mode, blocks of 16 in prefix mode.
    let stop = policy.slots(for: policy.maxPods)
    let total: Int
    switch policy.target {
    case .interfaces(let warm):
      guard warm >= 1 else { return nil }
      // The spare interfaces of WARM_ENI_TARGET come on top of all interfaces that pods use at least partly.
      let wanted = min(pods, most).dividedRoundingUp(by: perInterface) + warm
      total = min(wanted, stop.dividedRoundingUp(by: perInterface), policy.podInterfaces) * perInterface
    case .prefixes(let warm):
      guard warm >= 1, warm <= stop || warm <= perInterface else { return nil }
      total = min(policy.slots(for: min(pods, most * unit)) + warm, max(stop, warm), most)
    case .addresses(let warm, let minimum):
      let first = policy.slots(for: max(warm, minimum))
      guard first <= stop || first <= perInterface else { return nil }
      // Without spare addresses, pods beyond the minimum never make the pool grow.
      let wanted = warm == 0 ? first : max(policy.slots(for: min(pods, most * unit) + warm), first)
      total = min(wanted, max(stop, first), most)
    }
    return Holding(slots: layout(total, policy: policy), addressesPerSlot: unit, served: min(pods, total * unit))
  }

  /// Returns the number of slots of each interface in the order in which they are attached.
  ///
  /// The trunk comes after the first interface with slots: `9;0;9`, or `0;9;0` with custom networking.
  static func layout(_ total: Int, policy: PoolPolicy) -> [Int] {
    let perInterface = policy.slotsPerInterface
    let count = total.dividedRoundingUp(by: perInterface)
    var slots = (0..<count).map { min(perInterface, total - $0 * perInterface) }
    if policy.attachesTrunk, policy.interfaces > 1 { slots.insert(0, at: min(1, count)) }
    if !policy.primaryServesPods || slots.isEmpty { slots.insert(0, at: 0) }
    return slots
  }
}
