import Foundation
import Headroom
import HeadroomTestSupport
import Testing

@Suite struct ChecksTests {
  @Test func codesAreUniqueAndWellFormed() {
    let codes = Check.all.map(\.id)
    #expect(Set(codes).count == codes.count)
    #expect(
      codes.allSatisfy { $0.wholeMatch(of: #/HR-(SUB|NET|CNI|POD|GRP|SUR|GRO|TRF|LBS|DNS|NAT|PLN)-\d{3}/#) != nil })
    #expect(Check.all.allSatisfy { !$0.verdicts.isEmpty && !$0.verdicts.contains(.pass) })
  }

  /// The table of codes in the documentation is that of the checks; `HEADROOM_RECORD=1` writes it anew.
  @Test func theDocumentationListsEveryCheck() throws {
    var text = """
      # Checks

      The checks that run on every plan, and what to do about their findings.

      ## Overview

      The meaning of a code never changes. `headroom explain CODE` prints one row of this table. The verdicts are:

      - `fail`: the plan will not work as described.
      - `warn`: the plan works, but a limit is close or something is not certain.
      - `unknown`: a number that the verdict needs is not known.

      | code | finding | rule | verdict | fix |
      |---|---|---|---|---|

      """
    for check in Check.all {
      let verdicts = check.verdicts.sorted(by: >).map(\.description).joined(separator: ", ")
      text += "| `\(check.id)` | \(check.title) | \(check.rule) | \(verdicts) | \(check.fix) |\n"
    }
    try expectGolden(text, "../Sources/Headroom/Headroom.docc/Checks.md")
  }

  /// A plan for each code, so that no check is there that never speaks.
  @Test(arguments: Check.all.map(\.id)) func everyCheckSpeaks(code: String) throws {
    let plan = try #require(Self.plans[code], "no plan for \(code)")
    let findings = Assessment(of: plan).findings.filter { $0.code == code }
    let check = try #require(Check.all.first { $0.id == code })
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { check.verdicts.contains($0.verdict) && !$0.message.isEmpty })
  }

  private static let plans: [String: ClusterPlan] = [
    "HR-SUB-001": .sample([.m5Large], nodes: 20),
    "HR-SUB-002": .sample([.m5Large], nodes: 8, reservations: nothingReserved),
    "HR-SUB-003": .sample([.m5Large], nodes: 1, blocks: [""]),
    "HR-SUB-004": .sample([.m5Large], nodes: 2, network: .prefixes),
    "HR-SUB-005": .sample(
      [.m5Large], nodes: 1,
      subnets: {
        $0.cidrReservations = [.init(block: try! IPv4CIDR(parsing: "10.0.0.128/25"), kind: .prefix)]
        $0.usedAddressCount = 110
      }),
    "HR-NET-001": .sample([.m5Large], nodes: 1, subnets: { $0.roles = [.nodes, .controlPlane] }),
    "HR-NET-002": .sample([.m5Large], nodes: 1, subnets: { $0.zoneID = "use1-az3" }),
    "HR-NET-003": try! ClusterPlan(name: "p", region: Region("us-east-1")!) {
      $0.vpcBlocks = [try! IPv4CIDR(parsing: "10.0.0.0/16")]
      $0.serviceBlock = try! IPv4CIDR(parsing: "10.0.128.0/20")
      $0.subnets = [Subnet(name: "a", zone: "us-east-1a")]
      $0.nodeGroups = []
    },
    "HR-NET-005": vpc(["10.0.0.0/16", "172.16.0.0/16"]),
    "HR-NET-004": .sample([.m5Large], nodes: 1, blocks: ["172.17.8.0/24"]),
    "HR-CNI-009": .sample([.m5Large], nodes: 1, workloads: [everyCard]),
    "HR-NET-006": .sample([.m5Large], nodes: 1, subnets: { $0.tags = ["kubernetes.io/role/cni": "0"] }),
    "HR-CNI-001": .sample([.m5Large], nodes: 1, network: .vpcCNI(["WARM_ENI_TARGET": "-1"])),
    "HR-CNI-002": .sample([.m5Large], nodes: 1, network: .vpcCNI(["WARM_IP_TARGETS": "2"])),
    "HR-CNI-003": .sample([.m5Large], nodes: 1, network: .vpcCNI(["WARM_ENI_TARGET": "0"])),
    "HR-CNI-004": .sample([.m5Large], nodes: 1, network: .vpcCNI(["MINIMUM_IP_TARGET": "5"])),
    "HR-CNI-005": .sample([.m5Large], nodes: 1, network: ipv6),
    "HR-CNI-006": .sample([.m5Large], nodes: 1, network: .vpcCNI(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])),
    "HR-CNI-007": .sample([.bundled("m4.large")], nodes: 1, network: .prefixes),
    "HR-CNI-008": .sample(
      [try! InstanceType(name: "my.own", interfaces: 3, addressesPerInterface: 10, vcpus: 2)], nodes: 1,
      network: .prefixes),
    "HR-POD-008": .sample([.m5Large], nodes: 1, workloads: [growing]),
    "HR-POD-001": .sample([.m5Large], nodes: 1, workloads: [Workload(name: "w", replicas: 28)]),
    "HR-POD-002": .sample([.m5Large], nodes: 1, workloads: [Workload(name: "w", replicas: 28)]) {
      ($0.manager, $0.declaredMaxPods) = (.selfManaged, 40)
    },
    "HR-POD-003": .sample([.m5Large], nodes: 1) { ($0.manager, $0.declaredMaxPods) = (.selfManaged, 40) },
    "HR-POD-004": .sample([.m5Large], nodes: 1) { ($0.manager, $0.declaredMaxPods) = (.selfManaged, 20) },
    "HR-POD-005": .sample([.m5Large], nodes: 1) { $0.declaredMaxPods = 20 },
    "HR-POD-006": .sample([.m5Large, .t3Medium], nodes: 1),
    "HR-POD-007": .sample([.bundled("c8g-flex.16xlarge")], nodes: 1, blocks: ["10.0.0.0/20"]),
    "HR-GRP-001": .sample([.m5Large], nodes: 1) { ($0.manager, $0.desiredSize) = (.karpenter, nil) },
    "HR-GRP-002": .sample([.bundled("c8g-flex.large")], nodes: 1, workloads: [requesting]),
    "HR-SUR-001": surviving,
    "HR-SUR-002": .sample([.m5Large], nodes: 7, workloads: [Workload(name: "w", replicas: 189)]),
    "HR-SUR-003": .sample([.m5Large], nodes: 1, workloads: [surging]),
    "HR-SUR-004": .sample(
      [.m5Large], nodes: 5, blocks: ["10.0.0.0/25"], network: .vpcCNI(["WARM_IP_TARGET": "1"]),
      workloads: [Workload(name: "w", replicas: 100)], reservations: nothingReserved
    ) { $0.manager = .selfManaged },
    "HR-SUR-005": .sample(
      [.m5Large], nodes: 4, blocks: ["10.0.0.0/25"], workloads: [Workload(name: "w", replicas: 108)]),
    "HR-SUR-006": .sample(
      [.m5Large], nodes: 4, blocks: ["10.0.0.0/25"], workloads: [Workload(name: "w", replicas: 108)],
      reservations: nothingReserved + [AddressReservation(name: "web", kind: .applicationLoadBalancer, subnets: ["a"])]),
    "HR-GRO-001": growingPlan,
    "HR-TRF-001": .serving { $0.annotations = [TopologyRequest.annotation: "Auto"] },
    "HR-TRF-002": .serving(replicas: 3, maxReplicas: 6) { $0.annotations = [TopologyRequest.annotation: "Auto"] },
    "HR-TRF-003": .serving { $0.trafficDistribution = "PreferClose" },
    "HR-TRF-004": .serving(replicas: 3) {
      ($0.trafficDistribution, $0.clients) = ("PreferClose", .zones(["ap-northeast-2a": 80, "ap-northeast-2b": 10]))
    },
    "HR-TRF-005": .serving { $0.internalPolicy = .local },
    "HR-TRF-006": .serving(replicas: 3) {
      ($0.trafficDistribution, $0.clients) = ("PreferClose", .zones(["ap-northeast-2a": 1]))
    },
    "HR-TRF-007": .serving { $0.annotations = [TopologyRequest.annotation: "enabled"] },
    "HR-TRF-008": .serving(use: { $0.interRegion = [.init(to: Region("sa-east-1")!, volume: .gigabytes(1))] }) { _ in },
    "HR-TRF-009": .serving { $0.volume = nil },
    "HR-TRF-010": .serving(types: [.bundled("c8g-flex.large")]) {
      $0.annotations = [TopologyRequest.annotation: "Auto"]
    },
    "HR-LBS-001": .serving(maxNodes: 600) {
      $0.clients = .vpc
      $0.loadBalancers = [LoadBalancer(.nlb)]
      $0.loadBalancers[0].crossesZones = true
    },
    "HR-LBS-002": .serving {
      $0.clients = .vpc
      $0.loadBalancers = [LoadBalancer(.alb)]
      $0.loadBalancers[0].targetGroups = [.init(service: "web", weight: 0)]
    },
    "HR-LBS-003": .serving {
      $0.clients = .vpc
      $0.loadBalancers = Array(repeating: LoadBalancer(.alb), count: 51)
    },
    "HR-LBS-004": .serving {
      $0.clients = .vpc
      $0.loadBalancers = [LoadBalancer(.nlb)]
      $0.loadBalancers[0].target = .ip
    },
    "HR-DNS-001": .serving(use: { $0.dns = .init(queriesPerSecond: 2000) }) { _ in },
    "HR-DNS-002": .serving(use: { $0.externalDNS = .init(records: 6000) }) { _ in },
    "HR-NAT-001": .serving(use: { $0.egress = .init(connectionsPerDestination: 200_000) }) { _ in },
    "HR-NAT-002": .serving(use: {
      $0.egress = .init(connectionsPerDestination: 60_000)
      $0.natGateways = .init(zones: ["ap-northeast-2a"])
    }) { _ in },
    "HR-PLN-002": try! ClusterPlan.sample([.m5Large], nodes: 1).changing {
      $0.kubernetesVersion = KubernetesVersion(1, 99)
    },
    "HR-PLN-001": .sample(
      [.m5Large], nodes: 1, network: .vpcCNI(["DISABLE_NETWORK_RESOURCE_PROVISIONING": "true"])),
  ]

