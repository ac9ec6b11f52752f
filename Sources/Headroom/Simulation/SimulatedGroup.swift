/// A node group in a cluster simulation.
struct SimulatedGroup {
  /// An update that is in progress.
  struct Replacement {
    /// The nodes that are still to be replaced; the next one is last.
    var old: [Int]
    /// The nodes whose pods were evicted.
    var drained: [Int] = []
    /// The number of nodes that the update adds temporarily.
    var surge = 0
    let batch: Int
    var nextStep: Int
  }

  let profile: GroupProfile
  /// The profile of the instance type that takes the most addresses; `nil` on Fargate.
  let node: NodeProfile?
  /// The subnets in zones that are not lost, with the number of nodes in each.
  var homes: [(subnet: Int, zone: String, nodes: Int)]
  let rules: PoolPolicy?
  let agent: AgentSettings
  /// A node without pods, and a node with the pods of the DaemonSets only.
  let template: NodeClass
  let emptyNode: NodeClass
  /// The DaemonSets that run on the group's nodes.
  let daemonSets: [Int]
  var tree = NodeTree()
  /// The serial numbers of the nodes in the order of age; some of the nodes may be gone.
  var members: [Int] = []
  var nodes = 0
  /// The number of nodes that are wanted but have found no address.
  var missing = 0
  var replacement: Replacement?

  /// Whether nodes are added and removed with their pods.
  let grows: Bool
  let isFargate: Bool
  let mostNodes: Int

  init(
    profile: GroupProfile, node: NodeProfile?, homes: [(subnet: Int, zone: String, nodes: Int)], rules: PoolPolicy?,
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
    isFargate = profile.group.isFargate
    grows = profile.group.growsWithPods
    mostNodes = min(profile.mostNodes, ClusterSimulator.mostNodes)
  }
}
