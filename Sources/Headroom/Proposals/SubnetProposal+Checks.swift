extension SubnetProposal {
  /// Blocks for all subnets of a plan, and what they do not mend.
  public struct Outcome: Sendable {
    /// The proposals, in the order of the plan's subnets.
    public let proposals: [SubnetProposal]
    /// The findings that remain in the plan with the proposed blocks.
    public let unmended: [Finding]
  }

  /// Proposes blocks with which a plan passes further checks as well: the loss of a zone, an update, growth.
  ///
  /// A finding makes the subnets larger that it speaks of, or those of its node group, or all of them. Then each is made
  /// as small again as possible, in the plan's order. A finding that remains even with a /16 in every place is among
  /// those that are not mended.
  ///
  /// - Parameters:
  ///   - analysis: The plan's capacity.
  ///   - checks: The checks that must have no finding.
  ///   - prices: The prices of the plan, by default those that come with the library.
  public static func proposals(
    for analysis: PlanAnalysis, passing checks: [Check], prices: Prices? = nil
  ) -> Outcome {
    let first = proposals(for: analysis)
    // With subnet discovery a larger block attracts interfaces from other subnets, so its size has to be tried out.
    let own = analysis.plan.index.discovery.isInUse ? [Check.subnetAddresses, .subnetUtilization, .prefixBlocks] : []
    let checks = checks + own.filter { check in !checks.contains { $0.id == check.id } }
    guard !checks.isEmpty else { return Outcome(proposals: first, unmended: []) }
    let questions = CheckedPlan(checks: checks, prices: prices ?? .bundled(for: analysis.plan.region))
    var search = ProposalSearch(analysis.plan, first, questions)
    search.run()
    let lengths = zip(first, search.lengths).map { $0.prefixLength == nil ? nil : $1 }
    let proposals = laidOut(lengths, for: analysis)
    return Outcome(proposals: proposals, unmended: questions.findings(in: analysis.plan, with: proposals))
  }
}
