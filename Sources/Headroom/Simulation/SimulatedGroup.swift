/// A node group of a fleet.
struct SimulatedGroup {
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
  let rules: PoolPolicy?
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
    mostNodes = min(profile.group.maxSize ?? .max, ClusterSimulator.mostNodes)
  }
}
