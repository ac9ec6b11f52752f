/// A size of a plan for which its pods are placed.
enum PlanSize: Hashable, Sendable {
  /// The numbers of pods and nodes of today.
  case today
  /// Every workload at `maxReplicas` and every node group at `maxSize`.
  case largest
  /// The pods of today with every node group at `maxSize`.
  case todayOnMostNodes

  /// Returns the number of pods of a workload; that of a DaemonSet follows from the nodes.
  func pods(of workload: Workload) -> Int {
    self == .largest ? workload.maxReplicas ?? workload.replicas : workload.replicas
  }

  /// Returns the number of nodes of a group; `nil` for Fargate and where nodes are created as the pods need them.
  func nodes(of group: NodeGroup) -> Int? {
    guard !group.isFargate, let size = group.desiredSize else { return nil }
    return self == .today ? size : max(size, group.maxSize ?? size)
  }
}

extension ClusterPlan {
  /// Whether the plan is larger at the peak than today.
  var growsToPeak: Bool {
    workloads.contains { !$0.isDaemonSet && $0.maxReplicas ?? 0 > $0.replicas }
      || nodeGroups.contains { PlanSize.largest.nodes(of: $0) != PlanSize.today.nodes(of: $0) }
  }
}
