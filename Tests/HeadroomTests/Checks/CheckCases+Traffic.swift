import Headroom
import HeadroomTestSupport

extension CheckCase {
  private static func auto(_ replicas: Int, max: Int? = nil, types: [InstanceType] = [.m5Large]) -> ClusterPlan {
    .serving(types: types, replicas: replicas, maxReplicas: max) {
      $0.annotations = [TopologyRequest.annotation: "Auto"]
    }
  }

  /// A Service with trafficDistribution whose clients are in zones.
  private static func near(_ replicas: Int, _ weights: [String: Double]) -> ClusterPlan {
    let zones = Dictionary(uniqueKeysWithValues: weights.map { ("ap-northeast-2\($0.key)", $0.value) })
    return .serving(replicas: replicas) { ($0.trafficDistribution, $0.clients) = ("PreferClose", .zones(zones)) }
  }

  static let traffic: [CheckCase] = [
    CheckCase("HR-TRF-001", nil, auto(3)), CheckCase("HR-TRF-001", .warn, auto(1)),
    CheckCase("HR-TRF-002", nil, auto(3, max: 3)), CheckCase("HR-TRF-002", .warn, auto(3, max: 6)),
    CheckCase("HR-TRF-003", nil, near(3, ["a": 1, "b": 1, "c": 1])),
    CheckCase("HR-TRF-003", .warn, near(1, ["a": 1, "b": 1, "c": 1])),
    CheckCase("HR-TRF-004", nil, near(3, ["a": 40, "b": 30, "c": 30])),
    CheckCase("HR-TRF-004", .warn, near(3, ["a": 41, "b": 30, "c": 29])),
    CheckCase("HR-TRF-005", nil, .serving { _ in }),
    CheckCase("HR-TRF-005", .fail, .serving { $0.internalPolicy = .local }),
    CheckCase("HR-TRF-005", .warn, .serving { ($0.internalPolicy, $0.assumesClients) = (.local, true) }),
    CheckCase("HR-TRF-006", nil, near(3, ["a": 1, "b": 1, "c": 1])),
    CheckCase("HR-TRF-006", .warn, near(3, ["a": 1, "b": 1])),
    CheckCase("HR-TRF-007", nil, auto(3)),
    // Load balancers with pods as targets choose a pod themselves.
    CheckCase("HR-TRF-007", .warn, behindPods(.ip)), CheckCase("HR-TRF-007", nil, behindPods(.instance)),
    CheckCase("HR-TRF-011", .note, versioned("1.34", "PreferClose")),
    CheckCase("HR-TRF-011", nil, versioned("1.33", "PreferClose")),
    CheckCase("HR-TRF-011", nil, versioned("1.34", "PreferSameZone")),
    CheckCase("HR-TRF-011", .note, versioned("1.33", nil)), CheckCase("HR-TRF-011", nil, versioned("1.32", nil)),
    // Three pods in three zones serve them evenly, four do not.
    CheckCase("HR-TRF-012", .note, .serving(replicas: 3) { _ in }),
    CheckCase("HR-TRF-012", nil, .serving(replicas: 4) { _ in }),
    CheckCase("HR-TRF-012", nil, .serving(replicas: 3) { $0.trafficDistribution = "PreferClose" }),
    CheckCase("HR-TRF-007", .warn, .serving { $0.annotations = [TopologyRequest.annotation: "enabled"] }),
    CheckCase("HR-TRF-008", nil, .serving { _ in }),
    CheckCase(
      "HR-TRF-008", .unknown,
      .serving(use: { $0.interRegion = [.init(to: Region("cn-north-1")!, volume: .gigabytes(1))] }) { _ in }),
    CheckCase("HR-TRF-009", nil, .serving { _ in }), CheckCase("HR-TRF-009", .unknown, .serving { $0.volume = nil }),
    CheckCase("HR-TRF-010", nil, auto(3)),
    CheckCase("HR-TRF-010", .unknown, auto(3, types: [.bundled("c8g-flex.large")])),
  ]

  private static func balancing(
    _ kind: LoadBalancer.Kind, maxNodes: Int? = nil, count: Int = 1, ports: [Int] = [],
    _ change: (inout LoadBalancer) -> Void = { _ in }
  ) -> ClusterPlan {
    .serving(maxNodes: maxNodes) {
      $0.ports = ports
      var loadBalancer = LoadBalancer(kind)
      change(&loadBalancer)
      $0.clients = .vpc
      $0.loadBalancers = Array(repeating: loadBalancer, count: count)
    }
  }

  private static func egress(_ connections: Int, new: Int? = nil, addresses: Int? = nil) -> ClusterPlan {
    .serving(use: {
      $0.egress = .init(connectionsPerDestination: connections)
      $0.egress?.newPerSecond = new
      if let addresses {
        $0.natGateways = .init(zones: ["ap-northeast-2a"])
        $0.natGateways?.addresses = addresses
      }
    }) { _ in }
  }

  private static func queries(_ perSecond: Int) -> ClusterPlan {
    .serving(use: { $0.dns = .init(queriesPerSecond: perSecond) }) { _ in }
  }

