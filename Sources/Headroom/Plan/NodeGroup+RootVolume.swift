extension NodeGroup {
  /// The root volume that a node gets if the plan gives none.
  ///
  /// Managed node groups without a launch template have 20 GiB, and 50 GiB on Windows (EKS API, `diskSize` of
  /// CreateNodegroup). Karpenter has 20 GiB, and with Bottlerocket 4 GiB and 20 GiB (aws/karpenter-provider-aws,
  /// `pkg/providers/amifamily`). The AMI of Amazon Linux 2023 has 20 GiB (awslabs/amazon-eks-ami). EKS Auto Mode has
  /// 80 GiB for data; the size of its read-only root is not known.
  package var usualRootVolume: RootVolume {
    switch (manager, amiFamily) {
    case (.autoMode, _): RootVolume(gibibytes: 80)
    case (_, .windows): RootVolume(gibibytes: 50)
    case (.karpenter, .bottlerocket): RootVolume(gibibytes: 24)
    default: RootVolume(gibibytes: 20)
    }
  }
}
