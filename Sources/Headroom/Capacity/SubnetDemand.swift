/// A level of a plan's demand for addresses.
package enum DemandLevel: Hashable, Sendable, CaseIterable {
  /// The plan's pods on the nodes of today.
  case now
  /// Every workload at `maxReplicas` and every node group at `maxSize`, with pods that come one by one. In a plan that
  /// lists no pods the nodes are full.
  case peak
  /// The same pods and nodes, with pods that come at once.
  case burst
  /// As many nodes as at the peak, each of them full.
  case full

  /// The size of the plan at the level.
  var size: PlanSize { self == .now ? .today : .largest }
}

/// The addresses that nodes and pods take from one subnet, at one level of demand.
struct SubnetDemand: Hashable, Sendable {
  /// The addresses and blocks, those of interfaces and warm ones included.
  var total = SubnetShare()
  /// The same with the split of pods that takes the most /28 blocks. It differs only at the level of full nodes, if the
  /// plan has pods with security groups.
  var totalOfBlocks = SubnetShare()
  /// The number of addresses by which the demand is smaller if nodes of EKS Auto Mode fall back to single addresses.
  var relief = 0
  /// The addresses of each group.
  var shares: [Share] = []

  /// The addresses that the nodes of one group take in the subnet.
  struct Share: Hashable, Sendable {
    let group: String
    /// The number of nodes.
    let nodes: Int
    let total: SubnetShare
    /// The number of pods that have or wait for an address.
    let pods: Int
    /// Whether these are interfaces that subnet tags bring here from nodes in other subnets.
    var isElsewhere = false

    /// The nodes that the share belongs to, which are the same at every level.
    var nodesOf: Nodes { Nodes(group: group, isElsewhere: isElsewhere) }
  }

  /// The nodes of one group whose interfaces are in the subnet.
  struct Nodes: Hashable, Sendable {
    let group: String
    let isElsewhere: Bool
  }

  /// The shares by the nodes that they belong to.
  var sharesByNodes: [Nodes: Share] { Dictionary(shares.map { ($0.nodesOf, $0) }) { first, _ in first } }

  /// The number of warm addresses: held for pods, but used by no pod.
  var warm: Int { total.warm }

  mutating func add(_ share: Share) {
    shares.append(share)
    total += share.total
    totalOfBlocks += share.total
  }
}
