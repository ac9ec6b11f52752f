import Headroom
import HeadroomTestSupport
import Testing

/// A plan with the verdict that a check gives for it; `nil` if the check is silent.
struct CheckCase: Sendable {
  let code: String
  let verdict: Verdict?
  let plan: ClusterPlan

  init(_ code: String, _ verdict: Verdict?, _ plan: ClusterPlan) {
    self.code = code
    self.verdict = verdict
    self.plan = plan
  }
}

extension CheckCase: CustomTestStringConvertible {
  /// The code and the verdict; a whole plan would fill the log.
  var testDescription: String { "\(code) \(verdict.map(\.description) ?? "silent")" }
}

extension CheckCase {
  /// For each check every verdict that it can give, and the plan next to it for which it is silent: the largest number
  /// that is allowed and the smallest that is not, or a setting that is as it should be.
  static let all = subnets + network + cni + pods + groups + costs + survival + traffic + limits + unknownFacts

  private static let subnets: [CheckCase] = [
    // A full m5.large takes 30 addresses, and the control plane may take 5 of 251.
    CheckCase("HR-SUB-001", nil, .sample([.m5Large], nodes: 8)),
    CheckCase("HR-SUB-001", .fail, .sample([.m5Large], nodes: 9)),
    // One interface has the pods, and the other is warm.
    CheckCase(
      "HR-SUB-001", .warn,
      .sample(
        [.m5Large], nodes: 1, blocks: ["10.0.0.0/28"], workloads: [Workload(name: "web", replicas: 5)],
        reservations: nothingReserved)),
    // 27 addresses: a node of Auto Mode takes one and two prefixes for 17 pods, or else one for each pod.
    CheckCase("HR-SUB-001", .unknown, autoMode(pods: 17)), CheckCase("HR-SUB-001", nil, autoMode(pods: 16)),
    CheckCase("HR-SUB-002", nil, .sample([.m5Large], nodes: 1, subnets: { $0.usedAddressCount = 165 })),
    CheckCase("HR-SUB-002", .warn, .sample([.m5Large], nodes: 1, subnets: { $0.usedAddressCount = 166 })),
    CheckCase("HR-SUB-003", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-SUB-003", .unknown, .sample([.m5Large], nodes: 1, blocks: [""])),
    // A full m5.large takes 7 blocks of 14; its own address and those of the control plane may each spoil one.
    CheckCase("HR-SUB-004", nil, .sample([.m5Large], nodes: 1, network: .prefixes)),
    CheckCase(
      "HR-SUB-004", .warn, .sample([.m5Large], nodes: 1, network: .prefixes, subnets: { $0.usedAddressCount = 6 })),
    CheckCase("HR-SUB-004", .fail, .sample([.m5Large], nodes: 2, network: .prefixes)),
    CheckCase("HR-SUB-004", .fail, .sample([.m5Large], nodes: 3, network: .prefixes)),
    CheckCase("HR-SUB-005", nil, reserved(used: 89)), CheckCase("HR-SUB-005", .fail, reserved(used: 90)),
    // Nine full nodes take 270 addresses, but a single pod does not fill them.
    CheckCase("HR-SUB-006", .note, .sample([.m5Large], nodes: 9, workloads: [workload(1)])),
    CheckCase("HR-SUB-006", nil, .sample([.m5Large], nodes: 8, workloads: [workload(1)])),
    CheckCase("HR-SUB-007", .warn, .burst(warmPrefixes: 2)), CheckCase("HR-SUB-007", nil, .burst(warmPrefixes: 1)),
    // 18 nodes take 540 addresses, and a /24 has 251.
    CheckCase("HR-SUB-008", .warn, .karpenter(pods: 480)),
    CheckCase("HR-SUB-008", nil, .karpenter(pods: 480) { $0.spreadsOverZones = true }),
    CheckCase("HR-SUB-008", nil, .karpenter(pods: 200)),
  ]

  private static func autoMode(pods: Int) -> ClusterPlan {
    .sample(
      [.bundled("c6a.large")], nodes: 1, blocks: ["10.0.0.0/27"], workloads: [workload(pods)],
      reservations: nothingReserved
    ) { ($0.manager, $0.desiredSize) = (.autoMode, nil) }
  }

  /// A /24 of which half is kept for prefixes, with one node that takes single addresses.
  private static func reserved(used: Int) -> ClusterPlan {
    .sample(
      [.m5Large], nodes: 1,
      subnets: {
        $0.cidrReservations = [.init(block: try! IPv4CIDR(parsing: "10.0.0.128/25"), kind: .prefix)]
        $0.usedAddressCount = used
      })
  }

  private static let network: [CheckCase] = [
    CheckCase("HR-NET-001", .fail, .sample([.m5Large], nodes: 1, subnets: { $0.roles = [.nodes, .controlPlane] })),
    CheckCase(
      "HR-NET-001", nil,
      .sample(
        [.m5Large], nodes: 1, blocks: ["10.0.0.0/24", "10.0.1.0/24"], subnets: { $0.roles = [.nodes, .controlPlane] })),
    CheckCase("HR-NET-002", .fail, .sample([.m5Large], nodes: 1, subnets: { $0.zoneID = "use1-az3" })),
    CheckCase("HR-NET-002", nil, .sample([.m5Large], nodes: 1, subnets: { $0.zoneID = "use1-az2" })),
    CheckCase("HR-NET-003", .warn, vpc(["10.0.0.0/16"], services: "10.0.240.0/20")),
    CheckCase("HR-NET-003", nil, vpc(["10.0.0.0/16"], services: "10.1.0.0/20")),
    CheckCase("HR-NET-004", nil, .sample([.m5Large], nodes: 1, blocks: ["172.16.255.0/24"])),
    CheckCase("HR-NET-004", .warn, .sample([.m5Large], nodes: 1, blocks: ["172.17.0.0/24"])),
    CheckCase("HR-NET-004", .warn, .sample([.m5Large], nodes: 1, blocks: ["172.17.255.0/24"])),
    CheckCase("HR-NET-004", nil, .sample([.m5Large], nodes: 1, blocks: ["172.18.0.0/24"])),
    CheckCase("HR-NET-005", .warn, vpc(["10.0.0.0/16", "172.16.0.0/16"])),
    CheckCase("HR-NET-005", nil, vpc(["10.0.0.0/16", "10.1.0.0/16"])),
    CheckCase(
      "HR-NET-006", .fail, .sample([.m5Large], nodes: 1, subnets: { $0.tags = ["kubernetes.io/role/cni": "0"] })),
    CheckCase(
      "HR-NET-006", .warn,
      cni(["ENABLE_SUBNET_DISCOVERY": "false"], tags: ["kubernetes.io/role/cni": "1"])),
    CheckCase(
      "HR-NET-006", nil, .sample([.m5Large], nodes: 1, subnets: { $0.tags = ["kubernetes.io/role/cni": "1"] })),
  ]

  static func vpc(_ blocks: [String], services: String? = nil) -> ClusterPlan {
    try! ClusterPlan(name: "p", region: Region("us-east-1")!) {
      $0.vpcBlocks = blocks.map { try! IPv4CIDR(parsing: $0) }
      $0.serviceBlock = services.map { try! IPv4CIDR(parsing: $0) }
      $0.subnets = [Subnet(name: "a", zone: "us-east-1a")]
    }
  }

  static func cni(
    _ variables: [String: String], types: [InstanceType] = [.m5Large], tags: [String: String] = [:],
    _ change: (inout NetworkSettings) -> Void = { _ in }
  ) -> ClusterPlan {
    var network = NetworkSettings.vpcCNI(variables)
    change(&network)
    return .sample(types, nodes: 1, network: network, subnets: { $0.tags = tags })
  }

  private static let custom = "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"
  private static let ownType = try! InstanceType(
    name: "my.own", interfaces: 3, addressesPerInterface: 10, vcpus: 2)

  private static let cni: [CheckCase] = [
    CheckCase("HR-CNI-001", .warn, cni(["WARM_ENI_TARGET": "-1"])),
    CheckCase("HR-CNI-001", nil, cni(["WARM_ENI_TARGET": "0"])),
    CheckCase("HR-CNI-002", .warn, cni(["WARM_IP_TARGETS": "2"])),
    CheckCase("HR-CNI-002", nil, cni(["WARM_IP_TARGET": "2"])),
    CheckCase("HR-CNI-002", nil, cni(["SOMETHING_ELSE": "2"])),
    CheckCase("HR-CNI-003", .warn, cni(["WARM_ENI_TARGET": "0"])),
    CheckCase("HR-CNI-003", nil, cni(["WARM_ENI_TARGET": "0", "WARM_IP_TARGET": "1"])),
    CheckCase("HR-CNI-004", .fail, cni(["MINIMUM_IP_TARGET": "5"])),
    CheckCase("HR-CNI-004", nil, cni(["MINIMUM_IP_TARGET": "5", "WARM_IP_TARGET": "1"])),
    CheckCase("HR-CNI-005", .fail, cni([:]) { $0.ipFamily = .ipv6 }),
    CheckCase("HR-CNI-005", nil, cni(["ENABLE_PREFIX_DELEGATION": "true"]) { $0.ipFamily = .ipv6 }),
    CheckCase("HR-CNI-006", .fail, cni([custom: "true"])),
    CheckCase("HR-CNI-006", .warn, cni([:]) { $0.eniConfigs = ["ap-northeast-2a": ["a"]] }),
    CheckCase("HR-CNI-006", nil, cni([custom: "true"]) { $0.eniConfigs = ["ap-northeast-2a": ["a"]] }),
    CheckCase("HR-CNI-007", .warn, cni(["ENABLE_PREFIX_DELEGATION": "true"], types: [.bundled("m4.large")])),
    CheckCase("HR-CNI-007", nil, cni(["ENABLE_PREFIX_DELEGATION": "true"])),
    CheckCase("HR-CNI-008", .unknown, cni(["ENABLE_PREFIX_DELEGATION": "true"], types: [ownType])),
    CheckCase("HR-CNI-008", nil, cni([:], types: [ownType])),
    CheckCase("HR-CNI-009", .warn, cards("true", [.m5Large])),
    CheckCase("HR-CNI-009", .warn, cards("false", [.bundled("p4d.24xlarge")])),
    CheckCase("HR-CNI-009", nil, cards("true", [.bundled("p4d.24xlarge")])),
    CheckCase("HR-CNI-010", .unknown, autoMode(pods: 1)), CheckCase("HR-CNI-010", nil, .sample([.m5Large], nodes: 1)),
  ]

  private static func cards(_ enabled: String, _ types: [InstanceType]) -> ClusterPlan {
    .sample(
      types, nodes: 1, network: .vpcCNI(["ENABLE_MULTI_NIC": enabled]),
      workloads: [workload(1) { $0.usesAllCards = true }])
  }

  static func workload(_ replicas: Int, _ change: (inout Workload) -> Void = { _ in }) -> Workload {
    var workload = Workload(name: "w", replicas: replicas)
    change(&workload)
    return workload
  }

  private static func declared(_ maxPods: Int, _ replicas: Int = 0, manager: NodeGroup.Manager = .selfManaged)
    -> ClusterPlan
  {
    .sample([.m5Large], nodes: 1, workloads: [workload(replicas)]) {
      ($0.manager, $0.declaredMaxPods) = (manager, maxPods)
    }
  }

  private static func current(_ maxPods: Int) -> ClusterPlan {
    .sample([.m5Large], nodes: 1) { $0.currentMaxPods = maxPods }
  }

  /// A plan with IPv6 addresses, for which 110 pods are recommended on an m5.large.
  private static func sixth(_ maxPods: Int) -> ClusterPlan {
    var network = NetworkSettings.prefixes
    network.ipFamily = .ipv6
    return .sample([.m5Large], nodes: 1, network: network) {
      ($0.manager, $0.declaredMaxPods) = (.selfManaged, maxPods)
    }
  }

  private static func expressed(_ text: String, manager: NodeGroup.Manager) -> ClusterPlan {
    .sample([.m5Large], nodes: 1) {
      ($0.manager, $0.maxPodsExpression) = (manager, try! MaxPodsExpression(parsing: text))
    }
  }

  /// An m5.large has 29 pod slots, and aws-node and kube-proxy take two.
  private static let pods: [CheckCase] = [
    CheckCase("HR-POD-001", nil, .sample([.m5Large], nodes: 1, workloads: [workload(27)])),
    CheckCase("HR-POD-001", .fail, .sample([.m5Large], nodes: 1, workloads: [workload(28)])),
    CheckCase("HR-POD-001", .warn, .sample([.m5Large], nodes: 1, maxNodes: 2, workloads: [workload(28)])),
    CheckCase("HR-POD-001", .fail, .sample([.m5Large], nodes: 1, maxNodes: 2, workloads: [workload(55)])),
    CheckCase("HR-POD-002", nil, declared(40, 27)), CheckCase("HR-POD-002", .fail, declared(40, 28)),
    CheckCase("HR-POD-003", nil, declared(29)), CheckCase("HR-POD-003", .fail, declared(30)),
    CheckCase("HR-POD-004", nil, declared(22)), CheckCase("HR-POD-004", .warn, declared(21)),
    CheckCase("HR-POD-004", .warn, sixth(40)), CheckCase("HR-POD-004", nil, sixth(110)),
    CheckCase("HR-POD-005", nil, declared(29, manager: .managed)),
    CheckCase("HR-POD-005", .warn, declared(28, manager: .managed)),
    // A new m5.large has 29.
    CheckCase("HR-POD-011", nil, current(22)), CheckCase("HR-POD-011", .warn, current(21)),
    CheckCase("HR-POD-010", .warn, expressed("fake_variable", manager: .selfManaged)),
    CheckCase("HR-POD-010", .warn, expressed("max_pods", manager: .managed)),
    CheckCase("HR-POD-010", nil, expressed("max_pods", manager: .selfManaged)),
    CheckCase("HR-POD-006", nil, .sample([.m5Large, .bundled("m5a.large")], nodes: 1)),
    CheckCase("HR-POD-006", .warn, .sample([.m5Large, .t3Medium], nodes: 1)),
    CheckCase("HR-POD-007", nil, .sample([.m5Large], nodes: 1)),
    CheckCase("HR-POD-007", .unknown, .sample([.bundled("c8g-flex.16xlarge")], nodes: 1, blocks: ["10.0.0.0/20"])),
    CheckCase("HR-POD-008", nil, .sample([.m5Large], nodes: 1, workloads: [workload(1) { $0.maxReplicas = 27 }])),
    CheckCase("HR-POD-008", .fail, .sample([.m5Large], nodes: 1, workloads: [workload(1) { $0.maxReplicas = 28 }])),
    CheckCase("HR-POD-009", .note, .twoGroups(batchComesLast: true)),
    CheckCase("HR-POD-009", nil, .twoGroups(batchComesLast: false)),
  ]

  private static func image(_ version: String) -> ClusterPlan {
    try! ClusterPlan.sample([.m5Large], nodes: 1) { $0.amiFamily = .amazonLinux2 }.changing {
      $0.kubernetesVersion = KubernetesVersion(version)
    }
  }

  private static let requesting = workload(1) { $0.memory = MemoryAmount("1Gi") }

  private static let groups: [CheckCase] = [
    CheckCase(
      "HR-GRP-001", .unknown, .sample([.m5Large], nodes: 1) { ($0.manager, $0.desiredSize) = (.karpenter, nil) }),
    CheckCase(
      "HR-GRP-001", .note,
      .sample([.m5Large], nodes: 1, workloads: [workload(1)]) { ($0.manager, $0.desiredSize) = (.karpenter, nil) }),
    CheckCase(
      "HR-GRP-001", nil,
      .sample([.m5Large], nodes: 1) { ($0.manager, $0.desiredSize, $0.maxSize) = (.karpenter, nil, 5) }),
    CheckCase("HR-GRP-002", .unknown, .sample([.bundled("c8g-flex.large")], nodes: 1, workloads: [requesting])),
    CheckCase("HR-GRP-003", .fail, image("1.33")), CheckCase("HR-GRP-003", nil, image("1.32")),
    CheckCase(
      "HR-PLN-003", .warn, .sample([.m5Large], nodes: 1, workloads: [workload(1) { $0.memory = MemoryAmount("512") }])),
    CheckCase("HR-PLN-003", nil, .sample([.m5Large], nodes: 1, workloads: [requesting])),
    CheckCase("HR-GRP-002", nil, .sample([.m5Large], nodes: 1, workloads: [requesting])),
  ]
}
