/// A node of a fleet.
struct SimulatedNode {
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
