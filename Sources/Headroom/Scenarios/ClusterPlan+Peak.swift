extension ClusterPlan {
  /// Returns the plan with the numbers of pods and nodes of its peak as those of today.
  func atPeak() -> ClusterPlan {
    guard growsToPeak else { return self }
    let peak = try? changing { draft in
      for index in draft.workloads.indices {
        draft.workloads[index].replicas = PlanSize.largest.pods(of: draft.workloads[index])
      }
      for index in draft.nodeGroups.indices {
        guard let size = PlanSize.largest.nodes(of: draft.nodeGroups[index]) else { continue }
        draft.nodeGroups[index].desiredSize = size
      }
    }
    // Numbers that a plan accepts as the largest ones are accepted as those of today.
    return peak ?? self
  }
}
