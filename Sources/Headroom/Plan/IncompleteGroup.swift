/// A node group of which the plan does not say enough to compute what its nodes take.
///
/// It is not part of the capacity. Findings say which subnets and pods depend on it, and what would tell the rest.
package struct IncompleteGroup: Hashable, Sendable {
  /// A fact about a node group that is not known.
  package enum Unknown: String, Hashable, Sendable, CaseIterable {
    /// The instance types.
    case instanceTypes
    /// The number of nodes.
    case desiredSize
    /// The subnets.
    case subnets
    /// In which of its subnets the nodes are.
    case choiceOfSubnets
    /// The zones of its subnets.
    case zones
    /// The number of pods that a node may run.
    case maxPods
  }

  /// What is known of the group. Its subnets are those that its nodes may be in.
  package var group: NodeGroup
  /// What is not known.
  package var unknown: Set<Unknown>

  /// Creates a group.
  package init(_ group: NodeGroup, unknown: Set<Unknown>) {
    (self.group, self.unknown) = (group, unknown)
  }

  /// The name in the plan.
  package var name: String { group.name }

  /// Whether everything but the choice of subnets is known.
  var isOnlyUndecided: Bool { unknown == [.choiceOfSubnets] }
}

extension IncompleteGroup.Unknown {
  /// What is not known, as the subject of a sentence that goes on with "not known".
  var phrase: String {
    switch self {
    case .instanceTypes: "its instance types are"
    case .desiredSize: "its number of nodes is"
    case .subnets: "its subnets are"
    case .choiceOfSubnets: "in which of its subnets the nodes are, is"
    case .zones: "the zone of a subnet of it is"
    case .maxPods: "the number of pods that a node may run is"
    }
  }

  /// The key of the plan file that says so.
  var key: String {
    switch self {
    case .instanceTypes: "instanceTypes"
    case .desiredSize: "desiredSize"
    case .subnets, .choiceOfSubnets, .zones: "subnets"
    case .maxPods: "maxPods"
    }
  }

  /// The command that prints what is not known.
  var command: String {
    switch self {
    case .instanceTypes: "`aws ec2 describe-launch-template-versions`"
    case .desiredSize, .subnets, .choiceOfSubnets: "`aws eks describe-nodegroup`"
    case .zones: "`aws ec2 describe-subnets`"
    case .maxPods: "`kubectl get nodes -o json` (status.capacity.pods)"
    }
  }
}

extension ClusterPlan {
  /// Returns what the files that the plan was made from say about the facts of a group that are not known.
  func reasons(for item: IncompleteGroup) -> [IncompleteGroup.Unknown: String] {
    var reasons: [IncompleteGroup.Unknown: String] = [:]
    for unknown in item.unknown {
      let part = PlanPart(.nodeGroup, item.name, key: unknown.key)
      reasons[unknown] = remarks.first { $0.kind == .notInFiles && $0.subject == part }?.message
    }
    return reasons
  }

  /// Whether what a remark says is not in the files is still not known.
  package func isOpen(_ remark: PlanRemark) -> Bool {
    guard isReason(remark) else { return true }
    return incompleteGroups.contains { item in
      item.name == remark.subject.name && item.unknown.contains { $0.key == remark.subject.key }
    }
  }

  /// Whether a remark only gives the reason why a fact about a node group is not known. Another finding names it, and
  /// there is none if the fact is known by now.
  func isReason(_ remark: PlanRemark) -> Bool {
    let keys = IncompleteGroup.Unknown.allCases.map(\.key)
    return remark.kind == .notInFiles && remark.subject.kind == .nodeGroup
      && remark.subject.key.map(keys.contains) ?? false
  }

  /// Returns the sorted names of the subnets that the nodes of a group may be in; all subnets for nodes if the plan gives none.
  func subnets(of item: IncompleteGroup) -> [String] {
    let named = item.group.subnets
    return item.unknown.contains(.subnets) && named.isEmpty
      ? subnets.filter { $0.roles.contains(.nodes) }.map(\.name).sorted() : named.sorted()
  }

  /// A sentence that says of which node groups the numbers know nothing; `nil` if everything is known.
  package var noteOnIncompleteGroups: String? {
    let names = incompleteGroups.map(\.name).sorted()
    guard !names.isEmpty else { return nil }
    return """
      The numbers are without the nodes of \(abbreviated(names)), of which the plan does not say enough; HR-GRP-006 says \
      how to find out.
      """
  }

  /// Returns the sorted names of the incomplete groups whose nodes may run a workload.
  func incompleteGroups(for workload: Workload) -> [String] {
    incompleteGroups.map(\.name).filter { workload.nodeGroups.isEmpty || workload.nodeGroups.contains($0) }.sorted()
  }
}
