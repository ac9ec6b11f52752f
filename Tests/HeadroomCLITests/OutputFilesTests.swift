import Foundation
import HeadroomTestSupport
import Testing

/// What is written, where, and what is left alone.
@Suite struct OutputFilesTests {
  private static let lab = "data/examples/kans-lab.yaml"
  private static let services = "data/examples/kans-lab-services.yaml"

  private func report(_ plan: String, to folder: URL, _ formats: String...) throws -> Tool.Outcome {
    try Tool.run(
      ["report", "-f", plan, "--exit-zero", "--out-dir", folder.path] + formats.flatMap { ["-o", $0] })
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// A plan with Services and then one without, into the same folder: no table of the first one stays.
  @Test func nothingOfAnEarlierReportStays() throws {
    let folder = try Scratch()
    #expect(try report(Self.services, to: folder.url, "csv", "html").status == 0)
    #expect(try names(folder.url).contains("traffic.csv"))
    let own = folder.file("notes.csv")
    try Data("mine".utf8).write(to: own)
    let second = try report(Self.lab, to: folder.url, "csv")
    #expect(second.status == 0 && second.errors.contains("traffic.csv, which is of an earlier report"))
    #expect(
      try names(folder.url) == [
        "cost.csv", "findings.csv", "node-groups.csv", "notes.csv", "subnets.csv", "workloads.csv",
      ])
  }

  @Test func linksInTheFolderAreNotFollowed() throws {
    let folder = try Scratch()
    let victim = folder.file("victim")
    try Data("precious".utf8).write(to: victim)
    let out = folder.file("out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    for link in ["index.html", "traffic.csv"] {
      let place = out.appending(path: link)
      try FileManager.default.createSymbolicLink(at: place, withDestinationURL: victim)
      let outcome = try report(Self.lab, to: out, "html", "csv")
      #expect(outcome.status == 2 && outcome.errors.contains("\(link): is a link or no regular file"))
      #expect(try String(contentsOf: victim, encoding: .utf8) == "precious")
      #expect(try names(out) == [link])
      try FileManager.default.removeItem(at: place)
    }
  }

  @Test(.timeLimit(.minutes(1))) func pipesDoNotBlock() throws {
    let folder = try Scratch()
    #expect(unsafe mkfifo(folder.file("index.html").path, 0o600) == 0)
    let outcome = try report(Self.lab, to: folder.url, "html")
    #expect(outcome.status == 2 && outcome.errors.contains("is a link or no regular file"))
    for option in [["-f"], ["-f", Self.lab, "--prices"], ["-f", Self.lab, "--instance-types"]] {
      let input = try Tool.run(["cost"] + option + [folder.file("index.html").path])
      #expect(input.status == 2 && input.errors.contains("is no regular file"), "\(input.errors)")
    }
  }

  @Test func modesStayAndLeftoversGo() throws {
    let folder = try Scratch()
    let page = folder.file("index.html")
    try Data("old".utf8).write(to: page)
    #expect(unsafe chmod(page.path, 0o640) == 0)
    // No process has this number, so the file is of a run that was killed.
    let leftover = folder.file(".headroom-999999999-0-index.html")
    try Data("half".utf8).write(to: leftover)
    #expect(try report(Self.lab, to: folder.url, "html").status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: page.path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try names(folder.url) == ["index.html"])
  }

  @Test func filesAreAsWideOnEveryTerminal() throws {
    let folder = try Scratch()
    var texts: Set<String> = []
    for columns in ["40", "80", "300"] {
      let file = folder.file("\(columns).txt")
      _ = try Tool.run(
        ["check", "-f", Self.lab, "--exit-zero", "--out-file", file.path], environment: ["COLUMNS": columns])
      texts.insert(try String(contentsOf: file, encoding: .utf8))
      _ = try Tool.run(
        ["report", "-f", Self.lab, "--exit-zero", "--out-dir", folder.file(columns).path, "-o", "table"],
        environment: ["COLUMNS": columns])
      texts.insert(try String(contentsOf: folder.file("\(columns)/report.txt"), encoding: .utf8))
    }
    #expect(texts.count == 1)
  }

  /// The system's own reason, and no status 0 for what was not written.
  @Test func whatTheSystemRefusesIsSaid() throws {
    let folder = try Scratch()
    #expect(try Tool.run("check", "-f", "").errors == "Error: the name of the file is empty; expected a path\n")
    let missing = try Tool.run("check", "-f", Self.lab, "--exit-zero", "--out-file", folder.file("a/b/c").path)
    #expect(missing.status == 2 && missing.errors.contains("cannot be written: no such file"))
    let long = try Tool.run(
      "check", "-f", Self.lab, "--exit-zero", "--out-dir", folder.url.path + "/" + String(repeating: "x", count: 300))
    #expect(long.status != 0)
    #if os(Linux)
      for arguments in [["--help"], ["--version"], ["check", "-f", Self.lab, "--exit-zero"]] {
        let full = try Tool.shell("\(Tool.path) \(arguments.joined(separator: " ")) > /dev/full")
        #expect(full.status == 2 && full.errors.contains("standard output cannot be written to"), "\(arguments)")
      }
      let device = try Tool.run("check", "-f", Self.lab, "--exit-zero", "--out-file", "/dev/full")
      #expect(device.status == 2 && device.errors.contains("no space left on device"))
    #endif
  }
}
