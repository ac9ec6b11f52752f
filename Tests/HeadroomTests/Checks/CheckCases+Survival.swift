import Headroom
import HeadroomTestSupport

/// Cases of updates, lost zones and growth.
extension CheckCase {
  private static func zones(
    _ pods: Int, survives: Bool = true, blocks: [String] = ["10.0.0.0/24", "10.0.1.0/24"]
  ) -> ClusterPlan {
    try! ClusterPlan.sample(
      [.m5Large], nodes: 2, blocks: blocks, workloads: [workload(pods)]
    ).changing { $0.policy.survivesZoneLoss = survives }
  }

  private static func replaced(_ pods: Int) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: 5, blocks: ["10.0.0.0/25"], network: .vpcCNI(["WARM_IP_TARGET": "1"]),
      workloads: [workload(pods)], reservations: nothingReserved
    ) { $0.manager = .selfManaged }
  }

  /// One node in a /25 of 123 addresses, with a control plane or a load balancer that may grow.
  private static func tight(used: Int, _ reservations: [AddressReservation] = []) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: 1, blocks: ["10.0.0.0/25"], workloads: [workload(1)], reservations: reservations,
      subnets: { $0.usedAddressCount = used })
  }

  /// Control plane subnets in two zones, of which one is full.
  private static let upgraded: ClusterPlan = {
    let base = ClusterPlan.sample([.m5Large], nodes: 2, blocks: ["10.0.0.0/24", "10.0.1.0/24"])
    return try! base.changing { $0.subnets[0].usedAddressCount = 238 }
  }()

  private static func balanced(used: Int) -> ClusterPlan {
    tight(
      used: used,
      nothingReserved + [AddressReservation(name: "web", kind: .applicationLoadBalancer, subnets: ["a"])])
  }

  private static func growing(_ rate: Double) -> ClusterPlan {
    try! ClusterPlan.sample([.m5Large], nodes: 6).changing {
      var growth = Growth()
      growth.ratePerMonth = rate
      $0.growth = growth
    }
  }

  static let survival: [CheckCase] = [
    CheckCase("HR-SUR-001", nil, zones(50, survives: false)), CheckCase("HR-SUR-001", .warn, zones(50)),
    CheckCase("HR-SUR-001", .note, zones(27)),
    // Both nodes of a lost zone are replaced in the other one, whose /26 has 59 addresses for 60 of two full nodes.
    CheckCase("HR-SUR-001", .fail, zones(50, blocks: ["10.0.0.0/26", "10.0.1.0/26"])),
    // Seven nodes hold 210 addresses and the control plane one of 251: there is room for one more node, not for two.
    CheckCase("HR-SUR-002", .warn, .sample([.m5Large], nodes: 7, workloads: [workload(189)])),
    CheckCase("HR-SUR-002", nil, .sample([.m5Large], nodes: 6, workloads: [workload(162)])),
    // At the peak, six nodes become eight; another one does not fit.
    CheckCase(
      "HR-SUR-002", .warn,
      .sample([.m5Large], nodes: 6, maxNodes: 8, workloads: [workload(162) { $0.maxReplicas = 200 }])),
    CheckCase("HR-SUR-003", nil, .sample([.m5Large], nodes: 1, workloads: [workload(20) { $0.maxSurge = .count(7) }])),
    CheckCase(
      "HR-SUR-003", .warn, .sample([.m5Large], nodes: 1, workloads: [workload(20) { $0.maxSurge = .count(8) }])),
    CheckCase("HR-SUR-004", nil, replaced(60)), CheckCase("HR-SUR-004", .warn, replaced(100)),
    // The node holds 20 of 123 addresses and the control plane one; an upgrade needs five free ones.
    CheckCase("HR-SUR-005", nil, tight(used: 97)), CheckCase("HR-SUR-005", .fail, tight(used: 98)),
    CheckCase("HR-SUR-005", .warn, upgraded),
    CheckCase("HR-SUR-006", nil, balanced(used: 95)), CheckCase("HR-SUR-006", .warn, balanced(used: 96)),
    CheckCase("HR-GRO-001", nil, growing(0)), CheckCase("HR-GRO-001", .warn, growing(0.1)),
  ]
}
