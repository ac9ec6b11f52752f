import Benchmark
import Foundation
import Headroom
import HeadroomImport
import HeadroomReport

/// Plans of any size, made from a pattern.
enum Plans {
  /// One m5.xlarge in a subnet of its own, with 20 pods.
  static func node() -> ClusterPlan {
    try! ClusterPlan(name: "node", region: Region("us-east-1")!) {
      $0.subnets = [Subnet(name: "a", zone: "us-east-1a", block: try? IPv4CIDR(parsing: "10.0.0.0/19"))]
      $0.nodeGroups = [
        NodeGroup(
          name: "ng", instanceTypes: [InstanceCatalog.bundled["m5.xlarge"]!], subnets: ["a"], desiredSize: 1)
      ]
      $0.workloads = [Workload(name: "web", replicas: 20)]
    }
  }

  /// As many subnets and four times as many node groups, each over three zones.
  ///
  /// With bursts, nodes keep three spare prefixes, and autoscalers may raise each workload to five times its pods.
  static func text(subnets: Int, bursts: Bool = false) -> String {
    var text = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: big}
      region: us-east-1
      vpc:
        subnets:

      """
    for index in 0..<subnets {
      let block = index * 4
      let zone = ["a", "b", "c"][index % 3]
      text += "    - {name: s\(index), zone: us-east-1\(zone), cidr: 10.\(block >> 8).\(block & 255).0/22}\n"
    }
    if bursts { text += "cni: {env: {ENABLE_PREFIX_DELEGATION: \"true\", WARM_PREFIX_TARGET: \"3\"}}\n" }
    text += "nodeGroups:\n"
    let types = ["m5.large", "m5.xlarge", "c5.4xlarge", "r5.2xlarge", "t3.medium", "m6i.large", "c6i.xlarge"]
    for index in 0..<(subnets * 4) {
      let first = index * 3 % (subnets - 3) / 3 * 3
      text += "  - {name: g\(index), instanceTypes: [\(types[index % 7])], desiredSize: \(3 + index % 5), "
      text += "maxSize: \(8 + index % 4), subnets: [s\(first), s\(first + 1), s\(first + 2)]}\n"
    }
    text += "workloads:\n"
    for index in 0..<50 {
      let most = bursts ? ", maxReplicas: \(index * 300)" : ""
      text += "  - {name: w\(index), replicas: \(index * 60)\(most), cpu: 100m, memory: 64Mi}\n"
    }
    return text
  }

  /// One group over three zones with half as many pods as its nodes hold.
  static func cluster(nodes: Int) -> SourceFile {
    let text = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: fleet}
      region: us-east-1
      vpc:
        subnets:
          - {name: a, zone: us-east-1a, cidr: 10.0.0.0/16}
          - {name: b, zone: us-east-1b, cidr: 10.1.0.0/16}
          - {name: c, zone: us-east-1c, cidr: 10.2.0.0/16}
      nodeGroups:
        - {name: ng, instanceTypes: [m5.large], desiredSize: \(nodes), subnets: [a, b, c]}
      workloads: [{name: web, replicas: \(nodes * 13)}]

      """
    return SourceFile(name: "fleet.yaml", bytes: Array(text.utf8))
  }

  static func file(subnets: Int, bursts: Bool = false) -> SourceFile {
    SourceFile(name: "plan.yaml", bytes: Array(text(subnets: subnets, bursts: bursts).utf8))
  }
}

/// Hints as the controller deals them: an object an endpoint, moved one by one. The peer of counting.
struct OneByOne {
  struct Endpoint {
    let zone: String
    var hint: String?
  }

  var endpoints: [Endpoint]

  mutating func deal(_ ratios: [String: Double]) {
    var counts: [String: Int] = [:]
    for index in endpoints.indices {
      endpoints[index].hint = endpoints[index].zone
      counts[endpoints[index].zone, default: 0] += 1
    }
    var surplus = ratios.mapValues { -$0 * Double(endpoints.count) }
    for (zone, count) in counts { surplus[zone, default: 0] += Double(count) }
    var gives: [String: Int] = [:]
    var receives: [String: Int] = [:]
    while let most = surplus.max(by: { $0.value < $1.value }), let least = surplus.min(by: { $0.value < $1.value }),
      !(most.value < 1 && least.value > -1), most.value >= 0.5, least.value <= -0.5
    {
      gives[most.key, default: 0] += 1
      receives[least.key, default: 0] += 1
      surplus[most.key]! -= 1
      surplus[least.key]! += 1
    }
    for index in endpoints.indices where gives[endpoints[index].zone, default: 0] > 0 {
      guard let zone = receives.first(where: { $0.value > 0 })?.key else { break }
      endpoints[index].hint = zone
      gives[endpoints[index].zone]! -= 1
      receives[zone]! -= 1
    }
  }
}

extension Plans {
  /// Services over three zones: hints, weights, load balancers in turn.
  static func services(_ count: Int) -> ClusterPlan {
    let subnets = ["a", "b", "c"].map { zone in
      Subnet(name: zone, zone: "ap-northeast-2\(zone)", block: nil)
    }
    let group = NodeGroup(
      name: "ng", instanceTypes: [InstanceCatalog.bundled["m5.24xlarge"]!], subnets: ["a", "b", "c"],
      desiredSize: 300)
    let workloads = (0..<count).map { Workload(name: "w\($0)", replicas: 3 + $0 % 10) }
    let services = (0..<count).map { index in
      var service = KubernetesService(name: "s\(index)", workload: "w\(index)")
      service.volume = TrafficVolume(request: .gigabytes(index), response: .gigabytes(9 * index))
      switch index % 4 {
      case 0: service.annotations = ["service.kubernetes.io/topology-mode": "Auto"]
      case 1: service.trafficDistribution = "PreferSameNode"
      case 2: service.clients = .zones(["ap-northeast-2a": 5, "ap-northeast-2b": 2])
      default: (service.clients, service.loadBalancers) = (.vpc, [LoadBalancer(.nlb)])
      }
      return service
    }
    return try! ClusterPlan(name: "services", region: Region("ap-northeast-2")!) {
      $0.subnets = subnets
      $0.nodeGroups = [group]
      $0.workloads = workloads
      $0.services = services
    }
  }
}
