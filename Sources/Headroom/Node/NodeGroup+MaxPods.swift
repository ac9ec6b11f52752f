extension NodeGroup {
  /// Who configures max pods; `nil` on Fargate, where nobody does.
  public var maxPodsSetter: MaxPodsSetter? {
    switch (manager, amiFamily) {
    case (.fargate, _): nil
    case (.autoMode, _): .autoMode
    case (.karpenter, _): .karpenter
    case (.managed, _) where !usesCustomAMI: .managed
    case (_, .amazonLinux2): .al2
    case (_, .bottlerocket): .bottlerocket
    case (_, .amazonLinux2023), (_, .windows), (_, .custom): .nodeadm
    }
  }

  /// Whether the declared max pods reach the nodes: the value of a managed node group without a custom AMI beats them.
  ///
  /// Source: EKS user guide, nodes/create-managed-node-group, "How maxPods is determined".
  public var declaredMaxPodsCount: Bool { maxPodsSetter != .managed && maxPodsSetter != .autoMode }
}
