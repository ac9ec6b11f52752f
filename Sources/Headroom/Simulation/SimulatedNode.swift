/// A node in a cluster simulation.
struct SimulatedNode {
  /// The number of pods of one workload on the node.
  struct Share {
    let workload: Int32
    var pods: Int32
  }

  let group: Int
  /// The subnet of the node and, with custom networking, the pod subnet.
  let home: Int
  let podHome: Int?
  /// The subnet from which its pods get their addresses.
  let podSubnet: Int
  /// The subnets in which its secondary interfaces may be created.
  let candidates: [Int]
  /// The pool of addresses; `nil` on Fargate and where pods need no address of the VPC.
  var pool: NodePool?
  let hasPool: Bool
  /// Whether a trunk is attached to a node that has no pool.
  var hasTrunkWithoutPool = false
  /// The addresses outside the pool: those of a node without a pool and of its trunk, and those of other network cards.
  var addresses: [InterfacePlace] = []
  /// The room that is left for pods.
  var room: NodeClass
  /// The node's serial number among all nodes that ever existed. It gets a new one when it is drained.
  var serial = 0
  /// The node's leaf in the tree of its group; `nil` if it accepts no pods.
  var leaf: Int?
  var shares: [Share] = []
  /// The number of pods that do not belong to a DaemonSet.
  var replicas = 0
  var line = WaitingLine()
  /// The branch interfaces in use, those that are cooling down, and the pods that wait for one.
  var branches: [InterfacePlace] = []
  var coolingBranches: [(at: Int, place: InterfacePlace)] = []
  var branchLine = WaitingLine()
  /// The time of the next pass in which the node must be processed; `Int.max` for none.
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
      // The entry is usually kept, because the next pod of the workload may come soon.
      if shares[index].pods == 0, shares.count > 16 { shares.remove(at: index) }
      return
    }
    shares.append(Share(workload: Int32(workload), pods: count))
  }
}
