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

  static func file(subnets: Int) -> SourceFile {
    SourceFile(name: "plan.yaml", bytes: Array(text(subnets: subnets).utf8))
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
    for _ in benchmark.scaledIterations { blackHole(PriceList.bundled(for: Region("us-east-1")!)) }
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
    let report = Report(Assessment(of: plan))
    Benchmark("plan: \(subnets) subnets, \(subnets * 4) groups, HTML") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(report.html()) }
    }
  }
}
