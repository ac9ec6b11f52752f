extension NodeGroup {
  /// The program or service that sets max pods on the group's nodes; `nil` on Fargate, where there is none.
  package var maxPodsSetter: MaxPodsSetter? {
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

  /// Whether the max pods value that the plan declares has an effect.
  ///
  /// EKS' own value overrides it in a managed node group without a custom AMI and in Auto Mode.
  ///
  /// Source: EKS user guide, nodes/create-managed-node-group, "How maxPods is determined".
  package var declaredMaxPodsCount: Bool { maxPodsSetter != .managed && maxPodsSetter != .autoMode }
}
