import Foundation
import HeadroomTestSupport
import Testing

@Suite struct TrafficCommandTests {
  private static let lab = "data/examples/kans-lab-services.yaml"

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try Tool.run(arguments + ["-o", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test func topologyAnswersForOneService() throws {
    let answer = try json(["topology", "--cpu", "a=2000", "b=3000", "c=8000", "--endpoints", "a=2", "c=7"])
    #expect(answer["hintsByZone"] as? [String: Int] == ["a": 2, "b": 1, "c": 6])
    #expect(answer["overload"] as? Double == 27.0 / 13 && answer["tie"] as? Bool == false)
    #expect(answer["degraded"] is NSNull && answer["hintsInOwnZone"] as? Int == 8)
    let matrix = try #require(answer["matrix"] as? [String: [String: Double]])
    #expect(abs(matrix["b"]!["c"]! - 3.0 / 13) < 1e-12)
    let events = try #require(answer["events"] as? [[String: String]])
    #expect(events[0]["reason"] == "TopologyAwareHintsEnabled")
  }

  @Test func oneEndpointIsRefusedInTheControllersWords() throws {
    let answer = try json(["topology", "--cpu", "a=1930", "b=1930", "c=1930", "--endpoints", "a=1"])
    let events = try #require(answer["events"] as? [[String: String]])
    #expect(events[0]["message"] == "Insufficient number of endpoints (1 endpoints, 3 zones), addressType: IPv4")
    #expect(events[0]["reason"] == "TopologyAwareHintsDisabled")
    #expect(answer["degraded"] as? String == "InsufficientNumberOfEndpoints")
    #expect(abs(answer["crossZoneFraction"] as! Double - 2.0 / 3) < 1e-12)
  }

  @Test func replicasAreAnsweredOneByOne() throws {
    let outcome = try Tool.run("topology", "--cpu", "a=1", "b=1", "c=1", "--replicas", "1...12", "-o", "csv")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows[0].prefix(3) == ["replicas", "hints", "cross_zone_fraction"])
    #expect(rows.dropFirst().filter { $0[1] == "false" }.map { $0[0] } == ["1", "2", "4", "5", "8", "11"])
    #expect(rows[11][2] == "0.666666667" && rows[12][2] == "0")
  }

  @Test func modesAndVersions() throws {
    func fraction(_ arguments: String...) throws -> Double? {
      try json(["topology", "--cpu", "a=1", "b=1", "c=1", "--endpoints", "a=3", "b=3", "c=3"] + arguments)[
        "crossZoneFraction"] as? Double
    }
    #expect(try fraction("--mode", "prefer-close") == 0)
    #expect(try fraction("--mode", "prefer-close", "--kubernetes-version", "1.30")! > 0.66)
    #expect(try fraction("--mode", "none")! > 0.66)
    let clients = try json(
      [
        "topology", "--cpu", "a=1", "b=1", "c=1", "--endpoints", "a=3", "b=3", "c=3", "--clients", "a=80", "b=10",
        "c=10",
      ]
        + ["--mode", "prefer-same-zone"])
    #expect(abs(clients["overload"] as! Double - 2.4) < 1e-12)
  }

  @Test func trafficPrintsServicesLinesAndTotal() throws {
    let answer = try json(["traffic", "-f", Self.lab])
    let services = try #require(answer["services"] as? [[String: Any]])
    let echo = services[0]
    #expect(echo["name"] as? String == "echo" && echo["mode"] as? String == "auto")
    #expect(echo["costPerMonth"] as? String == "0.00" && echo["costPerMonthWithoutHints"] as? String == "66.833496094")
    #expect(echo["replicaCountsWithoutHints"] as? [Int] == [4, 5])
    let lines = try #require(echo["lines"] as? [[String: Any]])
    #expect(
      Set(lines[0].keys).isSuperset(of: ["meter", "quantity", "unit", "price", "cost", "source", "asOf", "assumed"]))
    let total = try #require(answer["total"] as? [String: Any])
    #expect(total["costPerMonth"] as? String == "564.137" && total["missingPrices"] as? [String] == [])
  }

