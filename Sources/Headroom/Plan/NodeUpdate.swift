/// The replacement of a group's nodes by an update: in batches, with or without additional nodes.
///
/// Sources: EKS user guide, nodes/managed-node-update-behavior; Karpenter, disruption budgets.
package struct NodeUpdate: Hashable, Sendable {
  /// The number of nodes that the update adds temporarily.
  package let surge: Int
  /// The number of nodes that are replaced at the same time.
  package let batch: Int
  /// Whether the old nodes accept no more pods from the start of the update.
  package let cordonsOldNodes: Bool

  /// The largest number of nodes that a managed node group replaces at the same time.
  private static let mostInManagedGroup = 100

  /// Creates the update of a group.
  ///
  /// A managed node group grows by `maxUnavailable` or by twice the number of its zones, whichever is larger: with five
  /// zones and `maxUnavailable` 1 the update adds up to 10 nodes. Karpenter replaces a tenth of the nodes at a time
  /// unless its budget says otherwise, and adds a node for each.
  ///
  /// - Parameters:
  ///   - group: The node group.
  ///   - nodes: The number of nodes in the group.
  ///   - zones: The number of zones that the group's subnets are in.
  package init(of group: NodeGroup, nodes: Int, zones: Int) {
    let isKarpenter = group.manager == .karpenter || group.manager == .autoMode
    let amount = group.update.maxUnavailable ?? (isKarpenter ? .percent(10) : .count(1))
    let wanted = max(1, amount.count(of: nodes))
    switch group.manager {
    case .managed:
      // EKS replaces at most 100 nodes in parallel, whatever maxUnavailable says.
      batch = min(wanted, Self.mostInManagedGroup)
      // With the strategy MINIMAL the old nodes go first and nothing is added.
      let isDefault = group.update.strategy == .standard
      surge = isDefault && nodes > 0 ? max(2 * zones, batch) : 0
      cordonsOldNodes = isDefault
    case .karpenter, .autoMode:
      batch = min(wanted, nodes)
      surge = batch
      cordonsOldNodes = false
    case .selfManaged, .fargate:
      batch = wanted
      surge = 0
      cordonsOldNodes = false
    }
  }

  /// Whether old nodes are drained before new ones exist.
  package var drainsFirst: Bool { surge == 0 }
}
