/// A node of a fleet.
struct FleetNode {
  /// Pods of one workload on the node.
  struct Share {
    let workload: Int32
    var pods: Int32
  }

  let group: Int
  /// The subnet of the node, and of its pods with custom networking.
  let home: Int
  let podHome: Int?
  /// The subnet that its pods' addresses come from.
  let podSubnet: Int
  /// The subnets that its further interfaces may be in.
  let candidates: [Int]
  /// The pool; `nil` where pods need no address of the VPC, or are the node.
  var pool: NodePool?
  let hasPool: Bool
  /// Whether a trunk is attached where there is no pool to attach one.
  var hasTrunkWithoutPool = false
  /// Addresses beside the pool: the node's own where there is no pool, and its trunk's.
  var addresses: [InterfacePlace] = []
  /// What is left to pods.
  var room: NodeClass
  /// Its number among all nodes that ever were; another one once its pods were sent away.
  var serial = 0
  /// Its place in the tree of its group; `nil` if it takes no pods.
  var leaf: Int?
  var shares: [Share] = []
  /// Pods that are no DaemonSet's.
  var replicas = 0
  var line = WaitingLine()
  /// Branch interfaces in use, those that cool, and pods that wait for one.
  var branches: [InterfacePlace] = []
  var coolingBranches: [(at: Int, place: InterfacePlace)] = []
  var branchLine = WaitingLine()
  /// The pass at which the agent has to be looked at; `Int.max` for none.
  var wakeAt = Int.max
  var isLive = true

  init(group: Int, home: Int, podHome: Int?, candidates: [Int], room: NodeClass, pool: NodePool?) {
    self.group = group
    self.pool = pool
    hasPool = pool != nil
    self.home = home
    self.podHome = podHome
    podSubnet = podHome ?? home
    self.candidates = candidates
    self.room = room
  }

  /// Whether pods can have branch interfaces.
  var hasTrunk: Bool { hasTrunkWithoutPool || pool?.interfaces.contains(where: \.isTrunk) ?? false }

  mutating func add(_ count: Int32, of workload: Int) {
    for index in shares.indices where shares[index].workload == workload {
      shares[index].pods += count
      // The next pod of the workload may come soon.
      if shares[index].pods == 0, shares.count > 16 { shares.remove(at: index) }
      return
    }
    shares.append(Share(workload: Int32(workload), pods: count))
  }
}

/// A node group of a fleet.
struct FleetGroup {
  /// An update that is under way.
  struct Replacement {
    /// Nodes that are still to be replaced, the next last.
    var old: [Int]
    /// Nodes whose pods were sent away.
    var drained: [Int] = []
    /// Nodes that are wanted beside the others for a while.
    var surge = 0
    let batch: Int
    var nextStep: Int
  }

  let profile: GroupProfile
  /// The profile of the type that takes the most addresses; `nil` on Fargate.
  let node: NodeProfile?
  /// Subnets, as far as their zones are there, with the nodes in them.
  var homes: [(subnet: Int, zone: String, nodes: Int)]
  let rules: PoolRules?
  let agent: AgentSettings
  /// A node without pods, and one with those of DaemonSets.
  let template: NodeClass
  let emptyNode: NodeClass
  /// DaemonSets that run here.
  let daemonSets: [Int]
  var tree = NodeTree()
  /// Serials in the order of age; some are gone.
  var members: [Int] = []
  var nodes = 0
  /// Nodes that are wanted and not there.
  var missing = 0
  var replacement: Replacement?

  /// Whether nodes come and go with their pods.
  let grows: Bool
  let isFargate: Bool
  let mostNodes: Int

  init(
    profile: GroupProfile, node: NodeProfile?, homes: [(subnet: Int, zone: String, nodes: Int)], rules: PoolRules?,
    agent: AgentSettings, daemonSets: [(index: Int, workload: Workload)]
  ) {
    self.profile = profile
    self.node = node
    self.homes = homes
    self.rules = rules
    self.agent = agent
    self.daemonSets = daemonSets.map(\.index)
    template = NodeClass(profile, count: 1)
    var empty = template
    for (_, workload) in daemonSets where empty.room(for: workload) > 0 { _ = empty.place(1, of: workload) }
    emptyNode = empty
    isFargate = profile.group.manager == .fargate
    grows = !isFargate && profile.group.desiredSize == nil
    mostNodes = min(profile.group.maxSize ?? .max, FleetSimulator.mostNodes)
  }
}

/// A workload of a fleet.
struct FleetWorkload {
  let workload: Workload
  /// Groups whose nodes may run it, those of Fargate apart.
  let groups: [Int], fargate: [Int]
  /// The serial of each pod's node, oldest pod first; some are gone, with their node or alone.
  var homes: [UInt32] = []
  /// Stands for a pod that is gone.
  static let gone = UInt32.max
  /// Pods on nodes.
  var placed = 0
  /// Pods that no node takes.
  var pending = 0

  var pods: Int { placed + pending }
}
