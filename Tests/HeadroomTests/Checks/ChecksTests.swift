import Foundation
import Headroom
import HeadroomTestSupport
import Testing

@Suite struct ChecksTests {
  @Test func codesAreUniqueAndWellFormed() {
    let codes = Check.all.map(\.id)
    #expect(Set(codes).count == codes.count)
    #expect(
      codes.allSatisfy {
        $0.wholeMatch(of: #/HR-(SUB|NET|CST|CNI|POD|GRP|SUR|GRO|TRF|LBS|DNS|NAT|PLN|IMP)-\d{3}/#) != nil
      })
    #expect(Check.all.allSatisfy { !$0.verdicts.isEmpty && !$0.verdicts.contains(.pass) })
  }

  /// The table of codes in the documentation is that of the checks; `HEADROOM_RECORD=1` writes it anew.
  @Test func theDocumentationListsEveryCheck() throws {
    var text = """
      # Checks

      The checks that run on every plan, and what to do about their findings.

      ## Overview

      The meaning of a code never changes. `headroom explain CODE` prints one row of this table. The verdicts are:

      - `fail`: the plan will not work as described.
      - `warn`: the plan works, but a limit is close or something is not certain.
      - `unknown`: a number that the verdict needs is not known.
      - `note`: worth knowing; it never changes the verdict of the plan.

      | code | finding | rule | verdict | fix |
      |---|---|---|---|---|

      """
    for check in Check.all {
      let verdicts = check.verdicts.sorted(by: >).map(\.description).joined(separator: ", ")
      text += "| `\(check.id)` | \(check.title) | \(check.rule) | \(verdicts) | \(check.fix) |\n"
    }
    try expectGolden(text, "../Sources/Headroom/Headroom.docc/Checks.md")
  }

  @Test(arguments: Check.all) func everyCheckSpeaksAndIsSilent(check: Check) {
    let cases = CheckCase.all.filter { $0.code == check.id }
    for (number, item) in cases.enumerated() {
      let found = Assessment(of: item.plan).findings.filter { $0.code == check.id }.map(\.verdict).max()
      #expect(found == item.verdict, "\(check.id), case \(number + 1)")
    }
    #expect(Set(cases.compactMap(\.verdict)) == check.verdicts, "\(check.id): a case for every verdict")
    #expect(cases.contains { $0.verdict == nil }, "\(check.id): a case in which it is silent")
  }

  /// The table of the VPC user guide: first block, further one, whether it may be refused.
  @Test(arguments: [
    ("10.0.0.0/16", "10.1.0.0/16", false), ("10.0.0.0/16", "172.16.0.0/16", true),
    ("10.0.0.0/16", "198.19.0.0/16", true),
    ("10.0.0.0/16", "100.64.0.0/16", false), ("10.0.0.0/16", "54.0.0.0/16", false),
    ("172.16.0.0/16", "172.31.0.0/16", true), ("172.16.0.0/16", "172.20.0.0/16", false),
    ("172.16.0.0/16", "10.0.0.0/16", true), ("192.168.0.0/16", "10.0.0.0/16", true),
    ("192.168.0.0/17", "192.168.128.0/17", false), ("198.19.0.0/16", "10.0.0.0/16", true),
    ("100.64.0.0/16", "192.168.0.0/16", true), ("100.64.0.0/16", "100.65.0.0/16", false),
    ("100.64.0.0/16", "169.254.0.0/16", true),
  ])
  func furtherBlocksOfAVPC(first: String, further: String, isRefused: Bool) {
    let findings = Assessment(of: CheckCase.vpc([first, further])).findings.filter { $0.code == "HR-NET-005" }
    #expect(findings.isEmpty != isRefused)
  }

  @Test func aSoundPlanHasNothingToSay() {
    let plan = ClusterPlan.sample(
      [.m5Large], nodes: 3, blocks: ["10.0.0.0/24", "10.0.1.0/24"], workloads: [Workload(name: "web", replicas: 20)])
    #expect(Assessment(of: plan).findings.isEmpty && Assessment(of: plan).verdict == .pass)
  }

  @Test func utilisationIsHeldAgainstThePlansOwnPolicy() {
    #expect(Assessment(of: .sample([.m5Large], nodes: 6)).verdict == .pass)  // 180 + 5 of 251: 73.7 %
    #expect(Assessment(of: .sample([.m5Large], nodes: 7)).verdict == .warn)  // 215 of 251: 85.7 %
  }

  @Test func exhaustionNamesWhatIsMissing() {
    let finding = Assessment(of: .sample([.m5Large], nodes: 20)).findings[0]
    #expect(
      finding.message
        == "at the peak 605 addresses are needed, but 251 are usable (354 are missing); a /22 is large enough")
    #expect(finding.subject.description == "subnet a" && finding.verdict == .fail)
  }

  @Test func bigMixedPlansKeepSubnetsAndFindingsTogether() {
    let assessment = Assessment(of: .sample([.m5Large], nodes: 20))
    #expect(assessment.verdicts[PlanPart(.subnet, "a")] == .fail)
  }
}
