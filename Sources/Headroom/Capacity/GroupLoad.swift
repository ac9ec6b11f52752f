/// A node group after its pods are placed: its nodes, the addresses of a full node and the room for additional nodes.
public struct GroupLoad: Hashable, Sendable {
  /// The group and the facts that follow from its instance types.
  public let profile: GroupProfile
  /// The same with the instance types that the capacity is planned with: for a group that grows with its pods, the type
  /// whose nodes take the most addresses.
  package let planned: GroupProfile
  /// The nodes that a group that grows with its pods would have with each of its types alone; empty for other groups.
  package let fleets: [Fleet]
  /// The number of nodes now. On Fargate, each pod counts as one node.
  public let nodes: Int
  /// The number of nodes at the peak.
  package let peakNodes: Int
  /// The number of pods now that have or wait for an address of a node's pool, and of pods with a branch interface.
  let pods: Int, branchPods: Int
  /// The largest number of nodes; `nil` if there is no limit.
  public let maxNodes: Int?
  /// The zones of the group's subnets, sorted by name.
  package let zones: [String]
  /// The addresses of a full node, and those of a full node in a subnet whose tags exclude the primary interface.
  let full: FullNode, fullWithoutPrimary: FullNode
  /// The pods of a Fargate profile by workload; empty for other groups.
  package let fargatePods: [FargatePods]
  /// Whether the nodes' pools of addresses settle, instead of adding and releasing addresses forever.
  package let isStable: Bool
  /// The number of additional full nodes that fit, the smallest over the group's subnets; `nil` if a subnet CIDR is not
  /// known.
  public internal(set) var moreNodes: Int?
  /// The name of the subnet that limits the number of additional nodes.
  public internal(set) var stoppedBy: String?

  /// The pods of a workload on Fargate.
  package struct FargatePods: Hashable, Sendable {
    /// The workload.
    package let workload: Workload
    /// The number of pods now and at the peak.
    package let now: Int, peak: Int

    /// Returns the pods of all workloads with a pod now or at the peak, in the order of the plan.
    static func all(
      of plan: ClusterPlan, now: [(workload: Int, pods: Int)], peak: [(workload: Int, pods: Int)]
    ) -> [FargatePods] {
      let today = Dictionary(now.map { ($0.workload, $0.pods) }, uniquingKeysWith: +)
      let largest = Dictionary(peak.map { ($0.workload, $0.pods) }, uniquingKeysWith: +)
      return Set(today.keys).union(largest.keys).sorted().map {
        FargatePods(workload: plan.workloads[$0], now: today[$0] ?? 0, peak: largest[$0] ?? 0)
      }
    }
  }

  /// The instance type whose full node takes the most addresses, which is used for the subnets; `nil` on Fargate.
  package var largestType: InstanceType? { full.type }

  /// The number of addresses that a full node takes, including those of the interfaces themselves.
  public var addressesPerFullNode: Int { full.addresses.addresses }

  /// The largest number of /28 blocks that a full node takes as prefixes.
  public var prefixBlocksPerFullNode: Int { full.blocks.blocks }

  /// Returns the number of nodes to assume in each zone.
  ///
  /// An Auto Scaling group spreads its nodes evenly. If they cannot be divided evenly, any zone may have one more.
  static func perZone(_ nodes: Int, zones: Int) -> Int { nodes.dividedRoundingUp(by: max(1, zones)) }
}
