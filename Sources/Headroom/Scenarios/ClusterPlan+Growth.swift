extension ClusterPlan {
  /// Returns the plan with its replicas and node group sizes multiplied by a factor and rounded up; `nil` if the result
  /// is too large for a plan.
  func grown(by factor: Double) -> ClusterPlan? {
    func grown(_ count: Int) -> Int? {
      let number = (Double(count) * factor - 1e-9).rounded(.up)
      return number < 1e12 ? max(0, Int(number)) : nil
    }
    return try? changing { draft in
      for index in draft.workloads.indices where !draft.workloads[index].isDaemonSet {
        // A number that is too large becomes the largest integer, which the plan rejects.
        let replicas = grown(draft.workloads[index].replicas) ?? .max
        draft.workloads[index].replicas = replicas
        draft.workloads[index].maxReplicas = draft.workloads[index].maxReplicas.flatMap(grown).map { max($0, replicas) }
      }
      for index in draft.nodeGroups.indices {
        let size = draft.nodeGroups[index].desiredSize.flatMap(grown)
        draft.nodeGroups[index].desiredSize = size
        draft.nodeGroups[index].minSize = nil
        draft.nodeGroups[index].maxSize = draft.nodeGroups[index].maxSize.flatMap(grown).map { max($0, size ?? 0) }
      }
    }
  }
}
