package import Headroom

extension ClusterPlan {
  /// Two m5.large with prefixes in a /24 whose 14 inner blocks are reserved for prefixes, and pods that an autoscaler
  /// may raise to 216: 108 on each node.
  package static func burst(warmPrefixes: Int) -> ClusterPlan {
    var web = Workload(name: "web", replicas: 0)
    web.maxReplicas = 216
    return .sample(
      [.m5Large], nodes: 2,
      network: .vpcCNI(["ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": "\(warmPrefixes)"]),
      workloads: [web], reservations: nothingReserved,
      subnets: {
        $0.cidrReservations = [
          "10.0.0.16/28", "10.0.0.32/27", "10.0.0.64/26", "10.0.0.128/26", "10.0.0.192/27", "10.0.0.224/28",
        ]
        .map { .init(block: try! IPv4CIDR(parsing: $0), kind: .prefix) }
      })
  }

  /// A Karpenter NodePool of up to 18 nodes in three zones, a /24 each, without reservations.
  package static func karpenter(
    _ types: [InstanceType] = [.m5Large], pods: Int, maxNodes: Int? = 18,
    blocks: [String] = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"], cpu: CPUAmount? = nil,
    _ change: (inout NodeGroup) -> Void = { _ in }
  ) -> ClusterPlan {
    var web = Workload(name: "web", replicas: pods)
    web.cpu = cpu
    return .sample(types, nodes: 0, maxNodes: maxNodes, blocks: blocks, workloads: [web], reservations: nothingReserved)
    {
      ($0.manager, $0.desiredSize) = (.karpenter, nil)
      change(&$0)
    }
  }

  /// Two groups of ten m5.large each, 540 pods that may run on both, and 40 batch pods that may run on one only.
  ///
  /// Together they have room for 540 pods with an address, so all 580 fit only into eleven nodes a group.
  package static func twoGroups(batchComesLast: Bool) -> ClusterPlan {
    var batch = Workload(name: "batch", replicas: 40)
    batch.nodeGroups = ["ng"]
    let web = Workload(name: "web", replicas: 540)
    let base = sample([.m5Large], nodes: 11, blocks: ["10.0.0.0/21"], reservations: nothingReserved)
    var other = base.nodeGroups[0]
    other = NodeGroup(name: "other", instanceTypes: other.instanceTypes, subnets: other.subnets, desiredSize: 11)
    return try! base.changing {
      $0.nodeGroups.append(other)
      $0.workloads += batchComesLast ? [web, batch] : [batch, web]
    }
  }
}
