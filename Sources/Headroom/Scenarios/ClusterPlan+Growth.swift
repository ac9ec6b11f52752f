extension ClusterPlan {
  /// Returns the plan with its pods and nodes multiplied; `nil` if that is more than any cluster has.
  func grown(by factor: Double) -> ClusterPlan? {
    func grown(_ count: Int) -> Int? {
      let number = (Double(count) * factor - 1e-9).rounded(.up)
      return number < 1e12 ? max(0, Int(number)) : nil
    }
    return try? changing { draft in
      for index in draft.workloads.indices where !draft.workloads[index].isDaemonSet {
        // More pods than that are refused by the plan.
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
