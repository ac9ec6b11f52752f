import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

@Suite struct AssessmentDocumentTests {
  static let samples = ["kans-lab", "kans-lab-prefix", "kans-lab-services", "fragmented", "payments", "marketplace"]

  private func report(_ sample: String) throws -> Document {
    let path = "data/examples/\(sample).yaml"
    let imported = try importPlan([SourceFile(name: path, bytes: try Repository.bytes(of: path))])
    let document = Document.assessment(Assessment(of: imported.plan), positions: imported.positions)
    // A sample with a scenario shows its simulation too, as `make report` makes it.
    guard let day = try? Repository.bytes(of: "data/examples/\(sample)-day.yaml") else { return document }
    var chunks = [day]
    var events = try ClusterScenarioFile("day") { chunks.popLast() }
    var cluster = try ClusterSimulator(of: imported.plan, placement: .firstFit, seed: 1)
    var moments: [ClusterMoment] = []
    try events.timeline.run(&cluster) {
      try events.next()
    } moment: {
      moments += $0
    }
    return document.adding(moments, summary: cluster.summary)
  }

  @Test(arguments: samples) func tablesAreThoseInReports(sample: String) throws {
    let report = try report(sample)
    for table in report.tables { try expectGolden(table.csv(), "\(sample)/\(table.id).csv") }
    try expectGolden(report.json(), "\(sample)/assessment.json")
    try expectGolden(report.text(), "\(sample)/report.txt")
    try expectGolden(report.markdown(), "\(sample)/report.md")
    try expectGolden(report.sarif(), "\(sample)/headroom.sarif")
    try expectGolden(report.junit(), "\(sample)/junit.xml")
  }

  /// libxml2's versions differ in white space, so pages are compared by what they say.
  @Test(arguments: samples) func pagesSayWhatThoseInReportsSay(sample: String) throws {
    let text = try report(sample).html()
    if HeadroomTestSupport.isRecording { return try expectGolden(text, "\(sample)/index.html") }
    let page = try #require(HTMLPage(text))
    let golden = try #require(HTMLPage(try Repository.text(of: "reports/\(sample)/index.html")))
    for path in [
      "//h1", "//h2", "//h3", "//th", "//td", "//p", "//li", "//figcaption", "//summary", "//svg//@width",
      "//svg/title",
      "//@class", "//@href",
    ] {
      #expect(page.texts(path) == golden.texts(path), "\(path)")
      #expect(page.count(path) > 0 || path == "//h3")
    }
  }

  @Test(arguments: samples) func pagesLoadNothingAndRunNothing(sample: String) throws {
    let text = try report(sample).html()
    #expect(text.hasPrefix("<!DOCTYPE html>"))
    let page = try #require(HTMLPage(text))
    #expect(page.count("//script|//link|//img|//iframe|//@src|//@*[starts-with(name(), 'on')]") == 0)
    // Links lead to places of the page alone, and each of them exists once.
    let places = page.texts("//@id")
    #expect(Set(places).count == places.count)
    #expect(page.texts("//@href").allSatisfy { $0.hasPrefix("#") && places.contains(String($0.dropFirst())) })
    #expect(!text.contains("url(") && !text.contains("@import") && !text.contains("http"))
    #expect(page.texts("//h1") == [sample])
    #expect(page.count("//svg") >= 3 && page.count("//details") >= 3)
  }

  @Test func theLabsNumbersAreThoseOfTheRealCluster() throws {
    let page = try #require(HTMLPage(try report("kans-lab").html()))
    let nginx = "(//table[.//th='running'])[1]//tr[th='nginx']/td"
    #expect(page.texts(nginx) == ["fail", "50", "42", "8", "0", "50", "42"])
    let prefix = try #require(HTMLPage(try report("kans-lab-prefix").html()))
    #expect(prefix.texts(nginx) == ["pass", "50", "50", "0", "0", "50", "50"])
  }

