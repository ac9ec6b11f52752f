import Benchmark
import Foundation
import Headroom
import HeadroomImport
import HeadroomReport

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3), maxIterations: 2000)

  // The catalogue, and a peer that reads the same file by splitting it.
  let csv = try! String(
    contentsOf: URL(filePath: #filePath).appending(path: "../../../../data/instance-types.csv").standardizedFileURL,
    encoding: .utf8)
  let bytes = Array(csv.utf8)
  Benchmark("catalogue: 1,447 types, ours") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try! readInstanceTypes(SourceFile(name: "types.csv", bytes: bytes)))
    }
  }
  Benchmark("catalogue: 1,447 types, String.split") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(
        csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
    }
  }
  // One region's prices are found by search; the peer splits the whole table, as one would who keeps it as a text.
  Benchmark("prices of one region out of 22,351") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(InstancePrices.bundled(for: Region("us-east-1")!)) }
  }
  let priceTable = try! String(
    contentsOf: URL(filePath: #filePath).appending(path: "../../../../data/ec2-ondemand-prices.csv")
      .standardizedFileURL,
    encoding: .utf8)
  Benchmark("prices of one region out of 22,351, String.split") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(
        priceTable.split(separator: "\n").filter { $0.hasPrefix("us-east-1,") }.map { $0.split(separator: ",") })
    }
  }

  // The catalogue ranked by the cost of a pod.
  let pod = {
    var pod = Workload(name: "pod")
    pod.cpu = CPUAmount(millicores: 500)
    pod.memory = .mebibytes(1024)
    return pod
  }()
  let ground = try! importPlan([Plans.cluster(nodes: 3)]).plan
  let allPrices = Prices.bundled(for: ground.region)
  Benchmark("rank: 1,447 types") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(InstanceRanking(of: pod, in: ground, prices: allPrices).rows.count)
    }
  }

  // An offer file with 20,000 products, as a stream and as a tree of objects.
  let offers = Array(Offers.text(products: 20_000).utf8)
  let offerData = Data(offers)
  Benchmark("offer file: 20,000 products, ours") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try! readPrices(SourceFile(name: "index.json", bytes: offers), for: Region("us-east-1")!).count)
    }
  }
  Benchmark("offer file: 20,000 products, JSONSerialization") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try! JSONSerialization.jsonObject(with: offerData)) }
  }

  // Max pods of the whole catalogue: values, then the table as CSV.
  Benchmark("max pods: 1,447 types") { benchmark in
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

  // The same plan with prefixes, three spare ones and autoscalers, so that bursts differ from pods that come one by one.
  let bursting = try! importPlan([Plans.file(subnets: 500, bursts: true)]).plan
  Benchmark("plan: 500 subnets, 2000 groups, bursts, assess") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(Assessment(of: bursting).verdict) }
  }

  // Hints of 100,000 endpoints, most of them in one zone, on 1,000 nodes: by counting, and one by one.
  let nodes = (0..<1000).map { (zone: ["a", "b", "c"][$0 % 3], millicores: 1930) }
  @Sendable func ratios() -> ZoneCPURatios? {
    let sums = nodes.reduce(into: [String: Int]()) { $0[$1.zone, default: 0] += $1.millicores }
    return ZoneCPURatios(cpu: sums.mapValues(CPUAmount.init(millicores:)))
  }
  let endpoints = ["a": 80_000, "b": 15_000, "c": 5_000]
  Benchmark("hints: 100,000 endpoints, 1,000 nodes") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(TopologyHints(endpoints: endpoints, ratios: ratios()))
    }
  }
  let objects = OneByOne(
    endpoints: endpoints.flatMap { zone, count in
      Array(repeating: OneByOne.Endpoint(zone: zone), count: count)
    })
  let shares = ratios()!.byZone
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
  let single = Plans.node()
  Benchmark("cluster: one node for a day, 28,800 pods come or go") { benchmark in
    for _ in benchmark.scaledIterations {
      var cluster = try! ClusterSimulator(of: single, placement: .firstFit)
      for minute in 0..<1440 {
        try! cluster.apply(.scale("web", to: minute % 2 == 0 ? 40 : 20))
        cluster.advance(to: (minute + 1) * 60)
      }
      blackHole(cluster.summary.podEvents)
    }
  }

  // Nodes that share subnets for a day, while pods come and go: a thousandth of the events a second at a time.
  for (nodes, events) in [(500, 1_000_000), (5000, 1_000_000), (5000, 10_000_000)] {
    let plan = try! importPlan([Plans.cluster(nodes: nodes)]).plan
    let configuration = Benchmark.Configuration(
      metrics: [.wallClock, .cpuTotal, .peakMemoryResident, .mallocCountTotal], warmupIterations: 0, maxIterations: 3)
    Benchmark("cluster: \(nodes) nodes for a day, \(events) pods come or go", configuration: configuration) {
      benchmark in
      for _ in benchmark.scaledIterations {
        var cluster = try! ClusterSimulator(of: plan, placement: .firstFit)
        try! cluster.apply(.churn("web", podsPerMinute: events / 2 / 1440, until: nil))
        cluster.advance(to: 86_400)
        blackHole(cluster.summary.podEvents)
      }
    }
  }
}
