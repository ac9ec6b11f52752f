import Benchmark
import Foundation
import Headroom
import HeadroomImport
import HeadroomReport

/// Plans of any size, made from a pattern.
enum Plans {
  /// As many subnets and four times as many node groups, each over three zones.
  static func text(subnets: Int) -> String {
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
    text += "nodeGroups:\n"
    let types = ["m5.large", "m5.xlarge", "c5.4xlarge", "r5.2xlarge", "t3.medium", "m6i.large", "c6i.xlarge"]
    for index in 0..<(subnets * 4) {
      let first = index * 3 % (subnets - 3) / 3 * 3
      text += "  - {name: g\(index), instanceTypes: [\(types[index % 7])], desiredSize: \(3 + index % 5), "
      text += "maxSize: \(8 + index % 4), subnets: [s\(first), s\(first + 1), s\(first + 2)]}\n"
    }
    text += "workloads:\n"
    for index in 0..<50 { text += "  - {name: w\(index), replicas: \(index * 60), cpu: 100m, memory: 64Mi}\n" }
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

  static func file(subnets: Int) -> SourceFile {
    SourceFile(name: "plan.yaml", bytes: Array(text(subnets: subnets).utf8))
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
      case 0: service.annotations = [TopologyRequest.annotation: "Auto"]
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

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3), maxIterations: 2000)

  // The catalogue, and a peer that reads the same file by splitting it.
  let csv = try! String(
    contentsOf: URL(filePath: #filePath).appending(path: "../../../../data/instance-types.csv").standardizedFileURL,
    encoding: .utf8)
  let bytes = Array(csv.utf8)
  Benchmark("catalogue: 1,420 types, ours") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try! readInstanceTypes(SourceFile(name: "types.csv", bytes: bytes)))
    }
  }
  Benchmark("catalogue: 1,420 types, String.split") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(
        csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
    }
  }
  Benchmark("prices of one region out of 6,584") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(InstancePrices.bundled(for: Region("us-east-1")!)) }
  }

  // Max pods of the whole catalogue: values, then the table as CSV.
  Benchmark("max pods: 1,420 types") { benchmark in
    for _ in benchmark.scaledIterations {
      for type in InstanceCatalog.bundled.types { blackHole(MaxPods(on: type).recommended) }
    }
  }

  // A pool by its closed form and by ipamd's loop.
  let type = InstanceCatalog.bundled["m5.24xlarge"]!
  Benchmark("warm pool: 700 pods, closed form") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(WarmPool(on: type, pods: 700, maxPods: 737)) }
  }
  let restless = {
    var settings = CNISettings.chart; settings.warmENITarget = 0; return settings
  }()
  Benchmark("warm pool: 700 pods, loop") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(WarmPool(on: type, pods: 700, settings: restless, maxPods: 737)) }
  }

  // A plan read and checked, at three sizes: the time must grow with them, no faster.
  for subnets in [250, 500, 1000] {
    let file = Plans.file(subnets: subnets)
    let plan = try! importPlan([file]).plan
    Benchmark("plan: \(subnets) subnets, \(subnets * 4) groups, read") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(try! importPlan([file])) }
    }
    Benchmark("plan: \(subnets) subnets, \(subnets * 4) groups, assess") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(Assessment(of: plan).verdict) }
    }
    let report = Document.assessment(Assessment(of: plan))
    Benchmark("plan: \(subnets) subnets, \(subnets * 4) groups, HTML") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(report.html()) }
    }
  }

  // Hints of 100,000 endpoints, most of them in one zone, on 1,000 nodes: by counting, and one by one.
  let nodes = (0..<1000).map {
    TopologyNode(zone: ["a", "b", "c"][$0 % 3], allocatableCPU: CPUAmount(millicores: 1930))
  }
  let endpoints = ["a": 80_000, "b": 15_000, "c": 5_000]
  Benchmark("hints: 100,000 endpoints, 1,000 nodes") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(TopologyHints(endpoints: endpoints, ratios: ZoneCPURatios(nodes: nodes)))
    }
  }
  let objects = OneByOne(
    endpoints: endpoints.flatMap { zone, count in
      Array(repeating: OneByOne.Endpoint(zone: zone), count: count)
    })
  let shares = ZoneCPURatios(nodes: nodes)!.byZone
  Benchmark("hints: 100,000 endpoints, one by one") { benchmark in
    for _ in benchmark.scaledIterations {
      var dealt = objects
      dealt.deal(shares)
      blackHole(dealt.endpoints.count)
    }
  }

  // Services with their bill; the plan around them is the same.
  for count in [2500, 5000, 10_000] {
    let plan = Plans.services(count)
    Benchmark("traffic: \(count) Services, assess") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(Assessment(of: plan).verdict) }
    }
  }

  // The loss of one zone, pods moved and nodes replaced.
  let analysis = PlanAnalysis(of: try! importPlan([Plans.file(subnets: 250)]).plan)
  Benchmark("zone loss: 250 subnets, 1,000 groups") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(ZoneLoss(of: "us-east-1a", in: analysis).isSurvived) }
  }

  // One node for a day: 17,280 passes, pods coming and going every minute.
  let wide = NodeSubnet(freeAddresses: 8000, freeBlocks: 400)
  let fresh = NodeSimulator(type: InstanceCatalog.bundled["m5.xlarge"]!, subnet: wide)
  Benchmark("one node for a day, 28,800 pods come or go") { benchmark in
    for _ in benchmark.scaledIterations {
      var node = fresh
      for minute in 0..<1440 {
        node.setPods(minute % 2 == 0 ? 40 : 20, order: .fifo)
        node.advance(seconds: 60)
      }
      blackHole(node.snapshot().assigned)
    }
  }

  // Nodes that share subnets for a day, while pods come and go: a thousandth of the events a second at a time.
  for (nodes, events) in [(500, 1_000_000), (5000, 1_000_000), (5000, 10_000_000)] {
    let plan = try! importPlan([Plans.cluster(nodes: nodes)]).plan
    let configuration = Benchmark.Configuration(
      metrics: [.wallClock, .cpuTotal, .peakMemoryResident, .mallocCountTotal], warmupIterations: 0, maxIterations: 3)
    Benchmark("fleet: \(nodes) nodes for a day, \(events) pods come or go", configuration: configuration) { benchmark in
      for _ in benchmark.scaledIterations {
        var cluster = try! ClusterSimulator(of: plan, placement: .firstFit)
        try! cluster.apply(.churn("web", podsPerMinute: events / 2 / 1440, until: nil))
        cluster.advance(to: 86_400)
        blackHole(cluster.summary.podEvents)
      }
    }
  }
}
