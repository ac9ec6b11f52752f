/// The state of a cluster simulation: the nodes and pods of a plan, on subnets whose every address is tracked.
///
/// The passes of all agents run at multiples of five seconds, in the order of the nodes. A node with nothing to do is
/// skipped until its next timer, because a pass would change nothing.
struct SimulatedCluster {
  let plan: ClusterPlan
  var groups: [SimulatedGroup]
  var nodes: [SimulatedNode] = []
  var freeNodes: [Int] = []
  /// The node of each serial number; -1 if the node is gone.
  var nodeOfSerial: [Int32] = []
  var workloads: [SimulatedWorkload]
  /// The workloads in the order in which their pods are placed.
  let order: [Int]
  var subnets: SimulatedSubnets
  /// The number of the next pod subnet to use in each zone, if there are several.
  var podHomeTurn: [String: Int] = [:]
  /// For each subnet, the subnets in which the secondary interfaces of its nodes may be created.
  let candidates: [[Int]]
  var lostZones: Set<String> = []
  var churns: [Churn] = []
  var clock = 0
  var nextTick = 0
  /// Whether every node is processed in every pass.
  let isEager: Bool
  private var wheel: [BlockSet]
  var pendingPods = 0
  var podEvents = 0
  var waiting: [Int]
  var summaries: [ClusterSubnetSummary]
  var mostPending = ClusterSubnetSummary.Extreme(value: 0, time: 0)
  var random: SplitMix64
  /// The number of nodes that changed in the last pass.
  private var changedNodes = 0

  /// The number of seconds between passes, between attempts to place what is missing, and after which a pod without
  /// address counts as failed: the default of a Deployment's `progressDeadlineSeconds`.
  static let pass = PoolPolicy.pass, retry = 60, patience = 600
  private static let wheelSize = 64

  /// A workload whose pods end at a rate while new ones start.
  struct Churn {
    let workload: Int
    let rate: Int
    let start: Int
    let end: Int
    var done = 0
  }

