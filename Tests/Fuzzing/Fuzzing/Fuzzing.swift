import Foundation
import HeadroomReport

@testable import Headroom
@testable import HeadroomImport

/// What is fed with the bytes, as the variable HEADROOM_FUZZ names it.
enum Target: String {
  case plan, change, types, prices, measured, node, cluster, eksctl, aws, kubectl, terraform, karpenter
}

let target = Target(rawValue: ProcessInfo.processInfo.environment["HEADROOM_FUZZ"] ?? "plan") ?? .plan
let region = Region("us-east-1")!
let base = Array(
  """
  apiVersion: headroom/v1alpha1
  kind: CapacityPlan
  metadata: {name: base}
  region: us-east-1
  vpc:
    cidrs: [10.0.0.0/16]
    subnets:
      - {name: a, zone: us-east-1a, cidr: 10.0.1.0/24, roles: [nodes, loadBalancers]}
      - {name: b, zone: us-east-1b, cidr: 10.0.2.0/24}
  nodeGroups: [{name: ng, instanceTypes: [m5.large], desiredSize: 3, maxSize: 6, subnets: [a, b]}]
  workloads: [{name: web, replicas: 5, maxReplicas: 9, cpu: 100m}]
  services: [{name: web, workload: web, measured: {file: m.csv}}]
  network: {controlPlane: true}

  """.utf8)

/// The same plan without the Service, whose traffic is in a file.
let ground = base.split(separator: UInt8(ascii: "\n")).filter { !$0.starts(with: "services".utf8) }.flatMap {
  $0 + [10]
}

/// Assesses a plan and writes it in every format, because text of the plan goes through all of them.
func show(_ imported: ImportedPlan) {
  // The work of an assessment grows with the size of a plan, and a small input may describe a large one.
  guard imported.plan.nodeGroups.count < 50, imported.plan.subnets.count < 50 else { return }
  let assessment = Assessment(of: imported.plan)
  for document in [Document.assessment(assessment, positions: imported.positions), .cost(assessment, by: .zone)] {
    _ = document.text()
    _ = document.html()
    _ = document.json()
    for table in document.tables { _ = table.csv() }
  }
}

/// Feeds one input.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  switch target {
  case .plan:
    if let imported = try? importPlan([SourceFile(name: "fuzz.yaml", bytes: bytes)]) { show(imported) }
  case .eksctl, .aws, .kubectl, .terraform, .karpenter:
    guard let imported = try? importPlan([SourceFile(name: "fuzz", bytes: bytes)]) else { break }
    show(imported)
    guard imported.plan.subnets.count < 50 else { break }
    for format in PlanFileFormat.allCases {
      let files = exportPlan(imported, as: format, name: "plan")
      // A converted plan answers the same as the files that it was made from.
      let converted = try? importPlan([files[0]]) { name in files.first { $0.name == name } }
      guard converted?.plan == imported.plan else {
        fatalError("the converted plan differs:\n" + String(decoding: files[0].bytes, as: UTF8.self))
      }
    }
  case .change:
    guard let change = PlanChange(String(decoding: bytes, as: UTF8.self)) else { break }
    let file = SourceFile(name: "base.yaml", bytes: base)
    let imported = try? importPlan([file], changes: [change]) { _ in
      SourceFile(name: "m.csv", bytes: Array("zone,zone,bytes\nus-east-1a,us-east-1b,5\n".utf8))
    }
    if let imported { show(imported) }
  case .node:
    let file = SourceFile(name: "node.yaml", bytes: bytes)
    guard let scenario = try? importNodeScenario(file, catalog: .bundled) else { break }
    // What a scenario may ask for is much more than one input of many may take.
    let seconds = scenario.events.reduce(0) { sum, event in
      switch event {
      case .advance(let seconds): sum + seconds
      case .advanceTo(let time): max(sum, time)
      default: sum
      }
    }
    if seconds < 100_000, scenario.events.count < 1000 { _ = scenario.run() }
  case .cluster:
    var isRead = false
    let file = try? ClusterScenarioFile("scenario.yaml") {
      defer { isRead = true }
      return isRead ? nil : bytes
    }
    guard var file, file.timeline.duration < 20_000, file.timeline.duration / file.timeline.sample < 1000,
      let plan = try? importPlan([SourceFile(name: "base.yaml", bytes: ground)]).plan,
      var cluster = try? ClusterSimulator(of: plan, placement: .firstFit)
    else { break }
    try? file.timeline.run(&cluster) {
      try file.next()
    } moment: { _ in
    }
  case .types: _ = try? readInstanceTypes(SourceFile(name: "types.csv", bytes: bytes))
  case .prices:
    guard let own = try? readPrices(SourceFile(name: "prices", bytes: bytes), for: region) else { break }
    var prices = Prices.bundled(for: region)
    prices.replace(with: own)
  case .measured:
    let imported = try? importPlan([SourceFile(name: "base.yaml", bytes: base)]) { _ in
      SourceFile(name: "m.csv", bytes: bytes)
    }
    if let imported { show(imported) }
  }
  return 0
}

/// libFuzzer's loop, which calls the closure until its time is over.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum Fuzzing {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runFuzzer(&count, &arguments) { fuzz($0, $1) })
  }
}