  private static let everyCard: Workload = {
    var workload = Workload(name: "w", replicas: 1)
    workload.usesAllCards = true
    return workload
  }()

  private static func vpc(_ blocks: [String]) -> ClusterPlan {
    try! ClusterPlan(name: "p", region: Region("us-east-1")!) {
      $0.vpcBlocks = blocks.map { try! IPv4CIDR(parsing: $0) }
      $0.subnets = [Subnet(name: "a", zone: "us-east-1a")]
      $0.nodeGroups = []
    }
  }

  /// The table of the VPC user guide: first block, further one, whether it may be refused.
  @Test(arguments: [
    ("10.0.0.0/16", "10.1.0.0/16", false), ("10.0.0.0/16", "172.16.0.0/16", true),
    ("10.0.0.0/16", "198.19.0.0/16", true),
    ("10.0.0.0/16", "100.64.0.0/16", false), ("10.0.0.0/16", "54.0.0.0/16", false),
    ("172.16.0.0/16", "172.31.0.0/16", true), ("172.16.0.0/16", "172.20.0.0/16", false),
    ("172.16.0.0/16", "10.0.0.0/16", true), ("192.168.0.0/16", "10.0.0.0/16", true),
    ("192.168.0.0/17", "192.168.128.0/17", false), ("198.19.0.0/16", "10.0.0.0/16", true),
    ("100.64.0.0/16", "192.168.0.0/16", true), ("100.64.0.0/16", "100.65.0.0/16", false),
    ("100.64.0.0/16", "169.254.0.0/16", true),
  ])
  func furtherBlocksOfAVPC(first: String, further: String, isRefused: Bool) {
    let findings = Assessment(of: Self.vpc([first, further])).findings.filter { $0.code == "HR-NET-005" }
    #expect(findings.isEmpty != isRefused)
  }

