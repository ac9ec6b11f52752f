import Foundation
import HeadroomTestSupport
import Testing

/// Whatever comes in: one clear error, the right status, and nothing written over.
@Suite struct BadInputTests {
  @Test(arguments: [
    (["max-pods", "m5.lrage"], 2, "Error: no instance type 'm5.lrage'; did you mean 'm5.large'?\n"),
    (["max-pods", "zz"], 2, "Error: no instance type 'zz'; `headroom catalog list` prints all types\n"),
    (["check", "-f", "no-such.yaml"], 2, "Error: no-such.yaml: no such file\n"),
    (["check", "-f", "Sources"], 2, "Error: Sources: the folder has no files\n"),
    (
      ["check", "-f", "/dev/null"], 2,
      "Error: /dev/null: is no regular file; use - to read from standard input\n"
    ),
    (["check", "-f", "/dev/zero"], 2, "Error: /dev/zero: is no regular file; use - to read from standard input\n"),
  ])
  func theErrorIsOneSentence(arguments: [String], status: Int32, errors: String) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == status && outcome.errors == errors && outcome.output.isEmpty)
  }

  @Test(arguments: [
    ["max-pods"], ["max-pods", "m5.large", "--all"], ["max-pods", "m5.large", "--max-eni", "0"],
    ["max-pods", "m5.large", "--max-eni", "99999999999999999999"], ["max-pods", "m5.large", "--reserved-enis", "-1"],
    ["max-pods", "m5.large", "--ipv6", "--custom-networking"],
    ["max-pods", "m5.large", "--reserved-enis", "1", "--custom-networking"],
    ["max-pods", "m5.large", "--set-by", "nobody"], ["warm-pool", "m5.large"],
    ["warm-pool", "m5.large", "--pods", "-1"],
    ["warm-pool", "m5.large", "--pods", "5...2"], ["warm-pool", "m5.large", "--pods", "NaN"],
    ["warm-pool", "m5.large", "--pods", "0...999999999"], ["warm-pool", "m5.large", "--pods", "1", "--max-pods", "0"],
    ["subnet", "10.0.0.7/24"], ["subnet", "10.0.0.0"], ["subnet"], ["check"],
    ["check", "-f", "x", "--table", "nothing"],
    ["check", "-f", "x", "--set", "nonsense"], ["check", "-f", "x", "--as-of", "yesterday"],
    ["report", "-f", "x", "-o", "pdf"],
    ["report", "-f", "x", "-o", "html", "-o", "csv"], ["init", "--region", "nowhere"], ["no-such-command"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == 64 && outcome.output.isEmpty && outcome.errors.hasPrefix("Error: "))
  }

  /// The device never ends, so a tool that read it all would never answer.
  @Test(.timeLimit(.minutes(1))) func anEndlessFileIsRefused() throws {
    let outcome = try Tool.run("check", "-f", "/dev/zero", "--out-file", "/dev/null")
    #expect(
      outcome.status == 2
        && outcome.errors == "Error: /dev/zero: is no regular file; use - to read from standard input\n")
  }

  @Test func nothingIsWrittenOverWhenTheInputIsBad() throws {
    let folder = try Scratch()
    let kept = folder.file("index.html")
    try Data("kept".utf8).write(to: kept)
    let bad = folder.file("bad.yaml")
    try Data("kind: CapacityPlan\n".utf8).write(to: bad)
    for arguments in [
      ["report", "-f", bad.path, "--out-dir", folder.url.path], ["check", "-f", bad.path, "--out-file", kept.path],
    ] {
      #expect(try Tool.run(arguments).status == 2)
    }
    #expect(try String(contentsOf: kept, encoding: .utf8) == "kept")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["bad.yaml", "index.html"])
  }

  @Test func linksAreFollowedAndDevicesAreNotReplaced() throws {
    let folder = try Scratch()
    let target = folder.file("target.txt")
    try Data("old".utf8).write(to: target)
    let link = folder.file("link.txt")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    #expect(try Tool.run("check", "-f", CommandTests.lab, "--exit-zero", "--out-file", link.path).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
    #expect(try String(contentsOf: target, encoding: .utf8).hasPrefix("kans-lab: FAIL"))
    #expect(try Tool.run("check", "-f", CommandTests.lab, "--exit-zero", "--out-file", "/dev/null").status == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func errorsCannotSteerTheTerminal() throws {
    let outcome = try Tool.run("check", "-f", "-", input: Data("apiVersion: \"\\e[2J\\e[31mX\"\n".utf8))
    #expect(outcome.status == 2 && !outcome.errors.contains("\u{1B}"))
  }

  @Test func aThousandSlipsAreToldInFiftyLines() throws {
    let plan = (0..<1000).map { "key\($0): 1\n" }.joined()
    let outcome = try Tool.run("check", "-f", "-", input: Data(plan.utf8))
    #expect(outcome.status == 2 && outcome.errors.split(separator: "\n").count == 51)
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let outcome = try Tool.run("check", "-f", CommandTests.lab, "--out-file", "/no/such/folder/x")
    #expect(outcome.status == 2 && outcome.errors.contains("/no/such/folder/x: the file cannot be written"))
  }

  @Test(arguments: [
    (
      "vpc.subnets.public-a.cidr=192.168.1.1/24",
      "'192.168.1.1/24' has bits set after its prefix; did you mean '192.168.1.0/24'?"
    ),
    ("vpc.subnets.public-a.zone=us-east-1a", "zone 'us-east-1a' is not in region ap-northeast-2"),
    ("vpc.subnets.public-a.cidr=192.168.2.0/24", "overlaps 192.168.1.0/24 of subnet 'public-a'"),
    ("nodeGroups.ng1.desiredSize=99999999999999999999", "is not a whole number of at least 0"),
    ("nodeGroups.ng1.desiredSize=99999999", "desiredSize is 99999999; expected 0 to 1000000"),
    ("nodeGroups.ng1.maxPods=NaN", "'NaN' is not a whole number of at least 0"),
    ("workloads.nginx.replicas=-1", "'-1' is not a whole number of at least 0"),
    ("workloads.nginx.memory=1e999", "'1e999' is not an amount of memory such as 128Mi"),
    ("nodeGroups.ng1.subnets=[public-a, public-a]", "subnet 'public-a' is listed twice"),
    ("policy.maxUtilization=0", "'0' is not a percentage from 1% to 100%"),
  ])
  func contradictionsAreErrors(change: String, message: String) throws {
    // The overlap is written with the later subnet's block, which is what the message is about.
    let outcome = try Tool.run("check", "-f", CommandTests.lab, "--set", change)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let expected =
      change.contains("192.168.2.0") ? "192.168.2.0/24 overlaps 192.168.2.0/24 of subnet 'public-a'" : message
    #expect(outcome.errors.contains(expected), "\(outcome.errors)")
  }
}
