import Foundation
import Testing

/// Plans that double four times: the output of every command at most doubles, too. `Benchmarks/doublings` does the same
/// for the time, which a test machine cannot measure reliably.
@Suite struct DoublingTests {
  private static let sizes = [12, 24, 48, 96, 192]

  private static func plan(_ size: Int) -> String {
    func list(_ count: Int, _ item: (Int) -> String) -> String { (0..<count).map { "  - {\(item($0))}\n" }.joined() }
    let zones = ["a", "b", "c"]
    return """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: doubled}
      region: us-east-1
      vpc:
        subnets:
      \(list(size) { "name: s\($0), zone: us-east-1\(zones[$0 % 3]), cidr: 10.\($0 / 64).\($0 % 64 * 4).0/22" })
      nodeGroups:
      \(list(size * 2) { "name: g\($0), instanceTypes: [m5.large], desiredSize: 3, maxSize: 8, subnets: [s\($0 / 2)]" })
      workloads:
      \(list(10) { "name: w\($0), replicas: 60, cpu: 100m" })
      services:
      \(list(size) { "name: v\($0), workload: w\(1 + $0 % 9), gbPerMonth: {request: 1, response: 2}" })
      """
  }

  @Test(arguments: [
    ["check"], ["check", "-o", "csv"], ["check", "-o", "json"], ["report", "-o", "html"], ["report"],
    ["traffic", "-o", "csv"], ["traffic", "-o", "json"], ["cost", "-o", "csv"], ["cost", "-o", "json"],
    ["rank", "-o", "csv"], ["propose", "-o", "csv"], ["compare", "-o", "csv"],
    ["simulate", "--scenario", "data/examples/kans-lab-day.yaml", "-o", "csv"],
  ])
  func outputAtMostDoubles(arguments: [String]) throws {
    // The scenario speaks of a workload and a node group of its own plan.
    func adapted(_ plan: String) -> String {
      plan.replacing("name: w1,", with: "name: nginx,").replacing("workload: w1,", with: "workload: nginx,")
        .replacing("name: g1,", with: "name: ng1,").replacing("us-east-1", with: "ap-northeast-2")
    }
    var last: Int?
    for size in Self.sizes {
      let outcome = try Tool.run(arguments + ["-f", "-"], input: Data(adapted(Self.plan(size)).utf8))
      #expect([0, 1].contains(outcome.status), "\(outcome.errors.prefix(300))")
      let bytes = outcome.output.utf8.count
      if let last { #expect(Double(bytes) <= 2.3 * Double(last), "\(last), then \(bytes) bytes") }
      last = bytes
    }
  }
}
