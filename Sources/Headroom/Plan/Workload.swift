/// Pods that are made from one template.
public struct Workload: Hashable, Sendable {
  /// The name in the plan.
  public let name: String
  /// Pods now; for a DaemonSet one a node, whatever this says.
  public var replicas: Int
  /// Pods at the most, by default ``replicas``.
  public var maxReplicas: Int?
  /// Pods that a rollout adds for a while; `nil` if the plan does not tell.
  public var maxSurge: UpdatePolicy.Amount?
  /// The CPU that a pod requests.
  public var cpu: CPUAmount?
  /// The memory that a pod requests.
  public var memory: MemoryAmount?
  /// Whether every node runs one.
  public var isDaemonSet = false
  /// Whether pods use the node's address instead of one of their own.
  public var usesHostNetwork = false
  /// Whether each pod has security groups, and so a branch interface, of its own.
  public var hasSecurityGroups = false
  /// Whether each pod has an address of every network card, as an annotation asks with `ENABLE_MULTI_NIC`.
  public var usesAllCards = false
  /// Whether pods are placed before others.
  public var isSystemCritical = false
  /// Names of the groups whose nodes may run the pods; empty for all but Fargate profiles.
  public var nodeGroups: [String] = []

  /// Makes a workload.
  public init(name: String, replicas: Int = 0) {
    self.name = name
    self.replicas = replicas
  }
}
