/// Which kinds of pods a plan has at all.
struct PodKinds: Hashable {
  /// Pods with security groups of their own.
  var haveBranches = false
  /// Pods with an address of each network card.
  var useAllCards = false

  /// The kinds for each group of a plan: those of the workloads that may run on it.
  static func byGroup(of plan: ClusterPlan) -> [PodKinds] {
    let special = plan.workloads.filter { $0.hasSecurityGroups || $0.usesAllCards }
    return plan.nodeGroups.map { group in
      PodKinds(special.filter { $0.nodeGroups.isEmpty || $0.nodeGroups.contains(group.name) })
    }
  }

  init(_ workloads: [Workload]) {
    haveBranches = workloads.contains(where: \.hasSecurityGroups)
    useAllCards = workloads.contains(where: \.usesAllCards)
  }
}
