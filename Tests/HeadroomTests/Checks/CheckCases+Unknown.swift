import Headroom
import HeadroomTestSupport

/// Plans that say of some facts that they are not known.
extension CheckCase {
  static let unknownFacts: [CheckCase] = [
    // 18 addresses a full t3.medium. All in one /24: 216 of 251 are more than 80%, 324 are too many; half of 30 too.
    CheckCase("HR-GRP-006", .note, among(nodes: 11)), CheckCase("HR-GRP-006", .warn, among(nodes: 12)),
    CheckCase("HR-GRP-006", .warn, among(nodes: 13)), CheckCase("HR-GRP-006", .unknown, among(nodes: 14)),
    CheckCase("HR-GRP-006", .unknown, among(nodes: 26)), CheckCase("HR-GRP-006", .fail, among(nodes: 27)),
    CheckCase("HR-GRP-006", .unknown, incomplete([.instanceTypes])),
    CheckCase("HR-GRP-006", .unknown, incomplete([.subnets])),
    CheckCase("HR-GRP-006", .unknown, incomplete([.desiredSize])),
    CheckCase("HR-GRP-006", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-SUB-009", nil, among(nodes: 13)), CheckCase("HR-SUB-009", .unknown, among(nodes: 14)),
    CheckCase("HR-SUB-009", nil, among(nodes: 27)), CheckCase("HR-SUB-009", .unknown, incomplete([.instanceTypes])),
    CheckCase("HR-SUB-009", .unknown, unknownMaxSize), CheckCase("HR-GRP-007", .unknown, unknownMaxSize),
    // 101 of 251 addresses are in use, perhaps by the nodes of the plan: four take 120, three 90.
    CheckCase("HR-SUB-010", .unknown, free(150, nodes: 4)), CheckCase("HR-SUB-010", nil, free(150, nodes: 3)),
    CheckCase("HR-GRP-007", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-GRP-006", .unknown, incomplete([.zones])), CheckCase("HR-GRP-006", .unknown, incomplete([.maxPods])),
    CheckCase("HR-SUB-011", nil, .sample([.m5Large], nodes: 1)),
    CheckCase(
      "HR-SUB-011", .unknown,
      .sample([.m5Large], nodes: 1, reservations: [nothing[0]], subnets: { $0.isUseUnknown = true })),
    CheckCase("HR-SUB-012", nil, .sample([.m5Large], nodes: 1)),
    CheckCase(
      "HR-SUB-012", .unknown,
      try! ClusterPlan.sample([.m5Large], nodes: 1).changing { $0.subnets.append(Subnet(name: "far", zone: "unknown")) }
    ),
    remark(.drift, "HR-IMP-001", .warn), remark(.leakedInterface, "HR-IMP-002", .note),
    remark(.unexplainedAddresses, "HR-IMP-003", .warn), remark(.notInFiles, "HR-IMP-004", .unknown),
    remark(.placeholder, "HR-IMP-005", .unknown), remark(.health, "HR-IMP-006", .warn),
    remark(.refusedByTool, "HR-IMP-007", .warn), remark(.assumption, "HR-IMP-008", .note),
    remark(.replacement, "HR-IMP-009", .note),
    CheckCase("HR-IMP-001", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-002", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-003", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-004", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-005", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-006", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-007", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-008", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-IMP-009", nil, .sample([.m5Large], nodes: 1)),
    // 29 pods of a full m5.large, of which aws-node and kube-proxy take two slots.
    CheckCase("HR-POD-001", .unknown, incomplete([.instanceTypes], pods: 28)),
    CheckCase("HR-POD-001", nil, incomplete([.instanceTypes], pods: 27)),
    CheckCase("HR-POD-008", .unknown, incomplete([.instanceTypes], pods: 27, most: 28)),
    CheckCase("HR-SUR-001", .unknown, incomplete([.instanceTypes], pods: 27) { $0.policy.survivesZoneLoss = true }),
    CheckCase(
      "HR-SUR-003", .unknown, incomplete([.instanceTypes], pods: 27) { $0.workloads[2].maxSurge = .count(1) }),
  ]

  private static let nothing = ["a", "b"].map { name in
    AddressReservation(name: "none-\(name)", kind: .controlPlane, subnets: [name], addresses: 0, peakAddresses: 0)
  }

  /// A group whose nodes are in one of two /24, or in both.
  private static func among(nodes: Int) -> ClusterPlan {
    let plan = ClusterPlan.sample(
      [.bundled("t3.medium")], nodes: nodes, blocks: ["10.0.0.0/24", "10.0.1.0/24"], reservations: nothing)
    return try! plan.changing { draft in
      draft.incompleteGroups = draft.nodeGroups.map { IncompleteGroup($0, unknown: [.choiceOfSubnets]) }
      draft.nodeGroups = []
      draft.workloads = []
    }
  }

  /// A node of which everything is known, and a group of which something is not.
  private static func incomplete(
    _ unknown: Set<IncompleteGroup.Unknown>, pods: Int = 0, most: Int? = nil,
    _ change: (inout ClusterPlan.Draft) -> Void = { _ in }
  ) -> ClusterPlan {
    var web = Workload(name: "web", replicas: pods)
    web.maxReplicas = most
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 1, workloads: pods > 0 ? [web] : [], reservations: [nothing[0]])
    return try! plan.changing { draft in
      var group = NodeGroup(name: "batch", instanceTypes: [.m5Large], subnets: ["a"], desiredSize: 1)
      if unknown.contains(.instanceTypes) { group.instanceTypes = [] }
      if unknown.contains(.subnets) { group.subnets = [] }
      if unknown.contains(.desiredSize) { group.desiredSize = nil }
      draft.incompleteGroups = [IncompleteGroup(group, unknown: unknown)]
      change(&draft)
    }
  }

  private static func free(_ count: Int, nodes: Int) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: nodes, reservations: [nothing[0]],
      subnets: {
        $0.setAvailable(AvailableAddresses(count, countsNodes: true))
      })
  }

  private static func remark(_ kind: PlanRemark.Kind, _ code: String, _ verdict: Verdict) -> CheckCase {
    let plan = ClusterPlan.sample([.m5Large], nodes: 1)
    return CheckCase(
      code, verdict, try! plan.changing { $0.remarks = [PlanRemark(kind, PlanPart(.subnet, "a"), "a word")] })
  }

  private static let unknownMaxSize = ClusterPlan.sample([.m5Large], nodes: 1) { $0.isMaxSizeUnknown = true }
}
