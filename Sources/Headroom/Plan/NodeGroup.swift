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
  public var instanceTypes: [InstanceType]
  /// Names of the subnets that nodes may be in.
  public var subnets: [String]
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
  /// The operating system of the nodes.
  public enum Platform: Hashable, Sendable {
    /// Linux: every interface can serve pods, and `aws-node` and `kube-proxy` run on the host's network.
    case linux
    /// Windows: only the primary interface serves pods, and the agents are not pods.
    case windows
  }

  /// The operating system of the nodes.
  public var platform: Platform { amiFamily == .windows ? .windows : .linux }

  /// The largest number of nodes that is planned, or `nil` if nothing limits it.
  public var peakSize: Int? { maxSize ?? desiredSize }

  /// Whether each pod gets a node of its own.
  var isFargate: Bool { manager == .fargate }

  /// Whether nodes are added and removed as pods need them, because the plan gives no size.
  var growsWithPods: Bool { desiredSize == nil && !isFargate }
}
