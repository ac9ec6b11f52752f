internal import Headroom

/// What the objects of Kubernetes say.
///
/// Pods are counted and not kept: the memory that this takes depends on the number of nodes and workloads, not on that of
/// pods.
struct KubernetesFacts: Sendable {
  /// The nodes by name.
  var nodes: [String: NodeFacts] = [:]
  /// The labels that all nodes of a group have, by the name of the group. Those of each node would take much memory.
  var labelsOfGroups: [String: [String: String]] = [:]
  /// The workloads that objects describe, and what pods say of theirs.
  var workloads: [WorkloadKey: WorkloadFacts] = [:]
  /// The owners of ReplicaSets and Jobs.
  var owners: [WorkloadKey: WorkloadKey] = [:]
  /// The largest and the smallest numbers of pods that autoscalers set, by the workload that they scale.
  var autoscalers: [WorkloadKey: AutoscalerFacts] = [:]
  /// The Services.
  var services: [ServiceFacts] = []
  /// The endpoints of the Services.
  var slices: [WorkloadKey: SliceFacts] = [:]
  /// The nodes on which pods of each Fargate profile run.
  var fargateNodes: [String: Set<String>] = [:]
  /// The pods on each node, and those on none.
  var podsOfNodes: [String: PodCount] = [:], podsWithoutNode = PodCount()
  /// The DaemonSet of the VPC CNI.
  var agents: [Fact<AgentSettings>] = []
  /// The names of DaemonSets of other network plugins.
  var otherPlugins: [Fact<String>] = []
  /// The subnets of the ENIConfigs by their names.
  var eniConfigs: [String: [Fact<String>]] = [:]
  /// The number of objects that are not read, by kind.
  var unread: [String: Int] = [:]
  /// The place of the first object that was read, and the number of objects.
  var place: Place?, objects = 0

  /// The environment variables of the VPC CNI as they are; without a value, it is not known.
  typealias AgentSettings = [String: String?]

  /// Whether any object was read.
  var isEmpty: Bool { place == nil }
}

/// The name of a workload.
struct WorkloadKey: Hashable, Sendable, Comparable {
  let namespace: String, kind: String, name: String

  static func < (first: Self, second: Self) -> Bool {
    (first.name, first.namespace, first.kind) < (second.name, second.namespace, second.kind)
  }
}

/// How many pods there are, and what they take of a node.
struct PodCount: Hashable, Sendable {
  /// The pods that take one of the node's places for pods, and those of them that hold an address of the VPC.
  var slots = 0, addresses = 0
  /// The pods that wait for an address or an image, and those that wait for a node.
  var waiting = 0, unscheduled = 0

  static func += (count: inout Self, more: Self) {
    count.slots += more.slots
    count.addresses += more.addresses
    count.waiting += more.waiting
    count.unscheduled += more.unscheduled
  }
}

/// The numbers of pods between which an autoscaler keeps a workload.
struct AutoscalerFacts: Hashable, Sendable {
  var least: Int, most: Int
  let place: Place
}
