extension WarmPool {
  /// Returns the pools of a node for each number of pods in a range, computed in a single run.
  ///
  /// - Parameters:
  ///   - type: The instance type.
  ///   - pods: The range of the number of pods that want an address, from 0.
  ///   - settings: The settings of the CNI.
  ///   - maxPods: The node's max pods value; by default ``MaxPods/recommended``, or ``MaxPods/possible`` if that is not
  ///     known.
  package static func pools(
    on type: InstanceType, pods: ClosedRange<Int>, settings: CNISettings = .chart, maxPods: Int? = nil
  ) -> [WarmPool] {
    let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    var growth = GrowingPool(policy)
    return pods.map { pods in
      let holding = closedForm(pods: pods, policy: policy) ?? growth.holding(pods: pods)
      return WarmPool(type: type, settings: settings, pods: pods, policy: policy, holding: holding)
    }
  }

  /// Returns the settled pool according to ipamd's own loop, which defines it.
  static func grown(pods: Int, policy: PoolPolicy) -> Holding {
    var growth = GrowingPool(policy)
    return growth.holding(pods: pods)
  }
}

/// A node's pool while pods are added one at a time.
struct GrowingPool {
  private let policy: PoolPolicy
  private var loop: PoolLoop
  private var rests: Bool

  /// The number of passes after which a pool that still changes has no settled state. The slowest pool that settles,
  /// with 1,000 slots requested one by one, needs fewer.
  private static let patience = 2000
  /// The number of passes for which a pool without a settled state is watched: 1,000 seconds, many times its period of
  /// 35 to 65 seconds.
  private static let watch = 200

  init(_ policy: PoolPolicy) {
    self.policy = policy
    loop = PoolLoop(policy)
    rests = Self.settle(&loop)
  }

  /// Returns what the node holds with a number of pods, which must not be smaller than in the call before.
  mutating func holding(pods: Int) -> WarmPool.Holding {
    while loop.pods < pods, loop.used == loop.pods {
      loop.addPod()
      rests = Self.settle(&loop)
    }
    let unit = policy.addressesPerSlot
    var holding = WarmPool.Holding(slots: loop.slots, addressesPerSlot: unit, served: loop.used)
    guard !rests else { return holding }
    holding.isStable = false
    // A copy is watched, so that the next pod arrives at the pool as it was.
    var loop = loop
    for _ in 0..<Self.watch {
      _ = loop.runPass()
      holding.served = max(holding.served, loop.used)
      holding.minimumInterfaces = min(holding.minimumInterfaces, loop.slots.count)
      holding.minimumSubnetAddresses = min(holding.minimumSubnetAddresses, loop.subnetAddresses)
      if loop.subnetAddresses > holding.slots.count + holding.slots.reduce(0, +) * unit { holding.slots = loop.slots }
    }
    return holding
  }

  /// Runs passes until nothing changes any more; returns `false` if that never happens.
  private static func settle(_ loop: inout PoolLoop) -> Bool {
    var states: [[Int]: Int] = [:]
    for _ in 0..<patience {
      guard loop.runPass() else { return true }
      // A state that has come back this often comes back forever, because a growing pool has each state only once.
      states[loop.slots, default: 0] += 1
      if states[loop.slots]! > 40 { return false }
    }
    return false
  }
}
