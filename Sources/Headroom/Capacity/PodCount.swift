/// What becomes of a workload's pods. An estimate of the scheduler, not the scheduler.
public struct PodCount: Hashable, Sendable {
  /// The workload.
  public let workload: Workload
  /// Pods wanted; for a DaemonSet one for each node of its groups.
  public var pods = 0
  /// Pods that run.
  public var running = 0
  /// Pods that no node takes.
  public var pending = 0
  /// Pods on a node that has no address for them; Kubernetes shows them as ContainerCreating.
  public var waitingForAddress = 0
  /// What stopped the pods that do not run, in the scheduler's words where it has any; empty if all run.
  public var reason = ""
}