  /// Names that would be markup, a formula, a path or a terminal's command anywhere else.
  static let hostile = [
    "<script>alert(1)</script>", "</style><b>", "\"><img src=x onerror=1>", "&lt;&amp;", "=1+1", "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)", "\tx", "\rx", "../../etc/passwd", "\u{1B}[31mred\u{1B}[0m", "a\u{202E}b", "名前é\u{1F600}", "a,b\"c\nd",
    "]]>", "\u{0}x",
  ]

  @Test(arguments: hostile) func textOfThePlanStaysText(name: String) throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 1, workloads: [Workload(name: name, replicas: 100)])
    let report = Document.assessment(Assessment(of: plan))
    let text = report.html()
    let page = try #require(HTMLPage(text))
    #expect(page.count("//script|//img|//b|//@onerror") == 0)
    #expect(page.texts("//table[.//th='running']//tr/th").contains(printable(name)))

    let csv = try #require(report.table("workloads")).csv()
    var rows = CSVRows(Array(csv.utf8))
    var names: [String] = []
    while try rows.advance() { names.append(rows.text(0) ?? "") }
    let neutral = name.utf8.first.map { "=+-@".utf8.contains($0) } == true ? "'\(name)" : printable(name)
    #expect(names.contains(neutral))
    #expect(report.text().unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(report.json().contains("\"pending\" : 73"))
  }

  /// What a spreadsheet takes for a formula: also after spaces and line feeds, and in the full-width form.
  @Test(arguments: [
    ("  =1+1", "'  =1+1"), ("＝1+1", "'＝1+1"), ("\n=1", "\\n=1"), ("\u{3000}@x", "'\u{3000}@x"), ("a=b", "a=b"),
    ("::x", "'::x"),
  ])
  func formulasOfSpreadsheets(name: String, cell: String) throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 1, workloads: [Workload(name: name, replicas: 1)])
    let csv = try #require(Document.assessment(Assessment(of: plan)).table("workloads")).csv()
    #expect(csv.split(separator: "\n").contains { $0.hasPrefix(cell + ",") }, "\(csv)")
  }

  @Test func whatIsNotKnownIsADashOrEmptyOrNull() throws {
    let plan = ClusterPlan.sample([.bundled("c8g-flex.16xlarge")], nodes: 1, blocks: [""])
    let report = Document.assessment(Assessment(of: plan))
    #expect(try #require(report.table("subnets")).csv().contains("\na,ap-northeast-2a,,,0,5,"))
    #expect(report.json().contains("\"usableAddresses\" : null") && report.json().contains("\"costPerMonth\" : null"))
    #expect(report.html().contains("CIDR not known") && report.text().contains("–"))
  }

  @Test func namesOfTablesAreThoseOfTheSections() throws {
    let report = try report("kans-lab")
    #expect(Document.assessmentTableNames.allSatisfy { report.table($0)?.id == $0 })
    #expect(report.table("moments") == nil)
    #expect(report.csv(table: "growth")?.split(separator: "\n").count == 1, "a header without rows")
    #expect(!report.tables.map(\.id).contains("growth"))
  }

  @Test func textFitsEightyColumns() throws {
    for sample in Self.samples {
      #expect(try report(sample).text().split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
    }
  }

  @Test func negativeNumbersAreNoFormulas() {
    let table = Document.Table(
      id: "t", title: "T", columns: [.init("a"), .init("b")], rows: [[.integer(-5), .text("-5")]])
    #expect(table.csv() == "a,b\n-5,'-5\n")
  }

  @Test func keysAreCamelCaseWithTheFieldsCapitals() {
    let keys = [
      "subnet_addresses", "per_eni", "unused_ips", "ipv4_per_eni", "max_enis_total", "cidr", "allocatable_cpu",
    ]
    let table = Document.Table(
      id: "t", title: "T", columns: keys.map { .init($0) }, rows: [keys.map { _ in .integer(1) }])
    for key in ["subnetAddresses", "perENI", "unusedIPs", "ipv4PerENI", "maxENIsTotal", "cidr", "allocatableCPU"] {
      #expect(Document(kind: "T", table).json().contains("\"\(key)\" : 1"))
    }
  }
}
