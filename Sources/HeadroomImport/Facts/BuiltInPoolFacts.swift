internal import Headroom

/// A NodePool of which a file says only the name, or only that there may be some.
struct BuiltInPoolFacts: Sendable {
  /// The name of a NodePool that EKS Auto Mode creates itself, `general-purpose` or `system`; `nil` if the file names
  /// none although Auto Mode or Karpenter is there.
  let name: String?
  /// What creates the nodes.
  var manager = NodeGroup.Manager.autoMode
  /// The name of the cluster.
  let cluster: String
  /// The subnets of its nodes.
  let homes: GroupFacts.Homes
  /// Where that stands, and whether the file says what is wanted or what exists.
  let place: Place, stage: Stage
}
