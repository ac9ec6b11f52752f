internal import Headroom

/// A node of Kubernetes.
struct NodeFacts: Sendable {
  /// What the node runs on.
  enum Machine: Hashable, Sendable {
    /// An instance of EC2 that belongs to a group.
    case instance(id: String?)
    /// Fargate, which has a node for each pod.
    case fargate
    /// A machine outside of AWS, which takes no address of the VPC.
    case hybrid
    /// An instance of SageMaker HyperPod, which nothing here describes.
    case hyperPod
  }

  /// What creates nodes like this one, and the name of the group.
  struct Group: Hashable, Sendable {
    var name: String
    var manager: NodeGroup.Manager
  }

  let name: String
  var machine = Machine.instance(id: nil)
  var zone: String?, zoneID: String?
  var type: String?
  var group: Group?
  var capacityType: CapacityType?
  /// The pods that the node may run, and what it offers them.
  var maxPods: Int?, cpu: CPUAmount?, memory: MemoryAmount?
  var family: NodeGroup.AMIFamily?
  /// The version of its kubelet, such as `1.31`.
  var version: String?
  /// Its address.
  var address: IPv4Address?
  /// The name of its ENIConfig, where a label gives it.
  var eniConfig: String?
  /// The name of the cluster, where a label gives it.
  var cluster: String?
  let place: Place
}

extension NodeFacts {
  /// The name of the group; nodes without one are taken together by their type.
  var groupName: String { group?.name ?? "ungrouped-\((type ?? "nodes").replacing(".", with: "-"))" }
}
