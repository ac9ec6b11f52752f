/// The outcome of placing a workload's pods: how many run, are pending or wait for an address.
///
/// The placement is an estimate of what the Kubernetes scheduler does; it does not run the scheduler.
public struct PodCount: Hashable, Sendable {
  /// The workload.
  public let workload: Workload
  /// The number of pods wanted; for a DaemonSet one per node of its groups.
  public var pods = 0
  /// The number of pods that run.
  public var running = 0
  /// The number of pending pods: no node takes them.
  public var pending = 0
  /// The number of pods that wait for an address: they have a node that has no address for them. Kubernetes shows them
  /// as `ContainerCreating`.
  public var waitingForAddress = 0
  /// The reason why pods are pending, in the scheduler's words; empty if none is.
  package var pendingReason = ""
  /// The reason why pods wait for an address; empty if none does.
  package var waitingReason = ""
  /// The names of the subnets that have no address for the waiting pods; empty if the limit is another one.
  package var fullSubnets: [String] = []

  /// The reasons why pods do not run; empty if all pods run.
  public var reason: String { [pendingReason, waitingReason].filter { !$0.isEmpty }.joined(separator: "; ") }

  /// Creates the outcome for a workload without pods.
  init(workload: Workload) { self.workload = workload }
}
