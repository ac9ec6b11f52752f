extension WarmPool {
  /// The pools of a node with each number of pods in a range, grown once.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - pods: Pods that want an address, from 0.
  ///   - settings: The CNI's settings.
  ///   - maxPods: The node's max pods; by default ``MaxPods/recommended``, or ``MaxPods/possible`` if that is unknown.
  public static func pools(
    on type: InstanceType, pods: ClosedRange<Int>, settings: CNISettings = .chart, maxPods: Int? = nil
  ) -> [WarmPool] {
    let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
    var growth = GrowingPool(policy)
    return pods.map { pods in
      let holding = closedForm(pods: pods, policy: policy) ?? growth.holding(pods: pods)
      return WarmPool(type: type, settings: settings, pods: pods, policy: policy, holding: holding)
    }
  }

  /// The answer of ipamd's loop: the definition of a settled pool.
  static func grown(pods: Int, policy: PoolPolicy) -> Holding {
    var growth = GrowingPool(policy)
    return growth.holding(pods: pods)
  }
}

/// A node's pool that pods are added to one by one.
private struct GrowingPool {
  private let policy: PoolPolicy
  private var loop: PoolLoop
  private var rests: Bool

  /// Passes after which a pool that still changes is taken to have no settled state: the slowest pool that rests, 1,000
  /// slots asked for one by one, needs fewer.
  private static let patience = 2000
  /// Passes over which a restless pool is watched: 1,000 seconds, many times its period of 35 to 65 seconds.
  private static let watch = 200

  init(_ policy: PoolPolicy) {
    self.policy = policy
    loop = PoolLoop(policy)
    rests = Self.settle(&loop)
  }

  /// What the node holds with so many pods, no fewer than it was asked for before.
  mutating func holding(pods: Int) -> WarmPool.Holding {
    while loop.pods < pods, loop.used == loop.pods {
      loop.addPod()
      rests = Self.settle(&loop)
    }
    let unit = policy.addressesPerSlot
    var holding = WarmPool.Holding(slots: loop.slots, addressesPerSlot: unit, served: loop.used)
    guard !rests else { return holding }
    holding.isStable = false
    // What is watched is a copy: the next pod comes to the pool as it settled.
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
