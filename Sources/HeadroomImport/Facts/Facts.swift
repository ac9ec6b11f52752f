internal import Headroom

/// What files say of a cluster, before it is put together.
struct Facts: Sendable {
  var clusters: [ClusterFacts] = []
  var subnets: [SubnetFacts] = []
  var groups: [GroupFacts] = []
  var reservations: [ReservationFacts] = []
  var remarks: [RemarkFacts] = []
  /// The objects of Karpenter and of EKS Auto Mode, such as NodePools, that other files contain.
  var manifests: [YAMLNode] = []
  /// The NodePools of EKS Auto Mode of which only the names are known.
  var builtInPools: [BuiltInPoolFacts] = []
  /// What was read without becoming part of the plan, one sentence each.
  var notes: Set<String> = []
  /// What only AWS knows.
  var live = LiveFacts()
  /// The clusters of which snapshots were made.
  var snapshots: [Fact<String>] = []
  /// What the objects of Kubernetes say.
  var kubernetes = KubernetesFacts()
}

/// A remark, with its place and with the cluster that it concerns if it does not concern all.
struct RemarkFacts: Sendable {
  let remark: PlanRemark
  let place: Place
  var cluster: String?

  init(_ kind: PlanRemark.Kind, _ subject: PlanPart, _ message: String, _ place: Place, cluster: String? = nil) {
    (remark, self.place, self.cluster) = (PlanRemark(kind, subject, message), place, cluster)
  }
}
