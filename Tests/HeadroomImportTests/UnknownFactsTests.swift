import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// A plan file that says what is not known.
@Suite struct UnknownFactsTests {
  private func plan(_ groups: String, _ rest: String = "") throws -> ClusterPlan {
    try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text(groups, rest).utf8))]).plan
  }

  private func text(_ groups: String, _ rest: String = "") -> String {
    """
    apiVersion: headroom/v1alpha1
    kind: CapacityPlan
    metadata: {name: open}
    region: us-east-1
    vpc:
      subnets:
        - {name: private-0, zone: us-east-1a, cidr: 10.0.0.0/24}
        - {name: private-1, zone: us-east-1b, cidr: 10.0.1.0/24}
    reservations:
      - {name: none, kind: controlPlane, subnets: [private-0], addresses: 0, peakAddresses: 0}
    nodeGroups: [\(groups)]
    \(rest)

    """
  }

  private func group(_ size: Int) -> String {
    "{name: apps, instanceTypes: [t3.medium], desiredSize: 1, maxSize: \(size), subnets: {among: [private-0, private-1]}}"
  }

  /// 18 addresses a full t3.medium: half of the nodes in each subnet, or all in one.
  @Test(arguments: [
    (18, Verdict.unknown, "spread evenly over all they take 162 of 251 addresses of private-0, but all together 324"),
    (12, .warn, "if all of them are in one, they take 216 of 251"),
    (30, .fail, "even spread evenly over all they need 270 of 251"),
    (8, .pass, "if all of them are in one, they take 144 of 251"),
  ])
  func candidatesAreTriedAloneAndTogether(size: Int, verdict: Verdict, message: String) throws {
    let assessment = Assessment(of: try plan(group(size)))
    #expect(assessment.verdict == verdict)
    let finding = try #require(assessment.findings.first { $0.code == "HR-GRP-006" })
    #expect(finding.message.contains(message), "\(finding.message)")
  }

  /// Two groups that would each fit alone may both be in one subnet.
  @Test func groupsMayChooseTheSameSubnet() throws {
    let two = [group(8), group(8).replacing("apps", with: "more")].joined(separator: ", ")
    let findings = Assessment(of: try plan(two)).findings.filter { $0.code == "HR-GRP-006" }
    #expect(findings.map(\.verdict) == [.unknown, .unknown])
    #expect(findings[0].message.contains("all together 288 of 251"), "\(findings[0].message)")
  }

  /// Pods that can run only on a group that is not known are not on the nodes that are tried.
  @Test func podsOfOtherGroupsStayAway() throws {
    let unknown = "{name: t, instanceTypes: unknown, desiredSize: 1, subnets: [private-1]}"
    func message(_ workloads: String) throws -> String {
      let findings = Assessment(of: try plan("\(group(8)), \(unknown)", "workloads: [\(workloads)]")).findings
      return try #require(findings.first { $0.code == "HR-GRP-006" && $0.subject.name == "apps" }).message
    }
    let own = "{name: web, replicas: 8, nodeGroups: [apps]}"
    let (alone, beside) = (try message(own), try message("\(own), {name: big, replicas: 300, nodeGroups: [t]}"))
    #expect(alone == beside, "\(alone) / \(beside)")
  }

  @Test func everyFactHasItsWord() throws {
    let known = "{name: known, instanceTypes: [m5.large], desiredSize: 1, maxSize: unknown, subnets: [private-0]}"
    let plan = try plan(
      """
      \(known), {name: t, instanceTypes: unknown, desiredSize: 1, subnets: [private-1]},
        {name: s, instanceTypes: [m5.large], desiredSize: unknown, subnets: [private-1]},
        {name: h, instanceTypes: [m5.large], desiredSize: 1, subnets: unknown},
        {name: c, instanceTypes: [m5.large], desiredSize: 1, subnets: {among: [private-0, private-1]}}
      """, "workloads: [{name: web, replicas: 3, nodeGroups: [known, t]}]")
    #expect(plan.nodeGroups.map(\.name) == ["known"] && plan.nodeGroups[0].isMaxSizeUnknown)
    #expect(
      plan.incompleteGroups.map(\.unknown) == [[.instanceTypes], [.desiredSize], [.subnets], [.choiceOfSubnets]])
    let written = exportPlan(plan)[0]
    #expect(try importPlan([written]).plan == plan, "\(String(decoding: written.bytes, as: UTF8.self))")
    let assessment = Assessment(of: plan)
    #expect(assessment.verdict == .unknown)
    #expect(assessment.cost.total.costPerMonth == nil && assessment.cost.total.missingPrices.isEmpty)
    #expect(assessment.verdicts[PlanPart(.subnet, "private-1")] == .unknown)
  }

  /// One candidate is no choice.
  @Test func oneCandidateIsExact() throws {
    let plan = try plan(group(8).replacing("[private-0, private-1]", with: "[private-0]"))
    #expect(plan.incompleteGroups.isEmpty && plan.nodeGroups[0].subnets == ["private-0"])
  }

  @Test(arguments: [
    ("{name: a, desiredSize: 1, subnets: [private-0]}", "`instanceTypes` is missing"),
    ("{name: a, instanceTypes: unknown, desiredSize: 1}", "`subnets` is missing"),
    ("{name: a, instanceTypes: unknown, subnets: [private-0]}", "`desiredSize` is required"),
    (
      "{name: a, instanceTypes: unknown, desiredSize: 1, subnets: {amongst: [private-0]}}",
      "unknown key 'amongst'; expected one of among"
    ),
    ("{name: a, instanceTypes: unknown, desiredSize: 1, subnets: {}}", "`among` is missing"),
    ("{name: a, instanceTypes: [m5.large], desiredSize: 1, subnets: {among: []}}", "there is no subnet"),
    (
      "{name: a, instanceTypes: [m5.large], desiredSize: 1, subnets: {among: [x, private-0]}}", "there is no subnet 'x'"
    ),
    (
      "{name: a, instanceTypes: unknown, desiredSize: 1, subnets: [private-0]}, "
        + "{name: a, instanceTypes: [m5.large], desiredSize: 1, subnets: [private-0]}", "names must be unique"
    ),
    ("{name: a, instanceTypes: unknown, minSize: 5, desiredSize: 1, subnets: [private-0]}", "below minSize"),
    ("{name: a, instanceTypes: [m5.large], desiredSize: 1, subnets: unknwon}", "nor the word unknown"),
  ])
  func whatIsMissingIsStillAnError(group: String, message: String) {
    #expect(errors(in: text(group)).contains(message), "\(errors(in: text(group)))")
  }

  /// The loss of a zone is judged although a group of unknown types is only in that zone; that pods find no node there
  /// is not sure.
  @Test func zonesAreLostWithGroupsThatAreNotKnown() throws {
    let known = "{name: known, instanceTypes: [m5.large], desiredSize: 8, subnets: [private-0, private-1]}"
    let unknown = "{name: t, instanceTypes: unknown, desiredSize: 1, subnets: [private-1]}"
    func losses(_ groups: String) throws -> [Finding] {
      let rest = "policy: {surviveZoneLoss: true}\nworkloads: [{name: web, replicas: 200, nodeGroups: [known]}]"
      return Assessment(of: try plan(groups, rest)).findings.filter { $0.code == "HR-SUR-001" }
    }
    #expect(try losses(known).map(\.verdict) == [.warn, .warn])
    let open = try losses("\(known), \(unknown)")
    #expect(open.map(\.verdict) == [.unknown, .unknown], "\(open.map(\.message))")
    #expect(open.allSatisfy { $0.message.contains("whether nodes of t take them is not known") })
  }

  /// Answers that cannot say "unknown" of a subnet say what they are without.
  @Test func otherAnswersSayWhatTheyAreWithout() throws {
    let plan = try plan("{name: t, instanceTypes: unknown, desiredSize: 1, subnets: [private-1]}")
    let note = try #require(plan.noteOnIncompleteGroups)
    #expect(Assessment(of: plan).assumptions.contains { $0.text == note })
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: plan), passing: [])
    #expect(Document.proposals(outcome, for: plan).notes.contains(note))
    #expect(throws: ClusterSimulationError.self) { try ClusterSimulator(of: plan) }
  }

  /// The order of groups and of candidates changes no message.
  @Test func orderOfLinesChangesNothing() throws {
    let types = "{name: t, instanceTypes: unknown, desiredSize: 1, subnets: [private-1]}"
    let size = "{name: s, instanceTypes: [m5.large], desiredSize: unknown, subnets: [private-1, private-0]}"
    func messages(_ groups: [String]) throws -> Set<String> {
      let rest = "workloads: [{name: web, replicas: 900}]\npolicy: {surviveZoneLoss: true}"
      return Set(Assessment(of: try plan(groups.joined(separator: ", "), rest)).findings.map(\.message))
    }
    let swapped = group(18).replacing("[private-0, private-1]", with: "[private-1, private-0]")
    #expect(try messages([group(18), types, size]) == messages([size, types, swapped]))
  }

  /// Zones, content and max pods that are not known, and what the files say besides.
  @Test func otherUnknownFactsAndRemarksAreKept() throws {
    let rest = """
      remarks:
        - {kind: drift, about: nodeGroup, name: known, key: maxSize, message: "9 is planned, 12 is there"}
        - {kind: leakedInterface, about: subnet, name: private-0, message: "eni-1 is attached to no instance"}
      """
    let groups = """
      {name: known, instanceTypes: [m5.large], desiredSize: 1, subnets: [private-0]},
      {name: pods, instanceTypes: [m5.large], desiredSize: 1, subnets: [private-0], maxPods: unknown},
      {name: zone, instanceTypes: [m5.large], desiredSize: 1, subnets: [private-0, private-1]}
      """
    let file = text(groups, rest).replacing("zone: us-east-1b", with: "zone: unknown")
      .replacing("10.0.0.0/24}", with: "10.0.0.0/24, usedAddresses: unknown}")
    let plan = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(file.utf8))]).plan
    #expect(plan.incompleteGroups.map(\.unknown) == [[.maxPods], [.zones]])
    let findings = Assessment(of: plan).findings
    let expected: [(String, Verdict)] = [
      ("HR-SUB-011", .unknown), ("HR-SUB-012", .unknown), ("HR-IMP-001", .warn), ("HR-IMP-002", .note),
    ]
    for (code, verdict) in expected {
      #expect(findings.filter { $0.code == code }.map(\.verdict) == [verdict], "\(code)")
    }
    #expect(try importPlan(exportPlan(plan)).plan == plan)
  }

  @Test(arguments: [
    ("{kind: gossip, about: plan, message: a}", "'gossip' is not one of drift"),
    ("{kind: drift, about: thing, message: a}", "'thing' is not a kind of part"),
    ("{kind: drift, about: plan}", "`message` is missing"),
  ])
  func remarksHaveKnownWords(remark: String, message: String) throws {
    let error = #expect(throws: PlanError.self) { try plan("", "remarks: [\(remark)]") }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }
}
