internal import Headroom

/// What AWS says of the things that exist, as far as it does not describe a cluster itself.
struct LiveFacts: Sendable {
  /// The blocks of each VPC.
  var vpcBlocks: [String: Set<Fact<String>>] = [:]
  /// The network interfaces by ID.
  var interfaces: [String: InterfaceFacts] = [:]
  /// The instances by ID.
  var instances: [String: InstanceFacts] = [:]
  /// The versions of launch templates.
  var templates: [TemplateFacts] = []
  /// The names of the node groups that a cluster has.
  var groupNames: [Fact<String>] = []
  /// The lists that are cut off, such as `NetworkInterfaces`, with the place of the mark that says so.
  var cutLists: [String: Place] = [:]
  /// The lists without an item.
  var emptyLists: Set<String> = []
  /// The lists that were read, with the first place of each.
  var lists: [String: Place] = [:]
}

/// An instance of EC2.
struct InstanceFacts: Sendable {
  let id: String
  var type: String?, subnet: String?
  /// The name of the cluster whose node it is, and of its node group.
  var cluster: String?, group: String?
  /// The name of the NodePool or Auto Scaling group that it belongs to.
  var otherGroup: String?
  var isSpot = false
  let place: Place
}

/// A version of a launch template.
struct TemplateFacts: Sendable {
  var id: String?, name: String?
  let version: Int
  var isDefault = false
  var type: Fact<String>?
  var hasImage = false
  /// The max pods that the user data sets; without a value, they mention it in a way that is not understood.
  var maxPods: Fact<Int?>?
  let place: Place
}
