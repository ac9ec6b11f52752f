import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

/// An old price says so beside every amount, in every format.
@Suite struct PriceAgesTests {
  @Test(
    arguments: [
      ([], []), ([nil], ["The prices have no date."]), (["2026-05-12"], ["Prices as of 2026-05-12."]),
      (["2026-05-12", "2026-01"], ["Prices as of 2026-01 to 2026-05-12."]),
      (["2026-05-12", "2024"], ["Prices as of 2024 to 2026-05-12; 1 of 2 is more than a year old."]),
      (
        ["2026-05-12", "2024", "2025-10-26", nil],
        ["Prices as of 2024 to 2026-05-12; 2 of 4 are more than a year old, 1 of 4 has no date."]
      ),
      (["2025-10-27"], ["Prices as of 2025-10-27."]),
    ] as [([String?], [String])])
  func ageIsOneSentence(dates: [String?], sentences: [String]) {
    #expect(priceAges(dates.map { $0.flatMap(CalendarDate.init) }, asOf: CalendarDate("2026-10-27")) == sentences)
  }

  private func documents() throws -> [(name: String, document: Document)] {
    let path = "data/examples/kans-lab.yaml"
    let plan = try importPlan([SourceFile(name: path, bytes: try Repository.bytes(of: path))]).plan
    let table = "region,instance_type,price_per_hour,as_of\nap-northeast-2,t3.medium,0.05,2020-02-03\n"
    var prices = Prices.bundled(for: plan.region)
    prices.replace(with: try readPrices(SourceFile(name: "old", bytes: Array(table.utf8)), for: plan.region))
    let assessment = Assessment(of: plan, prices: prices)
    var pod = Workload(name: "pod")
    pod.cpu = CPUAmount(millicores: 500)
    let types = InstanceCatalog([InstanceCatalog.bundled["t3.medium"]!])
    return [
      ("check", .assessment(assessment)), ("cost", .cost(assessment)),
      (
        "rank",
        .ranking(InstanceRanking(of: pod, in: plan, catalog: types, prices: prices), asOf: prices.today)
      ),
    ]
  }

  @Test func everyFormatMarksOldPrices() throws {
    for (name, document) in try documents() {
      #expect(document.text().contains("more than a year old") || document.text().contains("stale"), "\(name)")
      #expect(document.html().contains("more than a year old"), "\(name)")
      let json = document.json().filter { !$0.isWhitespace }
      #expect(json.contains("\"stale\":true") || json.contains("\"priceStale\":true"), "\(name)")
      let old = document.tables.filter { $0.csv().contains("2020-02-03") }
      #expect(!old.isEmpty, "\(name)")
      for table in old {
        let lines = table.csv().split(separator: "\n")
        #expect(lines[0].contains("stale"), "\(name), \(table.id)")
        #expect(lines.contains { $0.contains("2020-02-03") && $0.contains("true") }, "\(name), \(table.id)")
      }
    }
  }
}
