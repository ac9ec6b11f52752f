/// A workload: pods that are created from one template.
public struct Workload: Hashable, Sendable {
  /// The name in the plan.
  public let name: String
  /// The number of pods now. A DaemonSet has one pod per node, whatever this number is.
  public var replicas: Int
  /// The maximum number of pods; ``replicas`` if it is `nil`.
  public var maxReplicas: Int?
  /// The number of pods that a rollout adds temporarily; `nil` if the plan does not give it.
  public var maxSurge: UpdatePolicy.Amount?
  /// The CPU that a pod requests.
  public var cpu: CPUAmount?
  /// The memory that a pod requests.
  public var memory: MemoryAmount?
  /// The ephemeral storage that a pod requests. Only Fargate bills it.
  public var ephemeralStorage: MemoryAmount?
  /// Whether the workload is a DaemonSet, which runs one pod on every node.
  public var isDaemonSet = false
  /// Whether pods use the host's network and so need no address.
  public var usesHostNetwork = false
  /// Whether the pods have security groups; each pod then gets a branch interface.
  public var hasSecurityGroups = false
  /// Whether each pod gets an address of every network card, which a pod annotation requests with `ENABLE_MULTI_NIC`.
  public var usesAllCards = false
  /// Whether the pods are placed before those of other workloads.
  public var isSystemCritical = false
  /// The names of the node groups that may run the pods; if it is empty, every group may except Fargate profiles.
  public var nodeGroups: [String] = []

  /// Creates a workload.
  public init(name: String, replicas: Int = 0) {
    self.name = name
    self.replicas = replicas
  }
}
