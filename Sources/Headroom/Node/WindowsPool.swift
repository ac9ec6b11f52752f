/// The addresses that a Windows node holds: all on its primary interface, given by the VPC resource controller.
///
/// The defaults of the `amazon-vpc-cni` ConfigMap as the chart ships it: one spare address, three at the least.
///
/// Source: `pkg/pool/pool.go` and `pkg/config/loader.go` of aws/amazon-vpc-resource-controller-k8s (b8d425119).
struct WindowsPool {
  /// Addresses held for pods.
  let podAddresses: Int
  /// Pods that get an address.
  let served: Int

  static let warm = 1, minimum = 3

  init(on type: InstanceType, pods: Int) {
    podAddresses = min(max(pods + Self.warm, Self.minimum), type.podSlotsPerInterface)
    served = min(pods, podAddresses)
  }
}
