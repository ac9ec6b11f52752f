/// The limits of a Karpenter NodePool: the resources that all of its nodes may have together.
///
/// Karpenter adds a node only if the capacity of all nodes stays within the limits.
public struct NodeLimits: Hashable, Sendable {
  /// The vCPUs of all nodes; `nil` if they are not limited.
  public var cpu: CPUAmount?
  /// The memory of all nodes; `nil` if it is not limited.
  public var memory: MemoryAmount?

  /// Creates limits.
  public init(cpu: CPUAmount? = nil, memory: MemoryAmount? = nil) {
    self.cpu = cpu
    self.memory = memory
  }

  /// Returns how many nodes of an instance type stay within the limits; `nil` if a limit is given for a resource that
  /// is not known of the type.
  ///
  /// Karpenter counts the capacity of a node: its vCPUs, and its memory less 7.5% that the hypervisor and the kernel
  /// keep.
  func nodes(of type: InstanceType) -> Int? {
    var most = PlanValidation.mostNodes
    if let cpu {
      guard let vcpus = type.vcpus else { return nil }
      most = min(most, cpu.millicores / (vcpus * 1000))
    }
    if let memory {
      guard let mebibytes = type.memory?.mebibytes else { return nil }
      let capacity = mebibytes - (mebibytes * 75).dividedRoundingUp(by: 1000)
      most = min(most, memory.mebibytes / max(1, capacity))
    }
    return most
  }
}
