import Headroom
import HeadroomTestSupport

extension CheckCase {
  /// A plan whose version leaves standard support on 2026-12-02, two months after the newest embedded fact.
  private static func growing(_ months: Int) -> ClusterPlan {
    try! ClusterPlan.sample([.m5Large], nodes: 1).changing {
      $0.kubernetesVersion = KubernetesVersion(1, 34)
      $0.growth = Growth()
      $0.growth?.horizon = months
    }
  }

  static let costs: [CheckCase] = [
    CheckCase("HR-CST-001", .note, .sample([.m5Large], nodes: 1) { $0.amiFamily = .windows }),
    CheckCase("HR-CST-001", .note, .sample([.bundled("c8g-flex.large")], nodes: 1)),
    CheckCase("HR-CST-001", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-CST-002", .warn, growing(2)), CheckCase("HR-CST-002", nil, growing(1)),
    CheckCase("HR-CST-002", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-GRP-004", nil, offered([.m5Large])), CheckCase("HR-GRP-004", .fail, offered([.bundled("c5n.large")])),
    CheckCase("HR-GRP-004", .warn, offered([.m5Large, .bundled("c5n.large")])),
    CheckCase("HR-GRP-005", .warn, .sample([.bundled("f1.2xlarge")], nodes: 1)),
    CheckCase("HR-GRP-005", nil, .sample([.m5Large], nodes: 1)),
  ]

  /// A group in one zone, which is ``apne2-az4``.
  private static func offered(_ types: [InstanceType]) -> ClusterPlan {
    .sample(types, nodes: 1, subnets: { $0.zoneID = "apne2-az4" })
  }
}
