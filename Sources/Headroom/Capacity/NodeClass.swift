/// Nodes of a group that are alike: as many pods, as much room.
struct NodeClass: Hashable, Sendable {
  /// How many nodes there are.
  var count: Int
  /// Pods on each that have, or wait for, an address of the pool.
  var pods = 0
  /// Pods on each that have a branch interface.
  var branchPods = 0
  /// Pods on each that have an address of every network card.
  var cardPods = 0
  /// Pods on each, whatever their network.
  var used = 0
  /// Pod slots left.
  var slots: Int
  /// CPU left in millicores; `nil` if not known.
  var cpu: Int?
  /// Memory left in bytes; `nil` if not known.
  var memory: Int?
  /// Addresses left for pods; `nil` if nothing bounds them.
  var addresses: Int?
  /// Branch interfaces left.
  var branches: Int

  init(_ profile: GroupProfile, count: Int) {
    let node = profile.fewestPods
    self.count = count
    slots = max(0, (node?.podSlots ?? 1) - profile.assumedHostPods)
    cpu = node?.allocatable.cpu?.millicores
    memory = node?.allocatable.memory?.bytes
    // Another type of the group may serve fewer addresses than the one with the fewest pods.
    addresses = profile.nodes.compactMap(\.podAddresses).min()
    branches = profile.nodes.map(\.branchInterfaces).min() ?? 0
    // In Auto Mode no pod is on the host's network, so that a slot without address serves nobody.
    if profile.group.manager == .autoMode { slots = min(slots, addresses ?? slots) }
  }

  /// Fargate: each pod on a machine of its own.
  init(fargatePods count: Int) {
    self.count = count
    pods = 1
    used = 1
    slots = 0
    branches = 0
  }

  /// How many more pods of a workload each node takes.
  func room(for workload: Workload) -> Int {
    var room = slots
    if let wanted = workload.cpu?.millicores, wanted > 0, let cpu { room = min(room, cpu / wanted) }
    if let wanted = workload.memory?.bytes, wanted > 0, let memory { room = min(room, memory / wanted) }
    if workload.hasSecurityGroups { room = min(room, branches) }
    return max(0, room)
  }

  /// Why a node takes no further pod, in the scheduler's words.
  func obstacle(to workload: Workload) -> String {
    if slots < 1 { return "Too many pods" }
    if let wanted = workload.cpu?.millicores, let cpu, wanted > cpu { return "Insufficient cpu" }
    if let wanted = workload.memory?.bytes, let memory, wanted > memory { return "Insufficient memory" }
    return "Insufficient vpc.amazonaws.com/pod-eni"
  }

  /// Puts pods on each node; returns how many of them, on each, find no address.
  mutating func place(_ pods: Int, of workload: Workload) -> Int {
    slots -= pods
    used += pods
    cpu = cpu.map { $0 - pods * (workload.cpu?.millicores ?? 0) }
    memory = memory.map { $0 - pods * (workload.memory?.bytes ?? 0) }
    if workload.usesHostNetwork { return 0 }
    if workload.hasSecurityGroups {
      branches -= pods
      branchPods += pods
      return 0
    }
    self.pods += pods
    if workload.usesAllCards { cardPods += pods }
    guard let left = addresses else { return 0 }
    addresses = max(0, left - pods)
    return max(0, pods - left)
  }

  /// Takes a pod away again; a branch interface stays until it has cooled.
  mutating func remove(_ workload: Workload) {
    slots += 1
    used -= 1
    cpu = cpu.map { $0 + (workload.cpu?.millicores ?? 0) }
    memory = memory.map { $0 + (workload.memory?.bytes ?? 0) }
    if workload.usesHostNetwork { return }
    if workload.hasSecurityGroups { branchPods -= 1 } else { pods -= 1 }
    if workload.usesAllCards, !workload.hasSecurityGroups { cardPods -= 1 }
  }
}
