import Foundation
import HeadroomTestSupport
import Testing

/// `diff`, `check --against`, ignored findings and baselines.
@Suite struct DiffCommandTests {
  private static let lab = "data/examples/kans-lab.yaml", prefix = "data/examples/kans-lab-prefix.yaml"

  @Test func theStatusIsThatOfWhatGetsWorse() throws {
    #expect(try Tool.run("diff", Self.prefix, Self.lab).status == 1)
    // The lab fails, but it failed before too.
    #expect(try Tool.run("diff", Self.lab, Self.lab).status == 0)
    #expect(try Tool.run("diff", Self.lab, Self.prefix).status == 0)
    #expect(try Tool.run("diff", Self.prefix, Self.lab, "--exit-zero").status == 0)
    #expect(try Tool.run("diff", Self.lab, "missing.yaml").status == 2)
    #expect(try Tool.run("diff", Self.lab).status == 64)
  }

  @Test func theSentenceNamesWhatChanges() throws {
    let worse = try Tool.run("diff", Self.prefix, Self.lab, "-o", "wide").output
    let words = worse.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Gets worse: new: workload nginx (Pending pods); +8 pods without a place; -93 addresses"))
    #expect(words.contains("cni.env.ENABLE_PREFIX_DELEGATION true –"))
    let same = try Tool.run("diff", Self.lab, Self.lab).output
    #expect(same.contains("Nothing gets worse; the plans do not differ."))
  }

  /// More pending pods are worse, although the finding and its verdict are the same.
  @Test func moreOfTheSameIsWorse() throws {
    let more = try Tool.run("check", "-f", Self.lab, "--set", "workloads.nginx.replicas=70", "--against", Self.lab)
    let words = more.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(more.status == 1 && words.contains("Gets worse: worse: workload nginx (Pending pods); +20 pods"))
    let fewer = try Tool.run("check", "-f", Self.lab, "--set", "workloads.nginx.replicas=45", "--against", Self.lab)
    #expect(fewer.status == 0 && fewer.output.contains("-5 pods without a place"))
  }

  @Test(arguments: ["csv", "json", "html", "markdown", "wide"])
  func everyFormatShowsTheDifference(format: String) throws {
    let outcome = try Tool.run("diff", Self.prefix, Self.lab, "-o", format)
    #expect(outcome.status == 1 && outcome.output.contains("HR-POD-001"))
    #expect(try Tool.run("diff", Self.prefix, Self.lab, "-o", format).output == outcome.output)
  }

  @Test func moneyIsCompared() throws {
    let outcome = try Tool.run(
      "diff", Self.lab, Self.lab, "--set", "nodeGroups.ng1.desiredSize=4", "-o", "csv", "--table", "cost")
    #expect(outcome.output.contains("\"ng1, nodes, t3.medium\",113.88,151.84,37.96\n"))
  }

  // MARK: Accepted findings

  private func scratch(_ exceptions: String) throws -> Scratch {
    let folder = try Scratch()
    try Data(try Repository.text(of: Self.lab).utf8).write(to: folder.file("plan.yaml"))
    try Data(exceptions.utf8).write(to: folder.file(".headroom.yaml"))
    return folder
  }

  @Test func aFindingCanBeIgnoredWithAReason() throws {
    let folder = try scratch(
      "ignore: [{code: HR-POD-001, subject: nginx, reason: shown on purpose, until: 2030-01-31}]")
    let outcome = try Tool.run("check", "-f", folder.file("plan.yaml").path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("Ignored findings\n") && outcome.output.contains("shown on purpose"))
    #expect(outcome.output.contains("8 of 59 pods find no place, which is ignored,"))
    // Before its date is over it holds, and afterwards it does not.
    let later = try Tool.run("check", "-f", folder.file("plan.yaml").path, "--as-of", "2030-02-01")
    #expect(later.status == 1 && later.errors.contains("HR-POD-001 of nginx is no longer ignored"))
  }

  @Test func anExceptionWithoutEffectIsSaid() throws {
    let folder = try scratch("ignore: [{code: HR-SUB-001, subject: subnet public-a, reason: old}]")
    let outcome = try Tool.run("check", "-f", folder.file("plan.yaml").path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(".headroom.yaml:1:10: HR-SUB-001 of subnet public-a is ignored, but there is no such"))
  }

  @Test(arguments: [
    ("ignore: [{code: HR-POD-01, reason: x}]", "no check 'HR-POD-01'; did you mean 'HR-POD-001'?"),
    ("ignore: [{code: HR-POD-001}]", "`reason` is missing"), ("ignores: []", "unknown key 'ignores'"),
    ("ignore: [{code: HR-POD-001, reason: x, until: soon}]", "'soon' is not a date such as 2027-03-31"),
    ("", "is empty"),
  ])
  func badExceptionsAreRefused(text: String, message: String) throws {
    let folder = try scratch(text)
    let outcome = try Tool.run("check", "-f", folder.file("plan.yaml").path)
    #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func aBaselineAcceptsWhatIsNotWorse() throws {
    let folder = try Scratch()
    let file = folder.file("baseline.json")
    try Data(try Tool.run("check", "-f", Self.lab, "-o", "json").output.utf8).write(to: file)
    #expect(try Tool.run("check", "-f", Self.lab, "--baseline", file.path).status == 0)
    let other = try Tool.run("check", "-f", Self.prefix, "--baseline", file.path)
    #expect(other.status == 0 && other.errors.isEmpty)
    let worse = try Tool.run(
      "check", "-f", Self.lab, "--set", "vpc.subnets.public-a.cidr=192.168.1.0/28", "--baseline", file.path)
    #expect(worse.status == 1)
    #expect(try Tool.run("check", "-f", Self.lab, "--baseline", "data/examples/kans-lab.yaml").status == 2)
  }
}
