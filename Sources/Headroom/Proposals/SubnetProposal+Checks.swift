extension SubnetProposal {
  /// The proposals for all subnets of a plan, and the findings that they do not fix.
  package struct Outcome: Sendable {
    /// The proposals, in the order of the subnets of the plan.
    package let proposals: [SubnetProposal]
    /// The findings that remain with the proposed subnet CIDRs.
    package let unmended: [Finding]
  }

  /// Proposes subnet CIDRs with which a plan passes additional checks, such as those for the loss of a zone, for a
  /// rolling update or for growth.
  ///
  /// For each finding, the subnets that it mentions are enlarged, or those of its node group, or all of them.
  /// Afterwards each subnet is made as small as possible again, in the order of the plan. Findings that remain even if
  /// every subnet is a /16 are returned as ``Outcome/unmended``.
  ///
  /// The time grows with the number of subnets times the size of the plan, so first ask for ``mostSubnets(in:passing:)``.
  ///
  /// - Parameters:
  ///   - analysis: The capacity of the plan.
  ///   - checks: The checks that the plan must pass.
  ///   - prices: The prices of the plan's region, by default the prices that the library contains.
  package static func proposals(
    for analysis: PlanAnalysis, passing checks: [Check], prices: Prices? = nil
  ) -> Outcome {
    let needs = analysis.subnets.map { SubnetNeed(of: $0, limit: analysis.plan.policy.maxUtilization) }
    let first = proposals(for: analysis)
    let own = ownChecks(of: analysis.plan)
    let checks = checks + own.filter { check in !checks.contains { $0.id == check.id } }
    guard !checks.isEmpty else { return Outcome(proposals: first, unmended: []) }
    let questions = CheckedPlan(checks: checks, prices: prices ?? .bundled(for: analysis.plan.region))
    var search = ProposalSearch(analysis.plan, first, needs, questions)
    search.run()
    let lengths = zip(first, search.lengths).map { $0.prefixLength == nil ? nil : $1 }
    let drivers = zip(first, search.drivers).map { $1 ?? $0.drivenBy }
    let proposals = laidOut(lengths, drivenBy: drivers, needs, for: analysis)
    return Outcome(
      proposals: proposals,
      unmended: questions.findings(
        in: analysis.plan, with: proposals, trials: search.subnets(of: search.lengths)))
  }

  /// The most subnets that a plan may have for proposals that pass additional checks; `nil` if there is no limit.
  ///
  /// Each subnet is tried in several sizes, and each trial assesses the plan again.
  package static func mostSubnets(in plan: ClusterPlan, passing checks: [Check]) -> Int? {
    guard !checks.isEmpty || !ownChecks(of: plan).isEmpty else { return nil }
    // Placing the pods of a workload looks at every node that differs from others, which is much faster than the rest.
    let places = plan.draft.nodePlaces / 500
    let others = Double(plan.nodeGroups.count + plan.workloads.count + plan.services.count + places)
    return Int((others * others / 4 + mostTrials).squareRoot() - others / 2)
  }

  /// The largest product of the number of subnets and of the number of items in the plan, with which a proposal takes
  /// less than half a minute.
  private static let mostTrials = 1_000_000.0

  /// With subnet discovery ipamd creates interfaces in the subnet with the most free addresses. A larger subnet attracts
  /// interfaces from others, so the effect of each size has to be computed.
  private static func ownChecks(of plan: ClusterPlan) -> [Check] {
    plan.index.discovery.isInUse ? [.subnetAddresses, .subnetUtilization, .prefixBlocks] : []
  }
}
