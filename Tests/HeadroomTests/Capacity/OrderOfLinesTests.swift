import Headroom
import HeadroomTestSupport
import Testing

/// The order of lines in a plan changes neither a verdict nor a number.
@Suite struct OrderOfLinesTests {
  private func subnets(_ analysis: PlanAnalysis) -> [String: [Int?]] {
    let rows = analysis.subnets.map { load in
      (
        load.subnet.name,
        [
          load.demand, load.warmAddresses, load.peakDemand, load.burstDemand, load.fullDemand, load.reservedAddresses,
          load.freeAddresses, load.freePrefixBlocks, load.freePrefixBlocksAtWorst, load.moreNodes, load.moreNodesAtBest,
        ]
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func groups(_ analysis: PlanAnalysis) -> [String: [Int?]] {
    let rows = analysis.groups.map { ($0.profile.group.name, [$0.nodes, $0.moreNodes, $0.addressesPerFullNode]) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func workloads(_ counts: [PodCount]) -> [String: [Int]] {
    let rows = counts.map { ($0.workload.name, [$0.pods, $0.running, $0.pending, $0.waitingForAddress]) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func findings(_ assessment: Assessment) -> Set<String> {
    // HR-POD-009 compares with the order of the plan, so it may differ; it is a note and changes no verdict.
    Set(
      assessment.findings.filter { $0.code != "HR-POD-009" }.map {
        "\($0.code) \($0.verdict) \($0.subject) \($0.message)"
      })
  }

  @Test func anyPermutationGivesTheSameAnswer() throws {
    var random = SeededGenerator()
    for _ in 0..<300 {
      let plan = RandomPlan.capacity(&random)
      let other = try plan.shuffled(&random)
      let (first, second) = (Assessment(of: plan), Assessment(of: other))
      #expect(first.verdict == second.verdict)
      #expect(findings(first) == findings(second))
      #expect(subnets(first.analysis) == subnets(second.analysis))
      #expect(groups(first.analysis) == groups(second.analysis))
      #expect(workloads(first.analysis.workloads) == workloads(second.analysis.workloads))
      #expect(workloads(first.analysis.peakWorkloads) == workloads(second.analysis.peakWorkloads))
    }
  }
}
