import Foundation
import HeadroomTestSupport
import Testing

@Suite struct CostCommandTests {
  private static let lab = "data/examples/kans-lab.yaml"
  private static let services = "data/examples/kans-lab-services.yaml"

  private func rows(_ arguments: [String]) throws -> [[String: String]] {
    let outcome = try Tool.run(arguments + ["-o", "csv"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(cells)
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  /// The cells of a row, some of which are in quotation marks.
  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// 3 × 730 × 0.052 for the nodes, extended support, and 60 GB of volumes.
  @Test func theBillIsSortedByWeight() throws {
    let outcome = try Tool.run("cost", Self.lab)
    let expected = """
      Monthly bill in USD
      ITEM                          MONTHLY  AT PEAK  AS OF
      control plane, support ended   438.00   438.00  2026-10-01
      ng1, nodes, t3.medium          113.88   113.88  2026-05-12
      ng1, root volumes of 20 GiB      5.47     5.47  2025-10-28
      Total: 557.35 USD a month now, 557.35 USD at the peak.

      """
    #expect(outcome.output.hasPrefix(expected), "\(outcome.output)")
    let rows = try rows(["cost", "-f", Self.lab])
    #expect(rows.map { $0["cost_per_month"] } == ["438.00", "113.88", "5.472"])
    #expect(rows[1]["meter"] == "ec2_hour:t3.medium" && rows[1]["stale"] == "false" && rows[1]["currency"] == "USD")
  }

  @Test func smallLinesAreFoldedForPeopleOnly() throws {
    let text = try Tool.run("cost", Self.services).output
    #expect(text.contains("4 lines of less than 0.01") && text.contains("Topology hints save 66.83 USD"))
    #expect(try rows(["cost", "-f", Self.services]).count == 17)
  }

  @Test func theBillIsDividedOnRequest() throws {
    let zones = try rows(["cost", "-f", Self.services, "--by", "zone"])
    #expect(zones.map { $0["zone"] }.contains("between zones") && zones.count == 5)
    #expect(try Tool.run("cost", Self.lab, "--by", "planet").status == 64)
    #expect(try Tool.run("cost", Self.lab, "--table", "cost-shares").status == 64)
    #expect(try Tool.run("cost", Self.lab, "--table", "x").errors.contains("expected cost, cost-shares or cost-pods"))
  }

  @Test func missingPricesAreNamedWithTheirRemedy() throws {
    let windows = ["cost", "-f", Self.lab, "--set", "nodeGroups.ng1.amiFamily=Windows"]
    let text = try Tool.run(windows).output
    #expect(text.contains("Known so far:"), "\(text)")
    #expect(try Tool.run(windows + ["--strict"]).status == 2)
    let priced = try Tool.run(
      windows + ["--strict", "--set", "network={prices: {\"ec2_windows_hour:t3.medium\": 0.1}}"])
    #expect(priced.status == 0 && priced.output.contains("219.00"), "\(priced.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(try Tool.run(windows + ["-o", "json"]).output.utf8))
    let total = try #require((object as? [String: Any])?["total"] as? [String: Any])
    #expect(total["costPerMonth"] is NSNull && (total["missingPrices"] as? [[String: String]])?.count == 1)
    let remedy = (total["missingPrices"] as? [[String: String]])?[0]["remedy"]
    #expect(remedy?.contains("aws pricing get-products --region us-east-1 --service-code AmazonEC2") == true)
  }

  @Test func filesWithPricesTakePrecedence() throws {
    let folder = try Scratch()
    func file(_ name: String, _ price: String) throws -> String {
      let url = folder.file(name)
      try Data("region,instance_type,price_per_hour\nap-northeast-2,t3.medium,\(price)\n".utf8).write(to: url)
      return url.path
    }
    let (first, second) = (try file("a.csv", "0.04"), try file("b.csv", "0.03"))
    func price(_ files: [String]) throws -> String? {
      try rows(["cost", "-f", Self.lab] + files.flatMap { ["--prices", $0] }).first { $0["meter"]!.hasPrefix("ec2") }?[
        "price"]
    }
    #expect(try price([first, second]) == "0.03" && price([second, first]) == "0.04")
    let zero = try Tool.run("cost", "-f", Self.lab, "--prices", try file("z.csv", "0"))
    #expect(zero.status == 0 && zero.errors.contains("1 price of 0 is left out"))
    let bad = try Tool.run("cost", "-f", Self.lab, "--prices", try file("bad.csv", "cheap"))
    #expect(bad.status == 2 && bad.errors.contains("bad.csv:2:1: 'cheap' is not an amount of money"))
    // A plan names files in its own folder.
    let plan = folder.file("plan.yaml")
    let text = try Repository.text(of: Self.lab) + "prices: [a.csv]\n"
    try Data(text.utf8).write(to: plan)
    let named = try Tool.run("cost", "-f", plan.path, "-o", "csv")
    #expect(named.output.contains("0.04") && named.status == 0, "\(named.errors)")
    try Data((text + "").replacing("a.csv", with: "../a.csv").utf8).write(to: plan)
    #expect(try Tool.run("cost", "-f", plan.path).errors.contains("../a.csv: the file cannot be read"))
  }

  @Test func typesAreRankedByTheCostOfAPod() throws {
    let ranked = try rows(["rank", "--pod", "cpu=500m,memory=1Gi", "--region", "eu-central-1"])
    let costs = ranked.compactMap { Double($0["cost_per_pod"]!) }
    #expect(costs == costs.sorted() && costs.count == ranked.count && ranked.count > 800)
    #expect(ranked.allSatisfy { ["slots", "cpu", "memory", "addresses"].contains($0["limited_by"]) })
    let arm = try rows([
      "rank", "--pod", "cpu=500m,memory=1Gi", "--region", "eu-central-1", "--architecture", "arm64",
      "--oldest-generation", "7", "--no-metal",
    ])
    #expect(arm.allSatisfy { $0["architecture"] == "arm64" && !$0["instance_type"]!.contains("metal") })
    #expect(arm.count > 30 && arm.allSatisfy { !$0["instance_type"]!.hasPrefix("m6g") })
    let table = try Tool.run("rank", "-f", Self.lab, "--limit", "3").output
    #expect(table.contains("more types; --limit and -o csv print them."))
  }

  @Test(
    arguments: [
      (["rank"], 64, "expected a plan (-f FILE), or --pod"),
      (["rank", "--pod", "cpu=x", "--region", "eu-west-1"], 64, "--pod"),
      (["rank", "-f", lab, "--workload", "ngnix"], 2, "the plan has no workload ngnix; did you mean 'nginx'?"),
      (["rank", "-f", lab, "--region", "eu-west-1"], 64, "mutually exclusive"),
      (["rank", "-f", lab, "--set", "workloads=[]"], 2, "the plan lists no pods"),
      (["rank", "--pod", "cpu=1000000", "--region", "eu-west-1"], 2, "has room for one such pod"),
      (["rank", "--pod", "cpu=1", "--region", "eu-west-1", "--oldest-generation", "99"], 2, "no instance type"),
      (["rank", "--pod", "cpu=1", "--region", "us-east-9"], 64, "AWS has no region 'us-east-9'"),
      (
        [
          "rank", "-f", lab, "--node-group", "ng1", "--set",
          "nodeGroups.ng1={name: ng1, manager: fargate, subnets: [public-a]}",
        ],
        2, "is a Fargate profile"
      ),
      (
        ["cost", "-f", lab, "--set", "network.prices.ec2_hour:m5.larg=1"], 2, "no instance type 'm5.larg'; did you mean"
      ),
      (["cost"], 64, "no plan given"),
    ])
  func errorsSayWhatIsExpected(arguments: [String], status: Int32, message: String) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == status && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func onePriceIsSetByItsName() throws {
    let rows = try rows(["cost", "-f", Self.lab, "--set", "network.prices.ec2_hour:t3.medium=0.01"])
    #expect(rows.first { $0["meter"] == "ec2_hour:t3.medium" }?["price"] == "0.01")
  }

  /// What the bill leaves out is said, and totals have all decimals in JSON.
  @Test func theBillSaysWhatItLeavesOut() throws {
    let text = try Tool.run("cost", Self.lab).output
    #expect(text.contains("Pods that find no place cost nothing here: 8 now") && text.contains("Not included: volumes"))
    let json = try JSONSerialization.jsonObject(
      with: Data(try Tool.run("cost", Self.services, "-o", "json").output.utf8))
    let object = try #require(json as? [String: Any])
    let total = try #require((object["total"] as? [String: Any])?["costPerMonth"] as? String)
    let lines = try #require(object["lines"] as? [[String: Any]])
    let sum = lines.compactMap { ($0["costPerMonth"] as? String).flatMap { Decimal(string: $0) } }.reduce(0, +)
    #expect(Decimal(string: total) == sum && (object["omissions"] as? [String])?.isEmpty == false, "\(total) \(sum)")
  }

  /// The price of a node over the pods that fit: t3.medium has 17 slots and two agents.
  @Test func aPodCostsItsPartOfANode() throws {
    let pods = try rows(["cost", "-f", Self.lab, "--table", "cost-pods"])
    #expect(pods[0]["pods_per_node"] == "15" && pods[0]["cost_per_node"] == "37.96" && pods[0]["limited_by"] == "slots")
    #expect(pods[0]["cost_per_pod"]?.hasPrefix("2.53") == true)
  }
}
