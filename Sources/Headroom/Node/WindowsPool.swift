/// The addresses that a Windows node holds. The VPC resource controller assigns all of them to its primary interface.
///
/// The numbers are the defaults of the `amazon-vpc-cni` ConfigMap in the Helm chart: one spare address and at least
/// three addresses in total.
///
/// Source: `pkg/pool/pool.go` and `pkg/config/loader.go` of aws/amazon-vpc-resource-controller-k8s (b8d425119).
struct WindowsPool {
  /// The number of addresses held for pods.
  let podAddresses: Int
  /// The number of pods that get an address.
  let served: Int

  static let warm = 1, minimum = 3

  init(on type: InstanceType, pods: Int) {
    podAddresses = min(max(pods + Self.warm, Self.minimum), type.podSlotsPerInterface)
    served = min(pods, podAddresses)
  }
}