  private static func records(_ count: Int, interval: Int = 60) -> ClusterPlan {
    .serving(use: {
      $0.externalDNS = .init(records: count)
      $0.externalDNS?.interval = interval
    }) { _ in }
  }

  private static func behindPods(_ target: LoadBalancer.Target) -> ClusterPlan {
    .serving(replicas: 3) {
      $0.annotations = [TopologyRequest.annotation: "Auto"]
      $0.clients = .vpc
      $0.loadBalancers = [LoadBalancer(.nlb)]
      $0.loadBalancers[0].target = target
    }
  }

  private static func versioned(_ version: String, _ distribution: String?) -> ClusterPlan {
    let base = ClusterPlan.serving(replicas: 3) {
      $0.trafficDistribution = distribution
      if distribution == nil { $0.annotations = [TopologyRequest.annotation: "Auto"] }
    }
    return try! base.changing { $0.kubernetesVersion = KubernetesVersion(version) }
  }

  static let limits: [CheckCase] = [
    CheckCase("HR-LBS-001", nil, balancing(.nlb, maxNodes: 500) { $0.crossesZones = true }),
    CheckCase("HR-LBS-001", .fail, balancing(.nlb, maxNodes: 501) { $0.crossesZones = true }),
    CheckCase("HR-LBS-001", nil, balancing(.alb, maxNodes: 1000)),
    CheckCase("HR-LBS-001", .fail, balancing(.alb, maxNodes: 1001)),
    // 1,000 nodes in three zones are 1,000 targets in a sum, whatever each zone's ceiling is.
    CheckCase("HR-LBS-001", .fail, balancing(.alb, maxNodes: 501, ports: [80, 443])),
    CheckCase("HR-LBS-001", nil, balancing(.alb, maxNodes: 500, ports: [80, 443])),
    CheckCase("HR-LBS-001", .fail, balancing(.alb) { ($0.sharedName, $0.rules) = ("public", 101) }),
    CheckCase("HR-LBS-001", nil, balancing(.alb) { ($0.sharedName, $0.rules) = ("public", 100) }),
    CheckCase("HR-LBS-002", nil, balancing(.alb) { $0.targetGroups = [.init(service: "web", weight: 1)] }),
    CheckCase("HR-LBS-002", .fail, balancing(.alb) { $0.targetGroups = [.init(service: "web", weight: 0)] }),
    CheckCase("HR-LBS-003", nil, balancing(.alb, count: 50)),
    CheckCase("HR-LBS-003", .warn, balancing(.alb, count: 51)),
    CheckCase(
      "HR-LBS-004", nil,
      balancing(.nlb) {
        $0.target = .ip
        $0.crossesZones = true
      }),
    CheckCase("HR-LBS-004", .warn, balancing(.nlb) { $0.target = .ip }),
    // 1,024 packets of each of two nodes: 80% of 2,048 is 1,638.4.
    CheckCase("HR-DNS-001", nil, queries(1638)), CheckCase("HR-DNS-001", .warn, queries(1639)),
    CheckCase("HR-DNS-001", .warn, queries(2048)), CheckCase("HR-DNS-001", .fail, queries(2049)),
    // A record and its TXT record: 10,000 is the quota. A synchronization of 37 calls takes at least four seconds.
    CheckCase("HR-DNS-002", nil, records(5000)), CheckCase("HR-DNS-002", .warn, records(5001)),
    CheckCase("HR-DNS-002", nil, records(5000, interval: 4)),
    CheckCase("HR-DNS-002", .fail, records(5000, interval: 3)),
    // 64,512 ports of each of three nodes: 80% is 154,828.8.
    CheckCase("HR-NAT-001", nil, egress(154_827)), CheckCase("HR-NAT-001", .warn, egress(154_829)),
    CheckCase("HR-NAT-001", .warn, egress(193_536)), CheckCase("HR-NAT-001", .fail, egress(193_537)),
    CheckCase("HR-NAT-002", nil, egress(44_000, addresses: 1)),
    CheckCase("HR-NAT-002", .warn, egress(44_001, addresses: 1)),
    CheckCase("HR-NAT-002", .warn, egress(55_000, addresses: 1)),
    CheckCase("HR-NAT-002", .fail, egress(55_001, addresses: 1)),
    CheckCase("HR-NAT-002", nil, egress(1, new: 900, addresses: 1)),
    CheckCase("HR-NAT-002", .warn, egress(1, new: 901, addresses: 1)),
    CheckCase("HR-PLN-001", .unknown, cni(["DISABLE_NETWORK_RESOURCE_PROVISIONING": "true"])),
    CheckCase("HR-PLN-001", nil, cni(["DISABLE_NETWORK_RESOURCE_PROVISIONING": "false"])),
    CheckCase("HR-PLN-002", .warn, version(1, 2)), CheckCase("HR-PLN-002", nil, version(1, 34)),
    CheckCase("HR-PLN-002", .unknown, version(1, 99)),
  ]

  private static func version(_ major: Int, _ minor: Int) -> ClusterPlan {
    try! ClusterPlan.sample([.m5Large], nodes: 1).changing { $0.kubernetesVersion = KubernetesVersion(major, minor) }
  }
}