  init(of plan: ClusterPlan, placement: AddressPlacement, seed: UInt64, isEager: Bool = false)
    throws(ClusterSimulationError)
  {
    self.plan = plan
    self.isEager = isEager
    var spaces: [SubnetSpace] = []
    for (index, subnet) in plan.subnets.enumerated() {
      let seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index)
      guard let space = SubnetSpace(subnet, placement: placement, seed: seed) else {
        throw ClusterSimulationError("subnet \(subnet.name) has no cidr; the simulation needs the CIDR of every subnet")
      }
      spaces.append(space)
    }
    subnets = SimulatedSubnets(spaces)
    random = SplitMix64(seed: seed)
    let discovers = AgentSettings(plan.network.environment).discoversSubnets
    let (index, tags) = (plan.index, plan.subnetTags)
    // Without discovery, ipamd fails to create interfaces if the node's own subnet is tagged with "0".
    candidates = index.discovery.targets.enumerated().map { place, found in
      discovers || !tags.isForbidden(plan.subnets[place]) ? found : []
    }
    workloads = plan.workloads.indices.map { place in
      SimulatedWorkload(
        workload: plan.workloads[place], groups: index.groupsOfWorkload[place],
        fargate: index.fargateOfWorkload[place])
    }
    order = index.placementOrder.filter { !plan.workloads[$0].isDaemonSet }
    groups = []
    wheel = Array(repeating: BlockSet(capacity: 0), count: Self.wheelSize)
    waiting = plan.subnets.map { _ in 0 }
    summaries = []
    groups = makeGroups()
    reserve()
    populate()
    startCounting()
  }

  // MARK: Passes

  /// Schedules a node for the next pass, or for the first pass at or after a time.
  mutating func wake(_ index: Int, at time: Int = 0) {
    var tick = max(nextTick, (time + Self.pass - 1) / Self.pass * Self.pass)
    tick = min(tick, nextTick + (Self.wheelSize - 1) * Self.pass)
    guard tick < nodes[index].wakeAt else { return }
    nodes[index].wakeAt = tick
    let slot = tick / Self.pass % Self.wheelSize
    wheel[slot].grow(to: nodes.count)
    wheel[slot].insert(index)
  }

  /// Advances to a second, without the passes of that second.
  mutating func advance(to time: Int) {
    while nextTick < time {
      churn(to: nextTick)
      runTick()
    }
    churn(to: time)
    clock = max(clock, time)
    noteExtremes()
  }

  /// Runs the passes of the present second as well.
  mutating func finish() {
    if nextTick <= clock { runTick() }
  }

  /// Runs the passes that are due.
  private mutating func runTick() {
    clock = max(clock, nextTick)
    subnets.clock = clock
    let slot = nextTick / Self.pass % Self.wheelSize
    let due = wheel[slot].words
    wheel[slot] = BlockSet(capacity: nodes.count)
    nextTick += Self.pass
    changedNodes = 0
    if isEager {
      for index in nodes.indices where nodes[index].isLive { runPass(of: index) }
    } else {
      for (number, word) in due.enumerated() {
        var rest = word
        while rest != 0 {
          let index = number * 64 + rest.trailingZeroBitCount
          rest &= rest - 1
          if nodes[index].isLive, nodes[index].wakeAt <= clock { runPass(of: index) }
        }
      }
    }
    replaceNodes()
    if clock % Self.retry == 0 { retryMissing() }
    noteExtremes()
  }

  private mutating func runPass(of index: Int) {
    nodes[index].wakeAt = .max
    // Karpenter and Auto Mode remove nodes that run nothing but DaemonSets.
    if groups[nodes[index].group].grows, nodes[index].replicas == 0 { return removeNode(index) }
    point(at: index)
    let branches = runBranches(of: index)
    let (hasChanged, next) = nodes[index].runPass(clock, &subnets)
    serve(index)
    serveBranches(index)
    if hasChanged { changedNodes += 1 }
    if next != nil || branches != nil { wake(index, at: min(next ?? .max, branches ?? .max)) }
  }

  /// Sets the node whose agent takes addresses from the subnets next.
  mutating func point(at index: Int) {
    subnets.home = nodes[index].home
    subnets.podHome = nodes[index].podHome
    subnets.candidates = nodes[index].candidates
  }

  /// Runs passes until nothing changes any more, but at most a given number of passes.
  mutating func settle(passes: Int) {
    for _ in 0..<passes {
      advance(to: nextTick)
      runTick()
      if changedNodes == 0 { return }
    }
  }

  // MARK: Counting

  /// Starts the counters, without what happened while the plan's pods were placed.
  private mutating func startCounting() {
    // The agents' timers continue; only the time that users see starts at 0.
    offset = nextTick.dividedRoundingUp(by: Self.retry) * Self.retry
    advance(to: offset)
    refusalsAtStart = subnets.refusals.reduce(0, +)
    subnets.forgetCalls()
    podEvents = 0
    mostPending = ClusterSubnetSummary.Extreme(value: pendingPods, time: 0)
    summaries = subnets.spaces.indices.map { index in
      let space = subnets.spaces[index]
      func now(_ value: Int) -> ClusterSubnetSummary.Extreme { ClusterSubnetSummary.Extreme(value: value, time: 0) }
      return ClusterSubnetSummary(
        subnet: plan.subnets[index].name, mostAddresses: now(space.usedAddresses),
        fewestFreeAddresses: now(space.freeAddresses), fewestFreeBlocks: now(space.freeBlocks),
        mostWaiting: now(waiting[index]))
    }
  }

  /// The number of calls that were refused while the plan's nodes and pods were placed.
  private(set) var refusalsAtStart = 0
  /// The internal time at which the scenario starts.
  private(set) var offset = 0

  mutating func noteExtremes() {
    guard !summaries.isEmpty else { return }
    let time = clock - offset
    for index in summaries.indices {
      let used = subnets.spaces[index].usedAddresses
      let free = subnets.spaces[index].freeAddresses
      let blocks = subnets.spaces[index].freeBlocks
      if used > summaries[index].mostAddresses.value { summaries[index].mostAddresses = .init(value: used, time: time) }
      if free < summaries[index].fewestFreeAddresses.value {
        summaries[index].fewestFreeAddresses = .init(value: free, time: time)
      }
      if blocks < summaries[index].fewestFreeBlocks.value {
        summaries[index].fewestFreeBlocks = .init(value: blocks, time: time)
      }
      if waiting[index] > summaries[index].mostWaiting.value {
        summaries[index].mostWaiting = .init(value: waiting[index], time: time)
      }
    }
    if pendingPods > mostPending.value { mostPending = .init(value: pendingPods, time: time) }
  }
}