  private static let growingPlan: ClusterPlan = {
    let base = ClusterPlan.sample([.m5Large], nodes: 6)
    var growth = Growth()
    growth.ratePerMonth = 0.1
    return try! base.changing {
      $0.growth = growth
    }
  }()

  private static let surviving: ClusterPlan = {
    let base = ClusterPlan.sample(
      [.m5Large], nodes: 2, blocks: ["10.0.0.0/24", "10.0.1.0/24"], workloads: [Workload(name: "w", replicas: 50)])
    var policy = ClusterPlan.Policy()
    policy.survivesZoneLoss = true
    return try! base.changing {
      $0.policy = policy
    }
  }()

  private static let surging: Workload = {
    var workload = Workload(name: "w", replicas: 20)
    workload.maxSurge = .percent(50)
    return workload
  }()

  private static let ipv6: NetworkSettings = {
    var network = NetworkSettings()
    network.ipFamily = .ipv6
    return network
  }()

  private static let growing: Workload = {
    var workload = Workload(name: "w", replicas: 1)
    workload.maxReplicas = 50
    return workload
  }()

  private static let requesting: Workload = {
    var workload = Workload(name: "w", replicas: 1)
    workload.memory = MemoryAmount("1Gi")
    return workload
  }()

  @Test func aSoundPlanHasNothingToSay() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 3, blocks: ["10.0.0.0/24", "10.0.1.0/24"], workloads: [Workload(name: "web", replicas: 20)])
    #expect(Assessment(of: plan).findings.isEmpty && Assessment(of: plan).verdict == .pass)
  }

  @Test func utilisationIsHeldAgainstThePlansOwnPolicy() {
    #expect(Assessment(of: .sample([.m5Large], nodes: 6)).verdict == .pass)  // 180 + 5 of 251: 73.7 %
    #expect(Assessment(of: .sample([.m5Large], nodes: 7)).verdict == .warn)  // 215 of 251: 85.7 %
  }

  @Test func exhaustionNamesWhatIsMissing() {
    let finding = Assessment(of: .sample([.m5Large], nodes: 20)).findings[0]
    #expect(
      finding.message
        == "at the peak 605 addresses are needed, but 251 are usable (354 are missing); a /22 is large enough")
    #expect(finding.subject.description == "subnet a" && finding.verdict == .fail)
  }

  @Test func bigMixedPlansKeepSubnetsAndFindingsTogether() {
    let assessment = Assessment(of: .sample([.m5Large], nodes: 20))
    #expect(assessment.verdicts[PlanPart(.subnet, "a")] == .fail)
  }
}