  @Test func aMissingPriceIsNamedAndMayBeAssumedOrGiven() throws {
    let region = ["--set", "region=mx-central-1"]
    let zones = (0..<3).flatMap { ["--set", "vpc.subnets.\($0).zone=mx-central-1\(["a", "b", "c"][$0])"] }
    func total(_ more: [String]) throws -> [String: Any] {
      try #require(
        try json(
          [
            "traffic", "-f", Self.lab, "--set",
            "services=[{name: s, workload: echo, gbPerMonth: {request: 1, response: 2}}]",
          ]
            + ["--set", "network={}"] + region + zones + more)["total"] as? [String: Any])
    }
    #expect(try total([])["costPerMonth"] is NSNull)
    #expect(try total([])["missingPrices"] as? [String] == ["cross_az_in", "cross_az_out"])
    #expect(try total(["--assume-cross-az"])["costPerMonth"] as? String == "0.04")
    #expect(try total(["--assume-cross-az"])["assumed"] as? [String] == ["s, pod to pod"])
    #expect(
      try total(["--set", "network.prices={cross_az_in: 1, cross_az_out: 1}"])["costPerMonth"] as? String == "4.00")
  }

  @Test func csvHasARowAService() throws {
    let outcome = try Tool.run("traffic", "-f", Self.lab, "-o", "csv")
    #expect(outcome.output.split(separator: "\n").count == 6)
    let lines = try Tool.run("traffic", "-f", Self.lab, "-o", "csv", "--table", "traffic-lines")
    #expect(lines.output.contains("\"echo, pod to pod, out\",cross_az_out,0,GB,0.01,0.00,USD,false,true,"))
    #expect(lines.output.contains(",nlb_hour,730,hour,0.0225,16.425,USD,"))
  }

  @Test func aMeasuredMatrixIsReadBesideThePlan() throws {
    let folder = try Scratch()
    let plan = try String(contentsOf: Repository.root.appending(path: Self.lab), encoding: .utf8)
    try plan.write(to: folder.file("plan.yaml"), atomically: true, encoding: .utf8)
    let matrix = "from,to,bytes\napne2-az1,ap-northeast-2a,1073741824\nap-northeast-2a,ap-northeast-2b,1073741824\n"
    try matrix.write(to: folder.file("flows.csv"), atomically: true, encoding: .utf8)
    let header = "fromZone,toZone,bytes\n"
    try (header + "ap-northeast-2a,us-east-1b,5\n").write(
      to: folder.file("foreign.csv"), atomically: true, encoding: .utf8)
    try header.write(to: folder.file("empty.csv"), atomically: true, encoding: .utf8)
    try (Data(header.utf8) + [0xFF, 0xFE] + Data(",ap-northeast-2a,5\n".utf8)).write(to: folder.file("bytes.csv"))
    let elsewhere = try Scratch()
    try header.write(to: elsewhere.file("x.csv"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(at: folder.file("link.csv"), withDestinationURL: elsewhere.file("x.csv"))
    let made = unsafe mkfifo(folder.file("pipe").path, 0o600)
    #expect(made == 0)
    func service(_ measured: String) -> [String] {
      [
        "traffic", "-f", folder.file("plan.yaml").path, "--set", "network={}", "--set",
        "services=[{name: s, workload: echo, measured: \(measured)}]",
      ]
    }
    let answer = try json(service("{file: flows.csv, columns: [from, to, bytes], direction: request}"))
    let services = try #require(answer["services"] as? [[String: Any]])
    #expect(services[0]["crossZoneFraction"] as? Double == 0.5 && services[0]["costPerMonth"] as? String == "0.02")
    #expect((services[0]["matrix"] as? [String: [String: Double]])?["ap-northeast-2a"]?["ap-northeast-2a"] == 0.5)
    // Names that lead elsewhere, files that are not there, columns that they do not have.
    for (measured, message) in [
      ("{file: ../flows.csv}", "is not a path within the plan's folder"),
      ("{file: /etc/passwd}", "is not a path within the plan's folder"),
      ("{file: no.csv}", "cannot be read from the plan's folder"),
      ("{file: link.csv}", "cannot be read from the plan's folder"),
      ("{file: pipe}", "cannot be read from the plan's folder"),
      ("{file: flows.csv, columns: [bytes, bytes, bytes]}", "duplicate column"),
      ("{file: foreign.csv}", "foreign.csv:2:1: zone 'us-east-1b' is not in region ap-northeast-2"),
      ("{file: empty.csv}", "there are no rows below the header"),
      ("{file: bytes.csv}", "is not in region ap-northeast-2"),
      ("{file: flows.csv}", "flows.csv:1:1: no column 'fromZone'; expected fromZone, toZone, bytes"),
    ] {
      let outcome = try Tool.run(service(measured))
      #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  /// Dictionaries differ in order from process to process; answers do not.
  @Test func everyProcessGivesTheSameBytes() throws {
    let weights =
      ["topology", "--cpu", "a=1", "b=1", "c=1", "d=1", "--endpoints", "a=1", "b=1", "c=1", "d=3"]
      + ["--clients", "a=0.1", "b=0.2", "c=0.3", "d=0.7", "-o", "json"]
    let plan =
      ["traffic", "-f", Self.lab, "-o", "json", "--set", "services.echo-nlb.exposures.0.crossZone=true"]
      + ["--set", "services.echo.clients={zones: {ap-northeast-2a: 0.1, ap-northeast-2b: 0.2, ap-northeast-2c: 0.3}}"]
    for arguments in [weights, plan] {
      let first = try Tool.run(arguments)
      #expect(first.status == 0, "\(first.errors)")
      for _ in 0..<12 { #expect(try Tool.run(arguments).output == first.output) }
    }
  }

  @Test func explainTellsHowAServicesNumbersComeToBe() throws {
    let outcome = try Tool.run("explain", "-f", Self.lab, "service", "echo")
    #expect(outcome.status == 0 && outcome.output.contains("crossing zones without hints"))
    #expect(outcome.output.contains("kubernetes/endpointslice daa4d010"))
    let nlb = try Tool.run("explain", "-f", Self.lab, "service", "echo-nlb")
    #expect(nlb.output.contains("all targets in its zones") && nlb.output.contains("capacity units"))
    let topology = try Tool.run("explain", "topology", "--cpu", "a=2", "b=3", "--endpoints", "a=1", "b=2")
    #expect(topology.output.contains("a 40.0%, b 60.0%") && topology.output.contains("Unable to allocate minimum"))
  }

  @Test(arguments: [
    ["topology"], ["topology", "--cpu", "a=1"], ["topology", "--cpu", "a", "--endpoints", "a=1"],
    ["topology", "--cpu", "a=1", "a=2", "--endpoints", "a=1"], ["topology", "--cpu", "a=1.5", "--endpoints", "a=1"],
    ["topology", "--cpu", "a=1", "--endpoints", "a=-1"],
    ["topology", "--cpu", "a=1", "--endpoints", "a=1", "--mode", "x"],
    ["topology", "--cpu", "a=1", "--endpoints", "a=1", "--replicas", "1...3"],
    ["topology", "--cpu", "a=1e300", "--endpoints", "a=1"], ["traffic"], ["traffic", "-f", "x", "--table", "subnets"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
  }
}
