import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// What `terraform show -json` of Terraform 1.11.4 printed for two subnets of /24 and one node group without instance types.
@Suite struct TerraformRecordedTests {
  /// A t3.medium takes 18 addresses. In the state the IDs of the subnets are known.
  @Test(arguments: verdicts)
  func candidates(name: String, verdict: Verdict, number: String?) throws {
    let imported = try importPlan([Shop.file("terraform/\(name).json")])
    let assessment = Assessment(of: imported.plan)
    #expect(assessment.verdict == verdict, "\(imported.findings)")
    if let number { #expect(assessment.findings.contains { $0.message.contains(number) }) }
    let types = (imported.plan.nodeGroups + imported.plan.incompleteGroups.map(\.group)).flatMap(\.instanceTypes)
    #expect(types.map(\.name) == ["t3.medium"])
    guard name.hasSuffix("state") else { return }
    #expect(PlanAnalysis(of: imported.plan).subnets.map(\.fullDemand) == [162, 162])
  }

  private static let verdicts: [(String, Verdict, String?)] = [
    ("two-subnets-12", .warn, "216"), ("two-subnets-18", .unknown, "162"), ("two-subnets-30", .fail, "270"),
    ("two-subnets-18-state", .pass, nil),
  ]

  @Test func theEvenSpreadIsAnAssumption() throws {
    let imported = try importPlan([Shop.file("terraform/two-subnets-18.json")], assumesEvenSpread: true)
    let assessment = Assessment(of: imported.plan)
    #expect(assessment.verdict == .pass, "\(imported.findings)")
    #expect(assessment.findings.contains { $0.code == "HR-IMP-008" })
  }

  /// Configuration values that nothing sets are shown as unknown by a plan that creates the add-on, and are not.
  @Test(arguments: [("addon-null", false), ("addon-unknown", true), ("eks-v20", false)])
  func valuesThatNothingSets(name: String, isUnknown: Bool) throws {
    let remarks = try importPlan([Shop.file("terraform/\(name).json")]).plan.remarks
    #expect(remarks.contains { $0.message.contains("configuration_values") } == isUnknown)
  }
}
