/// A group of nodes that are created and updated together.
public struct NodeGroup: Hashable, Sendable {
  /// What creates and replaces the nodes.
  public enum Manager: String, Hashable, Sendable, CaseIterable {
    /// A managed node group.
    case managed
    /// A self-managed Auto Scaling group.
    case selfManaged = "self-managed"
    /// A Karpenter NodePool.
    case karpenter
    /// EKS Auto Mode.
    case autoMode = "auto-mode"
    /// A Fargate profile; each pod runs on its own node.
    case fargate
  }

  /// The family of the nodes' machine image, which decides how a node is configured.
  public enum AMIFamily: String, Hashable, Sendable, CaseIterable {
    /// Amazon Linux 2023, configured by nodeadm.
    case amazonLinux2023 = "AmazonLinux2023"
    /// Amazon Linux 2, configured by `bootstrap.sh`.
    case amazonLinux2 = "AmazonLinux2"
    /// Bottlerocket.
    case bottlerocket = "Bottlerocket"
    /// Windows Server.
    case windows = "Windows"
    /// Any other image; it is treated like Amazon Linux 2023 unless the plan declares `maxPods`.
    case custom = "Custom"
  }

  /// The name in the plan.
  public let name: String
  /// The instance types that nodes may have; empty for Fargate.
  public var instanceTypes: [InstanceType]
  /// The names of the subnets that nodes may be in.
  public var subnets: [String]
  /// The number of nodes now; `nil` for Fargate, and where Karpenter or Auto Mode creates as many nodes as the pods
  /// need.
  public var desiredSize: Int?
  /// The minimum number of nodes.
  public var minSize: Int?
  /// The maximum number of nodes; ``desiredSize`` if it is `nil`.
  public var maxSize: Int?
  /// Whether the plan says that the maximum number of nodes is not known. ``maxSize`` is `nil` then.
  package var isMaxSizeUnknown = false
  /// The units that a node of each instance type counts, by the name of the type; empty if every node counts as one.
  /// With weights, all sizes of the group are numbers of units.
  package var weights: [String: Int] = [:]
  /// What creates and replaces the nodes.
  public var manager = Manager.managed
  /// The family of the nodes' machine image.
  public var amiFamily = AMIFamily.amazonLinux2023
  /// Whether nodes use a custom AMI. EKS does not set max pods on the nodes of a managed node group with a custom AMI.
  public var usesCustomAMI = false
  /// The max pods value that the plan declares for the group's nodes.
  public var declaredMaxPods: Int?
  /// The max pods that the group's nodes have now, as their `status.capacity.pods` says; it takes precedence over what
  /// would be computed.
  package var currentMaxPods: Int?
  /// The expression from which nodeadm or Karpenter computes max pods (`maxPodsExpression`).
  package var maxPodsExpression: MaxPodsExpression?
  /// The largest number of pods per vCPU (Karpenter's `podsPerCore`); 0 for no such limit.
  public var podsPerCore = 0
  /// The number of interfaces that Karpenter does not count for pods (its setting `RESERVED_ENIS`).
  public var reservedENIs = 0
  /// The limits of a Karpenter NodePool.
  public var limits: NodeLimits?
  /// The way in which the instances are paid for.
  public var capacityType = CapacityType.onDemand
  /// The discount on the price of the instances; `nil` for the discount of the plan.
  public var discount: Discount?
  /// The root volume of each node; `nil` for the default of what creates the nodes.
  public var rootVolume: RootVolume?
  /// How nodes are replaced in an update.
  public var update = UpdatePolicy()
  /// Whether nodes are spread evenly over the zones although Karpenter or EKS Auto Mode creates them, because the pods
  /// ask for it with topology spread constraints.
  public var spreadsOverZones = false
  /// The labels of the nodes.
  public var labels: [String: String] = [:]

  /// Creates a managed node group.
  public init(name: String, instanceTypes: [InstanceType], subnets: [String], desiredSize: Int? = nil) {
    self.name = name
    self.instanceTypes = instanceTypes
    self.subnets = subnets
    self.desiredSize = desiredSize
  }
}

extension NodeGroup {
  /// The operating system of the nodes and the program that assigns addresses to their pods.
  public enum Platform: Hashable, Sendable {
    /// Linux with the VPC CNI: every interface can serve pods; `aws-node` and `kube-proxy` are pods in the host's
    /// network.
    case linux
    /// Windows: only the primary interface serves pods; the CNI's agent and kube-proxy do not run as pods.
    case windows
    /// EKS Auto Mode: AWS runs the network plugin on the nodes with its own settings; neither it nor kube-proxy is a pod.
    case autoMode
  }

  /// The operating system of the nodes and the program that assigns addresses to their pods.
  package var platform: Platform { manager == .autoMode ? .autoMode : amiFamily == .windows ? .windows : .linux }

  /// The largest planned number of nodes; `nil` if there is no limit, or if other limits than a number decide.
  package var peakSize: Int? { maxSize ?? (growsFromNodesOfNow ? nil : desiredSize) }

  /// Whether each pod runs on its own node.
  var isFargate: Bool { manager == .fargate }

  /// Whether nodes are added and removed as the pods need them: the plan gives no number of nodes, or only that of now.
  package var growsWithPods: Bool { desiredSize == nil && !isFargate || growsFromNodesOfNow }

  /// Whether a NodePool has nodes now and no fixed largest number of them, only limits of CPU and memory or none at all.
  private var growsFromNodesOfNow: Bool {
    (manager == .karpenter || manager == .autoMode) && desiredSize != nil && maxSize == nil
      && (limits != nil || isMaxSizeUnknown)
  }
}
