import Foundation
import HeadroomTestSupport
import Testing

/// What people write out of habit is taken, or answered with what they meant.
@Suite struct HabitTests {
  private static let lab = "data/examples/kans-lab.yaml"

  /// A plan file directly after the command needs no -f.
  @Test(arguments: ["check", "traffic", "propose", "compare"]) func aPlanIsTakenWithoutTheOption(command: String) throws
  {
    let short = try Tool.run(command, Self.lab)
    let long = try Tool.run(command, "-f", Self.lab)
    #expect(short.output == long.output && short.status == long.status && !short.output.isEmpty)
  }

  @Test(
    arguments: [
      ("chek", "no command 'chek'; did you mean 'check'?"), ("maxpods", "did you mean 'max-pods'?"),
      ("version", "did you mean '--version'?"), ("validate", "did you mean 'check'?"),
      ("frobnicate", "no command 'frobnicate'; expected one of check, report,"),
    ])
  func commandsHaveNearestNames(word: String, message: String) throws {
    let outcome = try Tool.run(word)
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func flagsHaveNearestNames() throws {
    let outcome = try Tool.run("check", "-f", Self.lab, "--fial-on", "warn")
    #expect(outcome.status == 64 && outcome.errors.contains("Did you mean '--fail-on'?"))
  }

  /// Zones may be separated by commas, and never become one zone of that name.
  @Test func commasSeparateZones() throws {
    let spaced = try Tool.run("topology", "--cpu", "a=1", "b=2", "--endpoints", "a=1", "b=3")
    let commas = try Tool.run("topology", "--cpu", "a=1,b=2", "--endpoints", "a=1,b=3")
    #expect(spaced.output == commas.output && commas.status == 0)
    for wrong in ["a=1,b", "a=1,,b=2", "a=1,", ",a=1"] {
      #expect(try Tool.run("topology", "--cpu", wrong, "--endpoints", "a=1").status == 64, "\(wrong)")
    }
  }

  @Test func rangesMayHaveTwoDots() throws {
    let two = try Tool.run("warm-pool", "t3.small", "--pods", "3..12")
    #expect(try two.output == Tool.run("warm-pool", "t3.small", "--pods", "3...12").output && two.status == 0)
    #expect(try Tool.run("warm-pool", "t3.small", "--pods", "12..3").status == 64)
  }

  /// An unknown verdict ends with 2, and a warning with 1, if that is asked for.
  @Test func anUnknownVerdictMayFail() throws {
    let unknown = ["check", Self.lab, "--set", "workloads=[]", "--set", "vpc.subnets.0.cidr=null"]
    #expect(try Tool.run(unknown).status == 0 && Tool.run(unknown + ["--fail-on", "unknown"]).status == 2)
    let warned = ["check", "data/examples/fragmented.yaml", "--fail-on", "unknown"]
    #expect(try Tool.run(warned).status == 1)
  }

  @Test func compareRecommendsARow() throws {
    let outcome = try Tool.run("compare", Self.lab, "-o", "csv")
    #expect(outcome.output.split(separator: "\n").filter { $0.hasSuffix(",true") }.count == 1)
    #expect(outcome.output.contains("prefixes,VPC CNI with one /28 prefix per slot,110,59,0,0,public-a,197,pass,true"))
    let text = try Tool.run("compare", Self.lab).output
    #expect(text.contains("Recommended: prefixes, because its verdict is pass instead of fail, and 8 more"))
    // CPU has nothing to do with the network: every row passes, and the planned one stays.
    let busy = ["compare", Self.lab, "--set", "workloads=[{name: w, replicas: 9, cpu: 1500m}]"]
    #expect(try Tool.run(busy).output.contains("Recommended: as planned"))
  }

  @Test(
    arguments: [
      (["workload", "nginx"], "outcome at the peak"), (["deploy", "nginx"], "room on a node of ng1"),
      (["nodegroup", "ng1"], "Node group ng1"), (["ng", "ng1"], "Node group ng1"),
      (["finding", "HR-POD-001", "nginx"], "fail, workload nginx: 8 of 50 pods stay Pending"),
      (["finding", "hr-pod-001"], "Fix: Add nodes"),
    ])
  func explainKnowsTheParts(words: [String], text: String) throws {
    let outcome = try Tool.run(["explain", "-f", Self.lab] + words)
    #expect(outcome.status == 0 && outcome.output.contains(text), "\(outcome.output) \(outcome.errors)")
  }

  @Test func explainKnowsGrowthAndServices() throws {
    let growing = ["explain", "-f", Self.lab, "--set", "growth={ratePerMonth: 20%, horizonMonths: 36}", "growth"]
    let outcome = try Tool.run(growing)
    #expect(outcome.output.contains("addresses of subnet public-a") && outcome.output.contains("rule: the first month"))
    let service = try Tool.run("explain", "-f", "data/examples/kans-lab-services.yaml", "svc", "echo")
    #expect(service.output.hasPrefix("Service echo"))
  }

  @Test(
    arguments: [
      (["workload", "ngnix"], "the plan has no workload ngnix; did you mean 'nginx'?"),
      (["finding", "HR-POD-002"], "the plan has no finding HR-POD-002"),
      (["finding", "HR-POD-001", "view"], "it has some about workload nginx"),
      (["finding", "HR-POD-01"], "no check 'HR-POD-01'; did you mean 'HR-POD-001'?"),
      (["growth"], "the plan does not describe how it grows"),
    ])
  func explainSaysWhatIsThere(words: [String], message: String) throws {
    let outcome = try Tool.run(["explain", "-f", Self.lab] + words)
    #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  /// `traffic` says what its numbers stand on, the zones of a Karpenter group without sizes included.
  @Test func trafficPrintsTheAssumptions() throws {
    let plan = [
      "traffic", "data/examples/kans-lab-services.yaml", "--set",
      "nodeGroups=[{name: pool, instanceTypes: [t3.medium], manager: karpenter, subnets: [public-a, public-b, public-c]}]",
    ]
    let text = try Tool.run(plan).output
    #expect(text.contains("Assumptions\n") && text.contains("Nodes that are added as pods need them are assumed"))
    let data = Data(try Tool.run(plan + ["-o", "json"]).output.utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((json["assumptions"] as? [String])?.isEmpty == false)
  }
}
