internal import Headroom

/// What the files say of one node group.
struct GroupFacts: Sendable {
  /// A launch template of EC2, and a version of it.
  struct Template: Hashable, Sendable {
    /// The ID or the name.
    var id: String?, name: String?
    /// A number, `$Default` or `$Latest`.
    var version: String
  }

  /// The subnets that nodes may be in.
  struct Homes: Hashable, Sendable {
    /// The keys of the subnets; `nil` if they are not known.
    var keys: [String]?
    /// Whether the nodes are in some of them only.
    var isChoice = false
    /// Whether there may be other subnets than these.
    var isIncomplete = false
  }

  /// The name.
  var name: String
  /// The beginning of the name, if a tool adds an end to it that is not known yet.
  var namePrefix: String?
  /// The name of the cluster; `nil` if the file does not say it.
  var cluster: String?
  /// What creates the nodes.
  var manager: [Fact<NodeGroup.Manager>] = []
  /// The instance types; without a value, they are not known.
  var types: [Fact<[String]?>] = []
  /// The sizes; without a value, they are not known.
  var desired: [Fact<Int?>] = [], least: [Fact<Int>] = [], most: [Fact<Int?>] = []
  /// The subnets.
  var homes: [Fact<Homes>] = []
  /// The subnets as the class of a NodePool selects them, until they are found among those that files describe.
  var selectors: [Fact<SubnetSelector>] = []
  /// The resources that all nodes of a NodePool may have together; without a value for a resource, it is not limited.
  var limits: [Fact<NodeLimits>] = []
  /// The largest number of pods per vCPU.
  var podsPerCore: [Fact<Int>] = []
  /// The family of the machine image, and whether the image is a custom one.
  var family: [Fact<NodeGroup.AMIFamily>] = [], customAMI: [Fact<Bool>] = []
  /// The max pods that is declared; without a value, it is not known.
  var maxPods: [Fact<Int?>] = [], maxPodsExpression: [Fact<String>] = []
  /// The max pods of the nodes that exist.
  var currentMaxPods: [Fact<Int>] = []
  /// The labels that all nodes have, by which pods choose their nodes.
  var nodeLabels: [String: String] = [:]
  /// The number of nodes that Kubernetes knows, and the pods on them.
  var nodes = 0, pods = PodCount()
  /// How the instances are paid for.
  var capacityType: [Fact<CapacityType>] = []
  /// The number or percentage of nodes that an update replaces at once, and its strategy.
  var maxUnavailable: [Fact<String>] = [], strategy: [Fact<String>] = []
  /// The size of the root volume in GiB.
  var volume: [Fact<Int>] = []
  /// The labels of the nodes.
  var labels: [Fact<[String: String]>] = []
  /// The units that a node of each instance type counts.
  var weights: [Fact<[String: Int]>] = []
  /// The launch template that may say the type, the image and max pods.
  var template: [Fact<Template>] = []
  /// Where the group is described.
  var place: Place

  init(name: String, place: Place) { (self.name, self.place) = (name, place) }

  /// Adds what another file says of the same group.
  mutating func add(_ other: GroupFacts) {
    cluster = cluster ?? other.cluster
    manager += other.manager
    types += other.types
    (desired, least, most) = (desired + other.desired, least + other.least, most + other.most)
    (homes, selectors) = (homes + other.homes, selectors + other.selectors)
    (limits, podsPerCore) = (limits + other.limits, podsPerCore + other.podsPerCore)
    (family, customAMI) = (family + other.family, customAMI + other.customAMI)
    (maxPods, maxPodsExpression) = (maxPods + other.maxPods, maxPodsExpression + other.maxPodsExpression)
    currentMaxPods += other.currentMaxPods
    if nodeLabels.isEmpty { nodeLabels = other.nodeLabels }
    if nodes == 0 { (nodes, pods) = (other.nodes, other.pods) }
    capacityType += other.capacityType
    (maxUnavailable, strategy) = (maxUnavailable + other.maxUnavailable, strategy + other.strategy)
    labels += other.labels
    volume += other.volume
    weights += other.weights
    template += other.template
    place = min(place, other.place)
  }
}

extension GroupFacts {
  /// The kinds of groups whose names are independent of each other.
  enum Kind: Hashable {
    /// A managed node group or an Auto Scaling group.
    case nodeGroup
    /// A NodePool.
    case pool
    case fargate
  }

  /// The kind of the group.
  var kind: Kind {
    switch manager.first?.value {
    case .fargate: .fargate
    case .karpenter, .autoMode: .pool
    case .managed, .selfManaged, nil: .nodeGroup
    }
  }
}
