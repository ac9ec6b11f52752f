import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Files that are no plans, and changes of single values.
@Suite struct PlanFileHostileTests {
  @Test(arguments: [
    ("", "plan.yaml:1:1: the file is empty; `headroom init` prints a plan to start from"),
    ("# only a comment\n", "plan.yaml:1:1: the file is empty; `headroom init` prints a plan to start from"),
    ("a: b: c", "plan.yaml:1:5: the file is not valid YAML or JSON: mapping values are not allowed in this context"),
    ("\u{7}\u{1}\u{2}", "plan.yaml:1:1: the file is not valid YAML or JSON: control characters are not allowed"),
    ("a: 1\na: 2\n", "plan.yaml:2:1: duplicate key 'a' (the first is in line 1); keys must be unique"),
    ("a: &x 1\nb: *x\n", "plan.yaml:1:4: anchors, aliases and merge keys are not supported; write the value out"),
    (
      "base: {a: 1}\nb:\n  <<: {a: 1}\n",
      "plan.yaml:3:3: anchors, aliases and merge keys are not supported; write the value out"
    ),
    ("---\na: 1\n---\nb: 2\n", "plan.yaml:3:1: a second YAML document starts here; the file must contain exactly one"),
  ])
  func whatIsNoPlanIsRefusedInOneSentence(text: String, message: String) {
    #expect(errors(in: text) == message)
  }

  @Test func textThatIsNotUTF8IsRefused() {
    let file = SourceFile(name: "x", bytes: [0xFF, 0x61, 0x3A])
    #expect(
      throws: PlanError([
        .init(
          PlanPart(.plan), "the file is not valid UTF-8; expected YAML or JSON text",
          at: .init(file: "x", line: 1, column: 1))
      ])
    ) {
      try importPlan([file])
    }
  }

  @Test func bombsAreRefusedAtOnce() {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for letter in "bcdefghij" {
      let before = String(UnicodeScalar(letter.unicodeScalars.first!.value - 1)!)
      bomb += "\(letter): &\(letter) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(errors(in: bomb).hasSuffix("anchors, aliases and merge keys are not supported; write the value out"))
    #expect(errors(in: String(repeating: "[", count: 100_000)).hasSuffix("nested more than 64 levels deep"))
    #expect(errors(in: String(repeating: "- ", count: 100_000)).hasSuffix("nested more than 64 levels deep"))
    #expect(
      errors(in: String(repeating: "[", count: 80) + String(repeating: "]", count: 80)).contains(
        "more than 64 levels deep"))
    #expect(errors(in: String(repeating: "x", count: (16 << 20) + 1)).contains("larger than 16 MiB"))
  }

  @Test func quotesAndCommentsHideWhatLooksLikeAnAlias() {
    let text = smallPlan + "reservations: []  # *not an alias\n"
    #expect(errors(in: text.replacing("name: small", with: "name: \"a & *b, &c\"")) == "")
    #expect(errors(in: text.replacing("name: small", with: "name: it's &b")) == "")
  }

  @Test func aChangeChangesOneValue() throws {
    func plan(_ changes: String...) throws -> ClusterPlan {
      try importPlan([SourceFile(name: "p", bytes: Array(smallPlan.utf8))], changes: changes.map { PlanChange($0)! })
        .plan
    }
    #expect(try plan("cni.env.ENABLE_PREFIX_DELEGATION=true").network.settings.prefixDelegation)
    #expect(try plan("nodeGroups.ng1.desiredSize=7", "nodeGroups.0.maxSize=20").nodeGroups[0].maxSize == 20)
    #expect(try plan("nodeGroups.ng1.instanceTypes=[m5.large, m5.xlarge]").nodeGroups[0].instanceTypes.count == 2)
    #expect(try plan("region=ap-northeast-2").region.code == "ap-northeast-2")
    #expect(
      errors(in: smallPlan, changes: ["nodeGroups.ng2.maxSize=3"])
        == "--set nodeGroups.ng2.maxSize:1:1: no item 'ng2' in this list; did you mean 'ng1'?")
    #expect(
      errors(in: smallPlan, changes: ["nodeGroups.ng1.maxSize=-3"])
        == "--set nodeGroups.ng1.maxSize:1:1: '-3' is not a whole number of at least 0")
    #expect(
      errors(in: smallPlan, changes: ["region.x=1"])
        == "--set region.x:1:1: 'x' cannot be set, because the path leads into a single value")
    #expect(PlanChange("no equals") == nil && PlanChange("a..b=1") == nil && PlanChange("=1") == nil)
  }

  @Test func aPlanMayBeJSON() {
    let json = """
      {"apiVersion": "headroom/v1alpha1", "kind": "CapacityPlan", "metadata": {"name": "j"}, "region": "us-east-1",
       "vpc": {"subnets": [{"name": "a", "zone": "us-east-1a", "cidr": "10.0.0.0/24"}]}, "nodeGroups": []}
      """
    #expect(errors(in: json) == "")
  }

  @Test func aNameCannotLookLikeAnotherError() {
    let text =
      smallPlan.replacing("name: web", with: "name: \"x\\nError: fake.yaml:1:1: injected\"")
      + "  - {name: \"x\\nError: fake.yaml:1:1: injected\", replicas: 1}\n"
    let lines = errors(in: text).split(separator: "\n")
    #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("plan.yaml:") }, "\(lines)")
  }

  @Test func aSecondPlanFileIsRefused() {
    let file = SourceFile(name: "p", bytes: Array(smallPlan.utf8))
    #expect(throws: PlanError.self) { try importPlan([file, file]) }
    #expect(throws: PlanError.self) { try importPlan([]) }
  }

  /// Bytes changed, cut and moved at random: an error or a plan, never a crash.
  @Test func noBytesCrashTheReader() throws {
    var random = SeededGenerator()
    let samples = try ["kans-lab", "kans-lab-services"].map { try Repository.bytes(of: "data/examples/\($0).yaml") }
    for _ in 0..<400 {
      let sample = samples.randomElement(using: &random)!
      var bytes = sample
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert("[]{}:,-&*!|>'\"#%@`0\n ".utf8.randomElement(using: &random)!, at: place)
        default: bytes.replaceSubrange(place..., with: sample.suffix(Int.random(in: 1...200, using: &random)))
        }
      }
      do throws(PlanError) {
        let imported = try importPlan([SourceFile(name: "fuzz", bytes: bytes)])
        _ = Assessment(of: imported.plan)
      } catch {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.message.isEmpty })
      }
    }
  }
}
