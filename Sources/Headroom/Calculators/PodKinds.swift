/// Which kinds of pods a plan has at all.
struct PodKinds: Hashable {
  /// Pods with security groups of their own.
  var haveBranches = false
  /// Pods with an address of each network card.
  var useAllCards = false

  init(_ workloads: [Workload]) {
    haveBranches = workloads.contains(where: \.hasSecurityGroups)
    useAllCards = workloads.contains(where: \.usesAllCards)
  }
}
