/// A DaemonSet of EKS in the host's network that runs on every Linux node, even if a plan does not list it.
package struct NodeAgent: Hashable, Sendable {
  /// The name of the DaemonSet.
  package let name: String
  /// The CPU that its pod requests.
  package let cpu: CPUAmount

  /// The agents of a cluster with the VPC CNI.
  ///
  /// `aws-node` requests 25m for the CNI and 25m for the network policy agent (`config/master/aws-k8s-cni.yaml` of
  /// aws/amazon-vpc-cni-k8s v1.23.1). The 100m of kube-proxy are those of EKS' manifests as the tests of eksctl contain
  /// them, so they are an assumption.
  static let all = [
    NodeAgent(name: "aws-node", cpu: CPUAmount(millicores: 50)),
    NodeAgent(name: "kube-proxy", cpu: CPUAmount(millicores: 100)),
  ]
}
