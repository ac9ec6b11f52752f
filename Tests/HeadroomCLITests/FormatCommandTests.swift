import Foundation
import HeadroomTestSupport
import Testing

/// `check` and `report` with several formats at once.
@Suite struct FormatCommandTests {
  private static let plan = "data/examples/kans-lab.yaml"

  private func folder() throws -> URL {
    let folder = URL.temporaryDirectory.appending(path: "headroom-formats-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: ["check", "report"])
  func severalFormatsAreWrittenAtOnce(command: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let formats = ["table", "csv", "json", "html", "markdown", "junit", "sarif", "github"].flatMap { ["-o", $0] }
    let outcome = try Tool.run([command, "-f", Self.plan, "--out-dir", folder.path] + formats)
    #expect(outcome.status == 1)
    #expect(
      outcome.output.hasPrefix("::error file=data/examples/kans-lab.yaml,line=28,col=5,title=HR-POD-001 Pending pods::")
    )
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      Set(names).isSuperset(of: [
        "report.txt", "findings.csv", "assessment.json", "index.html", "report.md", "junit.xml", "headroom.sarif",
      ]))
    // A second run with fewer formats removes what it does not write.
    _ = try Tool.run([command, "-f", Self.plan, "--out-dir", folder.path, "-o", "json"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["assessment.json"])
  }

  @Test func quietPrintsTheSentenceAlone() throws {
    let outcome = try Tool.run(["check", "-f", Self.plan, "--quiet"])
    #expect(outcome.status == 1 && outcome.output.hasPrefix("Fails: 8 of 50 pods of nginx find no node"))
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(try Tool.run(["check", "-f", Self.plan, "--quiet", "-o", "json"]).status == 64)
  }

  @Test func theSummaryIsAppended() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "summary.md")
    try Data("before\n".utf8).write(to: file)
    let environment = ["GITHUB_STEP_SUMMARY": file.path]
    let outcome = try Tool.run(["check", "-f", Self.plan, "--summary", "-o", "github"], environment: environment)
    #expect(outcome.status == 1)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.hasPrefix("before\n<!-- headroom:assessment:"))
    let without = try Tool.run(["check", "-f", Self.plan, "--summary"], environment: [:])
    #expect(without.errors.contains("GITHUB_STEP_SUMMARY does not name a file") && without.status == 1)
  }

  @Test func badCombinationsAreUsage() throws {
    for arguments in [["-o", "json", "-o", "sarif"], ["-o", "table", "-o", "wide", "--out-dir", "x"], ["-o", "xml"]] {
      #expect(try Tool.run(["check", "-f", Self.plan] + arguments).status == 64)
    }
  }
}
