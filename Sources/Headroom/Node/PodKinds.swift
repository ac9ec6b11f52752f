/// The kinds of pods, of those that need special addresses, that may run on a node group.
struct PodKinds: Hashable {
  /// Whether there are pods with security groups.
  var haveBranches = false
  /// Whether there are pods with an address of each network card.
  var useAllCards = false

  /// Returns the kinds for each group of a plan, from the workloads that may run on it.
  static func byGroup(of plan: ClusterPlan) -> [PodKinds] {
    let special = plan.workloads.filter { $0.hasSecurityGroups || $0.usesAllCards }
    return plan.nodeGroups.map { group in
      PodKinds(special.filter { $0.nodeGroups.isEmpty || $0.nodeGroups.contains(group.name) })
    }
  }

  /// Returns the kinds of some workloads.
  init(_ workloads: [Workload]) {
    haveBranches = workloads.contains(where: \.hasSecurityGroups)
    useAllCards = workloads.contains(where: \.usesAllCards)
  }
}
