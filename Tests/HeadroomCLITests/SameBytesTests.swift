import Foundation
import HeadroomTestSupport
import Testing

/// Processes hash their dictionaries with different seeds; none of them may show.
@Suite struct SameBytesTests {
  private static let services = "data/examples/kans-lab-services.yaml"
  private static let scenario =
    "{type: q, start: z, duration: x, sample: y, policy: w, events: [{at: q, foo: 1, bar: 2}]}"

  @Test(arguments: [
    ["check", "-f", services], ["report", "-f", services, "-o", "html"], ["check", "-f", services, "-o", "json"],
    ["cost", "-f", services, "-o", "json", "--by", "service"], ["rank", "-f", services, "-o", "csv"],
    ["compare", "-f", services, "-o", "json"], ["propose", "-f", services], ["traffic", "-f", services, "-o", "json"],
    ["check", "-f", services, "--set", "discounts={a: 1, b: 2, onDemand: x, spot: y, fargate: z}"],
    ["simulate", "--node", "-"], ["simulate", "-f", services, "--scenario", "-"],
  ])
  func everyProcessPrintsTheSame(arguments: [String]) throws {
    var seen: Set<String> = []
    for _ in 0..<6 {
      let outcome = try Tool.run(arguments, input: Data(Self.scenario.utf8))
      #expect([0, 1, 2].contains(outcome.status))
      seen.insert(outcome.output + outcome.errors)
    }
    #expect(seen.count == 1, "\(seen)")
  }

  @Test func whatHasNoDerivationSaysSo() throws {
    let outcome = try Tool.run(
      "explain", "topology", "--cpu", "a=1", "b=1", "--replicas", "1...3")
    #expect(outcome.status == 64 && outcome.errors.contains("cannot be explained"))
  }
}
