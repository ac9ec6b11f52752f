import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

/// The formats that pipelines and pull requests use. `.ci/formats` holds them against their schemas.
@Suite struct PipelineFormatTests {
  private func document(named name: String = "p", replicas: Int = 300, above lines: Int = 0) throws -> Document {
    let text =
      String(repeating: "# a comment\n", count: lines) + """
        apiVersion: headroom/v1alpha1
        kind: CapacityPlan
        metadata: {name: "\(name)"}
        region: eu-central-1
        vpc:
          subnets:
            - {name: a, zone: eu-central-1a, cidr: 10.0.0.0/24}
            - {name: b, zone: eu-central-1b, cidr: 10.0.1.0/24}
            - {name: c, zone: eu-central-1c}
        nodeGroups: [{name: ng, instanceTypes: [m5.large], desiredSize: 4, maxSize: 40, subnets: [a, b, c]}]
        workloads: [{name: w, replicas: \(replicas)}]

        """
    let imported = try importPlan([SourceFile(name: "plans/my plan.yaml", bytes: Array(text.utf8))])
    return .assessment(Assessment(of: imported.plan), positions: imported.positions)
  }

  private func results(_ document: Document) throws -> [[String: Any]] {
    let root = try JSONSerialization.jsonObject(with: Data(document.sarif().utf8)) as? [String: Any]
    let run = try #require((root?["runs"] as? [[String: Any]])?.first)
    return try #require(run["results"] as? [[String: Any]])
  }

  private func fingerprints(_ document: Document) throws -> [String] {
    try results(document).compactMap { ($0["partialFingerprints"] as? [String: String])?["headroomFinding/v1"] }
  }

  @Test func sarifHasLevelsRegionsAndRules() throws {
    let document = try document()
    let found = try #require(document.sections.compactMap(\.findings).first)
    let results = try results(document)
    #expect(results.count == found.count && found.count > 2)
    let levels = results.compactMap { $0["level"] as? String }
    #expect(levels.count(where: { $0 == "error" }) == found.count(where: { $0.finding.verdict == .fail }))
    #expect(levels.contains("warning"))
    #expect(document.sarif().contains("\"uri\" : \"plans/my%20plan.yaml\""))
    let prints = try fingerprints(document)
    #expect(Set(prints).count == prints.count)
  }

  /// A finding stays the same finding when lines and numbers change.
  @Test func fingerprintsSurviveMovedLinesAndOtherNumbers() throws {
    let before = try fingerprints(try document())
    #expect(try fingerprints(try document(above: 20)) == before)
    #expect(try fingerprints(try document(replicas: 301)) == before)
    let (moved, original) = (try document(above: 20).sarif(), try document().sarif())
    #expect(moved != original)
  }

  @Test(arguments: [Verdict.fail, .warn])
  func junitHasACaseForEachCheckAndSubject(limit: Verdict) throws {
    let document = try document()
    let found = try #require(document.sections.compactMap(\.findings).first)
    let page = try #require(HTMLPage(document.junit(failingAt: limit)))
    let codes = Set(found.map(\.finding.code))
    #expect(page.count("//testcase") == found.count + Check.all.count(where: { !codes.contains($0.id) }))
    #expect(page.count("//failure") == found.count { $0.finding.verdict >= limit })
    #expect(page.count("//skipped") == found.count { $0.finding.verdict == .unknown })
    #expect(page.texts("//testsuite/@tests") == ["\(page.count("//testcase"))"])
    #expect(page.texts("//testsuite/@failures") == ["\(page.count("//failure"))"])
  }

  @Test func commandsAreEscapedByTheRunnersRules() throws {
    let document = try document()
    let text = document.githubCommands()
    let lines = text.split(separator: "\n").map(String.init)
    let found = try #require(document.sections.compactMap(\.findings).first)
    #expect(lines.count == found.count + 1 && lines.last == document.sentence)
    #expect(
      lines.dropLast().allSatisfy {
        $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ")
      })
    #expect(lines[0].contains("file=plans/my plan.yaml,line="))
    #expect(text.contains("%0AFix: "))
  }

  @Test func markdownKeepsItsMarkerAndItsSize() throws {
    let first = try document().markdown()
    let second = try document(replicas: 10).markdown()
    #expect(first.prefix { $0 != "\n" } == second.prefix { $0 != "\n" })
    #expect(first.hasPrefix("<!-- headroom:assessment:"))
    let other = try document(named: "q").markdown()
    #expect(other.prefix { $0 != "\n" } != first.prefix { $0 != "\n" })
    let names = (0..<400).map { "\($0)" + String(repeating: "x", count: 240) }
    let plan = ClusterPlan.sample([.m5Large], nodes: 1, workloads: names.map { Workload(name: $0, replicas: 100) })
    #expect(Document.assessment(Assessment(of: plan)).markdown().utf16.count < 65_536)
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("`x`", "\\`x\\`"), ("<b>&amp;", "&lt;b&gt;&amp;<!-- -->amp;"), ("@octocat", "@<!-- -->octocat"),
    ("\u{600}@octocat", "\u{600}@<!-- -->octocat"), ("a|\u{301}b", "a\\|\u{301}b"),
    ("\u{600}<img>\u{301}", "\u{600}&lt;img&gt;\u{301}"), ("plan.yaml:100:7", "plan.yaml:<!-- -->100:<!-- -->7"),
    ("1. one", "1\\. one"), ("    x", "&#32;&#32;&#32;&#32;x"), ("80%", "80%"),
    ("#12", "\\#<!-- -->12"), ("http://x.example", "http:<!-- -->//x.example"), ("www.x", "www<!-- -->.x"),
    ("GH-1", "GH<!-- -->-1"), ("[a](b)", "\\[a\\](b)"), ("a_b*c", "a\\_b\\*c"), ("-1", "\\-1"),
    ("10.0.0.0/24", "10.0.0.0/24"),
    ("a\nb", "a\\\\nb"), ("\u{1B}[31m", "\\\\u{1B}\\[31m"),
  ])
  func markdownShowsTextAsItIs(text: String, markdown: String) {
    #expect(HeadroomReport.markdown(text) == markdown)
  }
}
