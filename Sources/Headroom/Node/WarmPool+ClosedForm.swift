extension WarmPool {
  /// The settled pool as a formula, where that equals the loop; `nil` elsewhere.
  ///
  /// Equal, as a test over random types and settings confirms, while the first request is not cut: the targets are at
  /// most where the pool stops at max pods, or fit the slots of one interface. `WARM_ENI_TARGET` 0 and
  /// `WARM_PREFIX_TARGET` 0 may have no settled state and go to the loop.
  static func closedForm(pods: Int, rules: PoolRules) -> Holding? {
    let perInterface = rules.slotsPerInterface
    let unit = rules.addressesPerSlot
    let most = rules.podInterfaces * perInterface
    // Everything below counts slots: addresses in secondary mode, blocks of 16 in prefix mode.
    let stop = rules.maxPods.dividedRoundingUp(by: unit)
    let total: Int
    switch rules.target {
    case .interfaces(let warm):
      guard warm >= 1 else { return nil }
      let wanted = min(pods, most).dividedRoundingUp(by: perInterface) + warm
      total = min(wanted, stop.dividedRoundingUp(by: perInterface), rules.podInterfaces) * perInterface
    case .prefixes(let warm):
      guard warm >= 1, warm <= stop || warm <= perInterface else { return nil }
      total = min(min(pods, most * unit).dividedRoundingUp(by: unit) + warm, max(stop, warm), most)
    case .addresses(let warm, let minimum):
      let first = max(warm, minimum).dividedRoundingUp(by: unit)
      guard first <= stop || first <= perInterface else { return nil }
      // Without spare addresses no pod beyond the minimum ever makes the pool grow.
      let wanted = warm == 0 ? first : max((min(pods, most * unit) + warm).dividedRoundingUp(by: unit), first)
      total = min(wanted, max(stop, first), most)
    }
    return Holding(slots: layout(total, rules: rules), addressesPerSlot: unit, served: min(pods, total * unit))
  }

  /// Slots by interface in attach order. The trunk comes after the first interface with slots, so `9;0;9`, or `0;9;0`
  /// with custom networking.
  private static func layout(_ total: Int, rules: PoolRules) -> [Int] {
    let perInterface = rules.slotsPerInterface
    let count = total.dividedRoundingUp(by: perInterface)
    var slots = (0..<count).map { min(perInterface, total - $0 * perInterface) }
    if rules.attachesTrunk, rules.interfaces > 1 { slots.insert(0, at: min(1, count)) }
    if !rules.primaryServesPods || slots.isEmpty { slots.insert(0, at: 0) }
    return slots
  }
}
