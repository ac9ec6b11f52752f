/// A class of equal nodes of a group: with the same pods on them and the same room left.
struct NodeClass: Hashable, Sendable {
  /// The number of nodes in the class.
  var count: Int
  /// The number of pods on each node that have or wait for an address of the pool.
  var pods = 0
  /// The number of pods on each node that have a branch interface.
  var branchPods = 0
  /// The number of pods on each node that have an address of every network card.
  var cardPods = 0
  /// The number of pods on each node, whatever their network.
  var used = 0
  /// The number of pods that max pods still allows on each node.
  var slots: Int
  /// The CPU left on each node in millicores; `nil` if it is not known.
  var cpu: Int?
  /// The memory left on each node in bytes; `nil` if it is not known.
  var memory: Int?
  /// The number of addresses left for pods on each node; `nil` if addresses do not limit the pods.
  var addresses: Int?
  /// Whether the scheduler counts the addresses, so that pods beyond them stay pending instead of waiting.
  private var schedulesAddresses = false
  /// The number of branch interfaces left on each node.
  var branches: Int
  /// The pods of each workload on each node, in the order of their placement and without DaemonSets; empty unless the
  /// placement is recorded.
  var contents: [Content] = []

  /// A number of pods of a workload, by its index in the plan.
  struct Content: Hashable, Sendable {
    let workload: Int
    let pods: Int
  }

  init(_ profile: GroupProfile, count: Int) {
    self.count = count
    // A node of the group may have any of its types, so each resource is that of the type that has the least of it.
    let least = profile.least
    slots = max(0, least.podSlots - profile.assumedHostPods)
    cpu = least.cpu.map { $0.millicores - profile.agents.reduce(0) { $0 + $1.cpu.millicores } }
    memory = least.memory?.bytes
    addresses = profile.nodes.compactMap(\.pooledPods).min()
    branches = profile.nodes.map(\.branchInterfaces).min() ?? 0
    // On Windows each pod requests the resource vpc.amazonaws.com/PrivateIPv4Address, and the scheduler counts it.
    schedulesAddresses = profile.group.platform == .windows
    // An Auto Mode node runs no pods in the host's network, so max pods above its addresses cannot be used.
    if profile.group.manager == .autoMode { slots = min(slots, addresses ?? slots) }
  }

  /// Creates the class of a number of Fargate pods, each of which runs on its own machine.
  init(fargatePods count: Int) {
    self.count = count
    pods = 1
    used = 1
    slots = 0
    branches = 0
  }

  /// Returns how many more pods of a workload each node takes.
  func room(for workload: Workload) -> Int {
    var room = slots
    if let wanted = workload.cpu?.millicores, wanted > 0, let cpu { room = min(room, cpu / wanted) }
    if let wanted = workload.memory?.bytes, wanted > 0, let memory { room = min(room, memory / wanted) }
    // The scheduler counts branch interfaces as the resource vpc.amazonaws.com/pod-eni.
    if workload.hasSecurityGroups { room = min(room, branches) }
    if schedulesAddresses, !workload.usesHostNetwork, let addresses { room = min(room, addresses) }
    return max(0, room)
  }

  /// Returns the reason why a node takes no more pods of a workload.
  func obstacle(to workload: Workload) -> SchedulingObstacle {
    if slots < 1 { return .slots }
    if let wanted = workload.cpu?.millicores, let cpu, wanted > cpu { return .cpu }
    if let wanted = workload.memory?.bytes, let memory, wanted > memory { return .memory }
    if schedulesAddresses, !workload.usesHostNetwork, addresses == 0 {
      return .addresses
    }
    return .branches
  }

  /// Places pods on each node and returns how many of them, per node, find no address.
  mutating func place(_ pods: Int, of workload: Workload) -> Int {
    slots -= pods
    used += pods
    cpu = cpu.map { $0 - pods * (workload.cpu?.millicores ?? 0) }
    memory = memory.map { $0 - pods * (workload.memory?.bytes ?? 0) }
    // Pods in the host's network use the node's own address.
    if workload.usesHostNetwork { return 0 }
    // A branch interface has its own address, so the pod takes none of the node's pool.
    if workload.hasSecurityGroups {
      branches -= pods
      branchPods += pods
      return 0
    }
    self.pods += pods
    if workload.usesAllCards { cardPods += pods }
    // The scheduler does not know about addresses on Linux: pods beyond them get a node and then wait.
    guard let left = addresses else { return 0 }
    addresses = max(0, left - pods)
    return max(0, pods - left)
  }

  /// Removes a pod. Its branch interface stays in use, because it is released only after a cooldown period.
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
