import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

@Suite struct OverviewTests {
  private func document(_ lines: String) throws -> Document {
    let text = "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\nmetadata: {name: p}\nregion: eu-central-1\n" + lines
    let imported = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))])
    return .assessment(Assessment(of: imported.plan), positions: imported.positions)
  }

  private func subnets(_ length: Int) -> String {
    """
    vpc:
      subnets:
        - {name: a, zone: eu-central-1a, cidr: 10.0.0.0/\(length)}
        - {name: b, zone: eu-central-1b, cidr: 10.0.8.0/\(length)}
    nodeGroups: [{name: ng, instanceTypes: [m5.large], desiredSize: 4, maxSize: 8, subnets: [a, b]}]

    """
  }

  /// The verdict with its main reason and what would help, for the most frequent reasons.
  @Test(
    arguments: [
      (24, "workloads: [{name: w, replicas: 40}]", "Holds: all 40 pods find a place at the peak"),
      (27, "workloads: [{name: w, replicas: 40}]", "Fails: a lacks"),
      (24, "workloads: [{name: w, replicas: 300}]", "Fails: 192 of 300 pods of w find no node ("),
      (
        24, "workloads: [{name: w, replicas: 40}]\ngrowth: {model: linear, ratePerMonth: 100%, horizonMonths: 60}",
        "Holds, with 2 warnings: addresses of subnet a run out in August 2027, at 17 nodes"
      ),
    ])
  func theSentenceSaysWhatMatters(length: Int, lines: String, sentence: String) throws {
    let document = try document(subnets(length) + lines)
    let text = try #require(document.sentence)
    #expect(text.hasPrefix(sentence) && text.hasSuffix("."), "\(text)")
    #expect(document.text().split(separator: "\n").dropFirst().first.map { text.hasPrefix($0) } == true)
    #expect(document.html().contains("data-part=\"sentence\""))
  }

  @Test func aSizeAndANetworkModeThatWouldHoldAreNamed() throws {
    let text = try #require(try document(subnets(27) + "workloads: [{name: w, replicas: 40}]").sentence)
    // 4 nodes in each zone: what the level asks for has room in the subnet that the sentence names.
    #expect(text.contains(", as does 1 other subnet; a /25 each or "), "\(text)")
    let lab = try importPlan([
      SourceFile(name: "p", bytes: try Repository.bytes(of: "data/examples/kans-lab.yaml"))
    ])
    #expect(
      Document.assessment(Assessment(of: lab.plan)).sentence
        == "Fails: 8 of 50 pods of nginx find no node (0/3 nodes are available: 3 Too many pods); with prefixes all of them would run."
    )
  }

  @Test func tilesAreNumbersThatTheTablesHaveToo() throws {
    let imported = try importPlan([
      SourceFile(name: "p", bytes: try Repository.bytes(of: "data/examples/kans-lab-services.yaml"))
    ])
    let assessment = Assessment(of: imported.plan)
    let tiles = Overview(of: assessment, cost: assessment.cost).tiles
    #expect(tiles.map(\.label) == ["Tightest subnet", "Pods without a place", "Runs out", "USD a month"])
    #expect(tiles.map(\.value) == ["16%", "0", "–", "683.49"])
    #expect(tiles[0].detail == "public-a: 211 of 251 addresses left at the peak")
    #expect(tiles[3].detail == "683.49 at the peak; locality saves 66.83")
    #expect(assessment.cost.total.costPerMonth?.formatted() == "683.49")
  }

  @Test(arguments: [
    ("1831.2", "1,831.20"), ("0.005", "0.00"), ("999.999", "1,000.00"), ("100", "100.00"),
  ])
  func amountsHaveGroups(amount: String, text: String) {
    #expect(Money(amount, currency: .usd)?.grouped == text)
  }

  /// Equal findings of several subnets are one group; groups stand in the order of their weight.
  @Test func equalFindingsAreOneGroup() throws {
    let document = try document(subnets(27) + "workloads: [{name: w, replicas: 40, maxReplicas: 400}]")
    let found = try #require(document.sections.compactMap(\.findings).first)
    let groups = FindingGroup.grouped(found)
    #expect(groups.map(\.verdict) == groups.map(\.verdict).sorted(by: >))
    #expect(groups.reduce(0) { $0 + $1.items.count } == found.count)
    #expect(groups.first { $0.check.id == "HR-SUB-001" }?.subjects == "2 subnets")
    let keys = groups.map { "\($0.check.id) \($0.verdict) \($0.moment)" }
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: [(0, "January 2026"), (11, "December 2026"), (12, "January 2027"), (25, "February 2028")])
  func monthsAreCountedFromToday(number: Int, name: String) {
    #expect(monthName(number, after: CalendarDate("2026-01-31")) == name)
    #expect(monthName(number, after: nil) == "month \(number)")
  }
}
