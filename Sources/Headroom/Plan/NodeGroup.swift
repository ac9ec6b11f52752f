/// Nodes that are made and changed together.
public struct NodeGroup: Hashable, Sendable {
  /// Who makes the nodes.
  public enum Manager: String, Hashable, Sendable, CaseIterable {
    /// A managed node group.
    case managed
    /// An Auto Scaling group of one's own.
    case selfManaged = "self-managed"
    /// A Karpenter NodePool.
    case karpenter
    /// EKS Auto Mode.
    case autoMode = "auto-mode"
    /// A Fargate profile: each pod has a node of its own.
    case fargate
  }

  /// The operating system's family.
  public enum AMIFamily: String, Hashable, Sendable, CaseIterable {
    /// Amazon Linux 2023, configured by nodeadm.
    case amazonLinux2023 = "AmazonLinux2023"
    /// Amazon Linux 2, configured by `bootstrap.sh`.
    case amazonLinux2 = "AmazonLinux2"
    /// Bottlerocket.
    case bottlerocket = "Bottlerocket"
    /// Windows Server.
    case windows = "Windows"
    /// Anything else; configured as Amazon Linux 2023 is, unless the plan declares `maxPods`.
    case custom = "Custom"
  }

  /// The name in the plan.
  public let name: String
  /// The types that nodes may have; none for Fargate.
  public let instanceTypes: [InstanceType]
  /// Names of the subnets that nodes may be in.
  public let subnets: [String]
  /// Nodes now; `nil` where Karpenter or Auto Mode makes as many as the pods need, and for Fargate.
  public var desiredSize: Int?
  /// Nodes at the least.
  public var minSize: Int?
  /// Nodes at the most, by default ``desiredSize``.
  public var maxSize: Int?
  /// Who makes the nodes.
  public var manager = Manager.managed
  /// The operating system's family.
  public var amiFamily = AMIFamily.amazonLinux2023
  /// Whether the image is one's own, so that a managed node group does not configure it.
  public var usesCustomAMI = false
  /// The max pods that the plan declares.
  public var declaredMaxPods: Int?
  /// How nodes are replaced.
  public var update = UpdatePolicy()
  /// Labels of the nodes.
  public var labels: [String: String] = [:]

  /// Makes a managed group.
  public init(name: String, instanceTypes: [InstanceType], subnets: [String], desiredSize: Int? = nil) {
    self.name = name
    self.instanceTypes = instanceTypes
    self.subnets = subnets
    self.desiredSize = desiredSize
  }
}

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

  /// The operating system of the nodes.
  public var platform: MaxPods.Platform { amiFamily == .windows ? .windows : .linux }

  /// The most nodes that are planned, or `nil` if nothing bounds them.
  public var peakSize: Int? { maxSize ?? desiredSize }
}
