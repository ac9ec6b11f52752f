/// The labels of nodes that decide about zones and about how instances are paid for.
enum NodeLabel {
  static let zone = "topology.kubernetes.io/zone"
  static let zoneID = "topology.k8s.aws/zone-id"
  static let region = "topology.kubernetes.io/region"
  static let capacityType = "karpenter.sh/capacity-type"
  static let pool = "karpenter.sh/nodepool"
  static let type = "node.kubernetes.io/instance-type"
  static let architecture = "kubernetes.io/arch"
  static let system = "kubernetes.io/os"
}
