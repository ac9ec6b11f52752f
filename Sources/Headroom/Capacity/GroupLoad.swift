/// A node group with its pods placed: its nodes, what a full one takes, how many more fit, what they cost.
public struct GroupLoad: Hashable, Sendable {
  /// The group and what follows from its types.
  public let profile: GroupProfile
  /// Nodes now; on Fargate one a pod.
  public let nodes: Int
  /// Pods on them that have, or wait for, an address of a pool, and those that have a branch interface.
  let pods: Int, branchPods: Int
  /// Nodes at the most, or `nil` if nothing bounds them; then ``nodes`` stands in for the peak.
  public let maxNodes: Int?
  /// Zones of the group's subnets, in the plan's order.
  public let zones: [String]
  /// The type that takes the most addresses, which counts for subnets; `nil` on Fargate.
  public let largestType: InstanceType?
  /// What a full node takes of its own subnet and, with custom networking, of the pods' subnet.
  let full: NodeFootprint
  /// Whether the addresses that nodes hold come to rest.
  public let isStable: Bool
  /// More full nodes that fit into every zone, the smallest over the zones; `nil` if a block is not known.
  public internal(set) var moreNodes: Int?
  /// The subnet that stops the next node.
  public internal(set) var stoppedBy: String?

  /// Addresses that a full node takes, primary ones included.
  public var addressesPerFullNode: Int { full.addresses }

  /// The /28 blocks that a full node takes.
  public var prefixBlocksPerFullNode: Int { full.node.blocks + full.pods.blocks }

  /// Nodes that count in each zone: with a remainder any zone may have one more.
  static func perZone(_ nodes: Int, zones: Int) -> Int { nodes.dividedRoundingUp(by: max(1, zones)) }
}
