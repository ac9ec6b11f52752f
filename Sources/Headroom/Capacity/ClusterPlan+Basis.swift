extension ClusterPlan {
  /// The level whose demand decides the verdicts.
  package var basis: DemandLevel { policy.basis == .fullNodes ? .full : .peak }

  /// Whether the plan lists workloads other than DaemonSets. If it does not, nothing says how many pods the nodes run at
  /// the peak, so they are assumed to be full.
  package var listsPods: Bool { workloads.contains { !$0.isDaemonSet } }
}
