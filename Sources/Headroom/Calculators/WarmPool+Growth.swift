extension WarmPool {
  /// Passes after which a pool that still changes is taken to have no settled state: the slowest pool that rests, 1,000
  /// slots asked for one by one, needs fewer.
  private static let patience = 2000
  /// Passes over which a restless pool is watched: 1,000 seconds, many times its period of 35 to 65 seconds.
  private static let watch = 200

  /// The answer of ipamd's loop: the definition of a settled pool.
  static func grown(pods: Int, rules: PoolRules) -> Holding {
    var loop = PoolLoop(rules)
    var rests = settle(&loop)
    while loop.pods < pods, loop.used == loop.pods {
      loop.addPod()
      rests = settle(&loop)
    }
    let unit = rules.addressesPerSlot
    var holding = Holding(slots: loop.slots, addressesPerSlot: unit, served: loop.used)
    guard !rests else { return holding }
    holding.isStable = false
    for _ in 0..<watch {
      _ = loop.runPass()
      holding.served = max(holding.served, loop.used)
      holding.minimumInterfaces = min(holding.minimumInterfaces, loop.slots.count)
      holding.minimumSubnetAddresses = min(holding.minimumSubnetAddresses, loop.subnetAddresses)
      if loop.subnetAddresses > holding.slots.count + holding.slots.reduce(0, +) * unit { holding.slots = loop.slots }
    }
    return holding
  }

  /// Runs passes until nothing changes; `false` if that never happens.
  private static func settle(_ loop: inout PoolLoop) -> Bool {
    var states: [[Int]: Int] = [:]
    for _ in 0..<patience {
      guard loop.runPass() else { return true }
      // A state that came back time and again comes back for ever: growth alone passes through each once.
      states[loop.slots, default: 0] += 1
      if states[loop.slots]! > 40 { return false }
    }
    return false
  }
}
